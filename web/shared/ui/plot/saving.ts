import type { Table } from "./Figure";

/** A table as other programs read it (RFC 4180), marked as UTF-8 for those that would not look. */
export const csvOf = ({ columns, rows }: Table): string =>
  "\ufeff" + [columns, ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";

/** What a program for tables could take for a formula is kept from being one. */
function cell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const painted = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-linejoin",
  "stroke-linecap",
  "opacity",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "direction",
];
const head = 40;
const margin = 16;
const sharpness = 2;

/** A drawing as a picture, in the colours in which it is shown, with its finding above it. */
export async function pngOf(svg: SVGSVGElement, finding: string): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const image = await load(standalone(svg, width, height));
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * margin) * sharpness;
  canvas.height = (height + head + 2 * margin) * sharpness;
  const paper = canvas.getContext("2d")!;
  paper.scale(sharpness, sharpness);
  const { color, fontFamily, direction } = getComputedStyle(svg);
  paper.fillStyle = getComputedStyle(svg).getPropertyValue("--hd-surface") || "white";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = color;
  paper.font = `600 14px ${fontFamily}`;
  paper.textAlign = direction === "rtl" ? "right" : "left";
  paper.fillText(finding, direction === "rtl" ? width + margin : margin, margin + 14, width);
  paper.drawImage(image, margin, margin + head, width, height);

  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

/** The drawing with all that the page's styles give it written into it. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const shown = svg.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, position) => {
    const style = getComputedStyle(shown[position]!);
    for (const name of painted) element.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

async function load(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
