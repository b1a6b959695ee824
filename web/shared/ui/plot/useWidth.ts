import { useEffect, useRef, useState } from "react";

/** How wide the element is drawn, so that a plot's letters keep their size at any width. */
export function useWidth(): [React.RefObject<SVGSVGElement | null>, number] {
  const ref = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.parentElement?.clientWidth || 640);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element.parentElement ?? element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
