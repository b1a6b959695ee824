import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { isSimple, SimpleHtml, wordsOf } from "./SimpleHtml";

describe("a simple message", () => {
  it.each([
    ["<p>Hello <b>you</b><br>there</p>", true],
    ['<p><img src="/f/abc/token/photo.png" alt=""></p>', true],
    ['<p><img src="https://example.org/track.gif"></p>', false],
    ["<table><tr><td>1</td></tr></table>", false],
    ['<p style="color:red">1</p>', false],
  ])("%s: %s", (html, simple) => {
    expect(isSimple(html)).toBe(simple);
  });

  it("opens links elsewhere and without a way back", () => {
    const { container } = render(<SimpleHtml html='<a href="https://example.org">here</a>' />);
    expect(container.querySelector("a")).toHaveProperty("rel", "noopener noreferrer");
    expect(container.querySelector("a")).toHaveProperty("target", "_blank");
  });

  it("turns nothing that is not known into markup", () => {
    const bad =
      '<script>alert(1)</script><a href="javascript:alert(1)">x</a><svg onload=alert(1)></svg><p onclick="alert(1)">y</p><iframe src="/rest"></iframe><img src=x onerror=alert(1)>';
    const { container } = render(<SimpleHtml html={bad} />);
    expect(container.querySelectorAll("script,a,svg,iframe,img,[onclick]")).toHaveLength(0);
    expect(container.textContent).toBe("xy");
  });
});

describe("the words of a message", () => {
  it("stand apart where lines did", () => {
    expect(wordsOf("<p>One</p><p>two<br>three</p>")).toBe("One two three");
  });
});
