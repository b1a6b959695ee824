import { useEffect, useRef, useState } from "react";
import classes from "./FrameHtml.module.css";

/**
 * Shows a mail with a layout of its own in a frame without scripts, as high as its content. Keys pressed inside reach
 * the console, so that j and k still work after a click into a mail.
 */
export function FrameHtml({ src, title }: { src: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(80);
  const [loads, setLoads] = useState(0);

  useEffect(() => {
    const content = frame.current?.contentDocument;
    if (loads === 0 || !content?.body) return;
    const measure = () => setHeight(Math.ceil(content.documentElement.getBoundingClientRect().height));
    const observer = new ResizeObserver(measure);
    observer.observe(content.documentElement);
    const pass = (event: KeyboardEvent) => {
      const copy = new KeyboardEvent("keydown", { ...keysOf(event), bubbles: true, cancelable: true });
      if (!frame.current?.dispatchEvent(copy)) event.preventDefault();
    };
    content.addEventListener("keydown", pass);
    measure();
    return () => {
      observer.disconnect();
      content.removeEventListener("keydown", pass);
    };
  }, [loads]);

  return (
    <div className={classes.paper}>
      <iframe
        ref={frame}
        className={classes.frame}
        title={title}
        src={src}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        style={{ blockSize: height }}
        onLoad={() => setLoads(count => count + 1)}
      />
    </div>
  );
}

const keysOf = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) => ({
  key,
  code,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
});
