import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { FakeSocket } from "./socket";

/* What jsdom lacks of a browser: sizes, observers, a connection. */

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

Object.assign(globalThis, {
  ResizeObserver: Observer,
  IntersectionObserver: Observer,
  WebSocket: FakeSocket,
});
window.matchMedia = (query: string) =>
  ({
    matches: /min-width/.test(query),
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;
for (const size of ["offsetHeight", "clientHeight"]) {
  Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 900 });
}
for (const size of ["offsetWidth", "clientWidth"]) {
  Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 400 });
}
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};
document.elementFromPoint = () => null;
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();
window.scrollTo = () => {};

/* A busy machine is slow, not wrong. */
configure({ asyncUtilTimeout: 8000, getElementError: message => new Error(message ?? "not found") });

afterEach(cleanup);
