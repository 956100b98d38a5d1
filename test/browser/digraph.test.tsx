import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { Digraph, type DigraphNode } from "../../client/views/digraph.tsx";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";

const host = document.createElement("main");
const node = (label: string, kind: DigraphNode["kind"]): DigraphNode => ({ label, kind, told: `this is ${label}` });
const nodes = [node("x", "leaf"), node("y", "leaf"), node("+", "operation"), node("tanh", "operation")];
const inputs = [[], [], [0, 1], [2]];
const drawing = () => host.querySelector<SVGSVGElement>("svg.digraph-drawing");
const said = () => host.querySelector(".digraph-told")?.textContent;
const show = (own = nodes, arcs: readonly (readonly number[])[] = inputs) =>
  render(<Digraph title="A graph" nodes={own} inputs={arcs} path={[1, 2, 3]} hint="Point at a node." />, host);

/** Where the pointer rests: over no node, wherever it was left before. */
const corner = document.createElement("i");
corner.style.cssText = "position: fixed; right: 0; bottom: 0; width: 8px; height: 8px";

beforeEach(async () => {
  chooseLocale("en");
  document.body.append(host, corner);
  await userEvent.hover(corner);
});
afterEach(() => {
  render(null, host);
  host.remove();
  corner.remove();
});

it("is gone through with the arrow keys, from the beginning of the path, and zoomed with + and 0", async () => {
  show();
  await expect.poll(drawing).toBeTruthy();
  const whole = drawing()?.getAttribute("viewBox");
  drawing()?.focus();
  expect(document.activeElement).toBe(drawing());
  await userEvent.keyboard("{ArrowRight}");
  await expect.poll(said).toBe("this is y");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
  await expect.poll(said).toBe("this is x");
  await userEvent.keyboard("+");
  await expect.poll(() => drawing()?.getAttribute("viewBox")).not.toBe(whole);
  await userEvent.keyboard("0");
  await expect.poll(() => drawing()?.getAttribute("viewBox")).toBe(whole);
});

it("says in words that there are too many nodes to draw", () => {
  const many = Array.from({ length: 321 }, (_, n) => node(String(n), "operation"));
  show(
    many,
    many.map((_, n) => (n > 0 ? [n - 1] : [])),
  );
  expect(drawing()).toBeNull();
  expect(host.textContent).toContain("The graph has 321 nodes");
});

it("draws every node and arc, the path apart, and says what is pointed at", async () => {
  show();
  await expect.poll(drawing).toBeTruthy();
  expect(drawing()?.querySelectorAll(".digraph-node")).toHaveLength(4);
  expect(drawing()?.querySelectorAll(".digraph-arc")).toHaveLength(3);
  expect(drawing()?.querySelectorAll('.digraph-arc[stroke="var(--series-1)"]')).toHaveLength(2);
  expect(said()).toBe("Point at a node.");
  await userEvent.hover(page.getByText("tanh"));
  await expect.poll(said).toBe("this is tanh");
});
