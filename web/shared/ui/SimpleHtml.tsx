import { createElement, useMemo, type ReactNode } from "react";

const plain = new Set(
  "P BR DIV SPAN B STRONG I EM U S A UL OL LI BLOCKQUOTE CODE PRE HR H1 H2 H3 H4 IMG".split(" "),
);
const safeLink = /^(https?:|mailto:|tel:)/i;
const ourImage = /^(\/f\/|blob:|data:image\/(png|jpeg|gif|webp);)/i;

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html").body;

/** Whether a message needs no frame: only words, links, lists and pictures of ours, and no styles of its own. */
export function isSimple(html: string): boolean {
  if (html.length > 60_000) return false;
  return [...parse(html).querySelectorAll("*")].every(
    element =>
      plain.has(element.tagName) &&
      !element.hasAttribute("style") &&
      !element.hasAttribute("bgcolor") &&
      (element.tagName !== "IMG" || ourImage.test(element.getAttribute("src") ?? "")),
  );
}

/**
 * Shows such a message in the console's own type. It is built element by element: whatever is not known to be
 * harmless is shown as its words alone, so nothing in a mail can become markup of ours.
 */
export function SimpleHtml({ html, className }: { html: string; className?: string }) {
  const nodes = useMemo(() => childrenOf(parse(html)), [html]);
  return (
    <div className={className} dir="auto">
      {nodes}
    </div>
  );
}

function childrenOf(element: Element): ReactNode[] {
  return [...element.childNodes].map((node, index) => shown(node, index));
}

function shown(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  if (/^(STYLE|SCRIPT|TITLE|HEAD|META|LINK)$/.test(node.tagName)) return null;
  if (!plain.has(node.tagName)) return createElement("span", { key }, ...childrenOf(node));
  return known(node, key);
}

function known(element: Element, key: number): ReactNode {
  const tag = element.tagName.toLowerCase();
  if (tag === "br" || tag === "hr") return createElement(tag, { key });
  if (tag === "img") return picture(element, key);
  if (tag !== "a") return createElement(tag, { key }, ...childrenOf(element));
  const href = element.getAttribute("href") ?? "";
  if (!safeLink.test(href)) return createElement("span", { key }, ...childrenOf(element));
  return createElement(
    "a",
    { key, href, target: "_blank", rel: "noopener noreferrer" },
    ...childrenOf(element),
  );
}

function picture(element: Element, key: number): ReactNode {
  const src = element.getAttribute("src") ?? "";
  if (!ourImage.test(src)) return null;
  return createElement("img", { key, src, alt: element.getAttribute("alt") ?? "", loading: "lazy" });
}

/** The words of a piece of HTML, for snippets. */
export const wordsOf = (html: string) =>
  parse(html.replace(/<(br|\/p|\/div|\/li)[^>]*>/gi, " "))
    .textContent.replace(/\s+/g, " ")
    .trim();
