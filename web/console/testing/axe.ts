import axe from "axe-core";
import { expect } from "vitest";

/** Has axe look at what is shown. Colours and sizes are nothing here: a real browser looks at those. */
export async function expectAccessible(element: Element = document.body) {
  const { violations } = await axe.run(element, {
    rules: { "color-contrast": { enabled: false } },
  });
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(" ")).join(", ")}`),
  ).toEqual([]);
}
