/** The parts that several labs draw with, where they do more than draw. */
import { signal } from "@preact/signals";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { ConfusionMatrix } from "../../client/labs/parts/confusion.tsx";
import { ExpressionBox, useDraft } from "../../client/labs/parts/expression-box.tsx";
import { type Film, FilmControls, useFilm } from "../../client/labs/parts/film.tsx";
import { recordLines } from "../../client/labs/parts/record-lines.tsx";
import { type Axes, AxisSelects } from "../../client/labs/parts/select.tsx";
import { Stopped } from "../../client/labs/parts/stopped.tsx";
import type { ViewProps } from "../../client/labs/view.ts";
import { array } from "../../shared/arrays.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";

const host = document.createElement("div");
host.style.width = "600px";
document.body.append(host);
afterEach(() => render(null, host));

// Other tests of this browser may ask it for less motion, or leave another language in its storage.
beforeEach(() => {
  chooseLocale("en");
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  return () => vi.unstubAllGlobals();
});

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
const frames: number[] = [];
/** A busy machine draws seldom. */
const patience = { timeout: 20_000 };

function PlayedFilm({ total, once }: { readonly total: number; readonly once?: object | null }) {
  const film = useFilm(total, { milliseconds: 10, ...(once !== undefined && { once }) });
  if (frames[frames.length - 1] !== film.frame) frames.push(film.frame);
  return <FilmControls film={film} label="time" now={String(film.frame)} />;
}

function found<E extends Element>(selector: string): E {
  const element = host.querySelector<E>(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return element;
}

it("plays each new film once, from its first frame to its last, and again when asked", async () => {
  frames.length = 0;
  render(<PlayedFilm total={0} once={null} />, host);
  await frame();
  expect(found<HTMLButtonElement>("button").disabled).toBe(true);
  render(<PlayedFilm total={4} once={{}} />, host);
  await expect.poll(() => frames, patience).toEqual([0, 1, 2, 3]);
  frames.length = 0;
  found<HTMLButtonElement>("button").click();
  await expect.poll(() => frames, patience).toEqual([0, 1, 2, 3]);
});

it("goes round where nothing ends it, stands until it is played, and stops under the slider", async () => {
  frames.length = 0;
  render(<PlayedFilm total={3} />, host);
  await wait(100);
  expect(frames).toEqual([0]);
  found<HTMLButtonElement>("button").click();
  await expect.poll(() => frames.slice(0, 5), patience).toEqual([0, 1, 2, 0, 1]);
  const slider = found<HTMLInputElement>("input");
  slider.value = "2";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await wait(100);
  expect(frames[frames.length - 1]).toBe(2);
  expect(found("output").textContent).toBe("2");
});

it("keeps the slider of a film in its place while the words beside it change, and says them with the slider", async () => {
  const held: Film[] = [];
  const Count = () => {
    const film = useFilm(120, { milliseconds: 10_000 });
    held[0] = film;
    return <FilmControls film={film} label="time" now={`step ${film.frame}`} longest="step 119" />;
  };
  render(<Count />, host);
  const placeOf = () => {
    const { left, right } = found("input").getBoundingClientRect();
    return [left, right];
  };
  await frame();
  const first = placeOf();
  for (const at of [5, 50, 119]) {
    held[0].seek(at);
    await frame();
    expect(found("input").getAttribute("aria-valuetext")).toBe(`step ${at}`);
    expect(placeOf()).toEqual(first);
  }
  found<HTMLButtonElement>("button").click();
  await frame();
  expect(held[0].playing).toBe(true);
  expect(placeOf()).toEqual(first);
});

it("draws a figure for each group of records, leaves out what is not known, and says when there is nothing", async () => {
  const text = (en: string) => ({ es: en, en });
  const View = recordLines({
    task: "train",
    x: text("step"),
    figures: [
      { title: text("Loss"), y: text("loss"), lines: [["loss", text("training"), "data"]] },
      { title: text("Other"), y: text("other"), log: true, lines: [["other"]], optional: true },
    ],
    empty: text("nothing yet"),
  });
  const tasks = [{ id: "train", kind: "train", key: [0, 0], steps: 9, params: {} }] as const;
  const show = async (records: Record<string, number[]>) => {
    const arrays = Object.entries(records).map(([name, values]) => [
      `records/train/${name}`,
      array(Float64Array.from(values)),
    ]);
    const props = { fold: foldFromArrays(tasks, Object.fromEntries(arrays)), version: 1 } as unknown as ViewProps;
    render(<View {...props} />, host);
    await frame();
    return [...host.querySelectorAll("canvas")].map((canvas) => canvas.getAttribute("aria-label"));
  };
  expect(await show({ loss: [4, Number.POSITIVE_INFINITY, 2], other: [0, -1, 0] })).toEqual([
    expect.stringMatching(/Loss: training .*2.*2.*4/),
  ]);
  expect(await show({ loss: [4, 3, 2], other: [1, 2, 3] })).toHaveLength(2);
  expect(await show({ loss: [] })).toEqual([]);
  expect(host.textContent).toBe("nothing yet");
});

it("keeps the axes within the numbers that there are, and changes one at a time", async () => {
  const axes = signal<Axes>([0, Number.POSITIVE_INFINITY]);
  render(<AxisSelects names={["a", "b", "c"]} axes={axes} />, host);
  const [across, upright] = host.querySelectorAll("select");
  expect([across.value, upright.value]).toEqual(["0", "2"]);
  across.value = "1";
  across.dispatchEvent(new Event("change", { bubbles: true }));
  expect(axes.value).toEqual([1, 2]);
});

describe("a training that ended by itself", () => {
  const tasks = [{ id: "train", kind: "train", key: [0, 0] as const, steps: 100, params: {} }];
  const proposed: unknown[] = [];
  const show = (stopped: readonly [number, number]) => {
    proposed.length = 0;
    const fold = foldFromArrays(tasks, { "output/train/stopped": array(Float64Array.from(stopped)) }, "recorded");
    render(<Stopped fold={fold} rate={2} propose={(params) => proposed.push(params)} />, host);
    return host.textContent ?? "";
  };
  it("is told with its step, counted from 1, and a lower rate is offered where it diverged", () => {
    expect(show([56, 1])).toMatch(/step 57: .*rate, which was 2, /);
    found<HTMLButtonElement>("button").click();
    expect(proposed).toEqual([{ learningRate: 0.2 }]);
    expect(show([79, 2])).toMatch(/step 80: .*no longer improved/);
    expect(host.querySelector("button")).toBeNull();
    expect(show([79, 3])).toMatch(/reached its target/);
  });
  it("is not told of one that went on to its last step", () => {
    expect(show([-1, 0])).toBe("");
  });
});

it("reads an expression as it is typed; while it is wrong says why and keeps what was right; offers to use it", async () => {
  const used: string[] = [];
  const read = (text: string) => {
    const [number] = /^\d+$/.exec(text) ?? [];
    if (number === undefined) throw new ExperimentError("params.n", "ends-early", "no number", { at: 3 });
    return Number(number);
  };
  function Box() {
    const draft = useDraft("12", read, []);
    return (
      <>
        <ExpressionBox label="n" draft={draft} onUse={(text) => used.push(text)} />
        <output>{draft.read}</output>
      </>
    );
  }
  render(<Box />, host);
  const box = found<HTMLInputElement>("input");
  const type = async (text: string) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    const button = host.querySelector("button");
    return [found("output").textContent, box.getAttribute("aria-invalid"), button !== null] as const;
  };
  expect([found("output").textContent, host.querySelector("button")]).toEqual(["12", null]);
  expect(await type("13")).toEqual(["13", "false", true]);
  expect(await type("13 +")).toEqual(["13", "true", false]);
  expect(document.getElementById(box.getAttribute("aria-describedby") ?? "")?.getAttribute("role")).toBe("status");
  expect(await type("14")).toEqual(["14", "false", true]);
  found<HTMLButtonElement>("button").click();
  expect(used).toEqual(["14"]);
  expect(await type("12")).toEqual(["12", "false", false]);
});

it("names in a matrix of classes those who say them, where neither is the truth", () => {
  const matrix = { title: "m", note: "n", counts: array(Float64Array.of(3, 1, 0, 2), [2, 2]), names: ["cat", "dog"] };
  const corner = () => found("thead td").textContent;
  const cell = () => found("tbody button:last-of-type").getAttribute("aria-label");
  render(<ConfusionMatrix {...matrix} onPick={() => {}} />, host);
  expect([corner(), cell()]).toEqual(["true / found", "cat taken for cat: 3"]);
  const cellSaid = (row: string, column: string, count: number) => `${row} ${column} ${count}`;
  render(<ConfusionMatrix {...matrix} onPick={() => {}} sides={{ rows: "A", columns: "B", cellSaid }} />, host);
  expect([corner(), cell()]).toEqual(["A / B", "cat cat 3"]);
});
