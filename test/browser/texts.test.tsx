/** What a text's views do under the hand: where the focus is, and what is saved of molecules. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { beginningIn } from "../../client/labs/generative/text/beginning.ts";
import { MelodiesFigure } from "../../client/labs/generative/text/melodies.tsx";
import { MoleculesFigure } from "../../client/labs/generative/text/molecules.tsx";
import { signName } from "../../client/labs/generative/text/names.ts";
import { lastOf, NextBars } from "../../client/labs/generative/text/next-bars.tsx";
import { svgText } from "../../client/views/picture-file.ts";
import { array } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { DataRef } from "../../shared/experiment/experiment.ts";

const host = document.createElement("main");
document.body.append(host);
beforeEach(() => chooseLocale("en"));
afterEach(() => render(null, host));

const signs = array(Int32Array.from("abcd", (sign) => sign.codePointAt(0) ?? 0));
const buttons = () => [...host.querySelectorAll("button")];

it("keeps the focus at the bar that was pressed, and at the last one where there are fewer", () => {
  const added: string[] = [];
  const show = (...shares: number[]) =>
    render(
      <>
        <textarea />
        <NextBars signs={signs} shares={shares} onAdd={(sign) => added.push(sign)} />
      </>,
      host,
    );
  show(0.4, 0.3, 0.2, 0.1);
  const third = buttons()[2];
  third.focus();
  third.click();
  show(0.1, 0.2, 0.3, 0.4);
  expect(document.activeElement).toBe(buttons()[2]);
  expect(document.activeElement?.textContent).toBe("b");
  buttons()[2].click();
  expect(added).toEqual(["c", "b"]);
  show(0, 1, 0, 0);
  expect(buttons()).toHaveLength(1);
  expect(document.activeElement).toBe(buttons()[0]);
});

it("leaves the focus where a reader went since", () => {
  const show = (...shares: number[]) =>
    render(
      <>
        <input />
        <NextBars signs={signs} shares={shares} onAdd={() => {}} />
      </>,
      host,
    );
  show(0.4, 0.3, 0.2, 0.1);
  buttons()[3].focus();
  buttons()[3].click();
  host.querySelector("input")?.focus();
  show(1, 0, 0, 0);
  expect(document.activeElement?.tagName).toBe("INPUT");
});

it("saves all molecules that are seen, with their lines, as one drawing", () => {
  render(<MoleculesFigure lines={["CCO", "C1CC", "c1ccccc1"]} />, host);
  const source = host.querySelector("[data-picture]");
  if (!source) throw new Error("nothing to save");
  const saved = new DOMParser().parseFromString(svgText(source), "image/svg+xml").documentElement;
  const drawings = [...saved.querySelectorAll("svg[viewBox]")];
  expect(drawings).toHaveLength(2);
  expect(drawings.map((one) => one.querySelectorAll("line").length > 0)).toEqual([true, true]);
  const places = drawings.map((one) => `${one.getAttribute("x")},${one.getAttribute("y")}`);
  expect(new Set(places).size).toBe(2);
  const told = [...saved.querySelectorAll("text")].map(({ textContent }) => textContent);
  expect(told).toEqual(expect.arrayContaining(["CCO", "C1CC", "c1ccccc1", "a ring left open"]));
});

it("begins an own text as the text itself does, in whatever letters", () => {
  const lines = ["", "", "  كان يا ما كان في قديم\r\nالزمان", "other"].join("\n");
  const table = { texts: [lines] } as unknown as Table;
  const learnt = { ref: { files: [], options: {} } as unknown as DataRef, data: table, signs };
  expect(beginningIn("bcd", learnt)).toBe("كان يا ما كا");
  expect(beginningIn("bcd", { ...learnt, data: null })).toBe("");
  const ref = { generator: "tales", seed: 1, params: {} };
  expect(beginningIn("bcd", { ...learnt, ref })).toBe("bcd");
  // Of generated letters too, where they are others.
  expect(beginningIn("bcz", { ...learnt, ref })).toBe("كان يا ما كا");
});

it("keeps the end of a text whole", () => {
  expect(lastOf("abc", 3)).toBe("abc");
  expect(lastOf("a😀bc", 3)).toBe("😀bc");
});

it("names signs that cannot be seen alone", () => {
  const named = Array.from("aéñ漢ك😀- \n\ufffd\u0301\u202e\u200d\t\0\u00a0", signName);
  expect(named.slice(0, 7).join("")).toBe("aéñ漢ك😀-");
  expect(named.slice(7)).toEqual([
    "space",
    "line end",
    "other",
    "◌\u0301",
    "U+202E",
    "U+200D",
    "U+0009",
    "U+0000",
    "U+00A0",
  ]);
});

it("saves each melody under a number of its own", async () => {
  const ask = (async () => ({ sound: array(new Float32Array(32)) })) as never;
  render(<MelodiesFigure lines={["C8|", "E8|"]} ask={ask} />, host);
  await expect.poll(() => host.textContent).toContain("Save “Melody 1”");
  const choice = host.querySelector("select") as HTMLSelectElement;
  choice.selectedIndex = 1;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => host.textContent).toContain("Save “Melody 2”");
});
