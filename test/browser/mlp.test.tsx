/** Points drawn by hand, by pointer and by keyboard, and what becomes of them; a unit that is looked at. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { mlpView } from "../../client/labs/representation/mlp/view.tsx";
import type { ViewProps } from "../../client/labs/view.ts";
import { array } from "../../shared/arrays.ts";
import { points } from "../../shared/data/generators/points.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { openFold } from "../../shared/labs/fold.ts";
import { mlp } from "../../shared/labs/representation/mlp/lab.ts";
import { STOPS } from "../../shared/labs/stopped.ts";

const host = document.createElement("main");
host.style.width = "700px";
document.body.append(host);
chooseLocale("en");
const attach = vi.fn(async (_files: readonly File[]) => {});
beforeEach(() => attach.mockClear());
afterEach(() => render(null, host));

const data = points.generate([1, 1], parseParams(points.params, { shape: "xor", count: 40 }) as never);
const experiment: Experiment = {
  v: 1,
  lab: "mlp",
  seed: 1,
  data: { generator: "points", seed: 1, params: {} },
  params: parseParams(mlp.params, { hidden: [2] }),
};

/** A view of the lab before anything was run, or with what a training sends. */
function show(
  view: "draw" | "network",
  snapshot?: Parameters<ReturnType<typeof openFold>["add"]>[0]["snapshot"],
): void {
  const fold = openFold(mlp.plan(experiment.params, data, [1, 2]));
  if (snapshot) fold.add({ task: "train", from: 0, to: 1, records: {}, snapshot });
  const ask = () => new Promise<never>(() => {});
  const props = { experiment, fold, version: 1, metrics: {}, data, locale: "en", ask, propose: () => {}, attach };
  const { component: View } = [mlpView.main, ...mlpView.supporting].find(({ id }) => id === view) ?? mlpView.main;
  render(<View {...(props as unknown as ViewProps<never>)} />, host);
}

const button = (name: string) =>
  [...host.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === name);
const pad = () => host.querySelector<HTMLElement>(".part-pad");

function stroke(path: readonly (readonly [number, number])[]): void {
  const canvas = host.querySelector<HTMLCanvasElement>(".part-pad canvas");
  if (!canvas) throw new Error("no pad");
  canvas.setPointerCapture = () => {};
  const area = canvas.getBoundingClientRect();
  const at = (kind: string, [x, y]: readonly [number, number]) =>
    canvas.dispatchEvent(
      new PointerEvent(kind, {
        bubbles: true,
        pointerId: 1,
        clientX: area.left + (area.width * (x + 1)) / 2,
        clientY: area.top + (area.height * (1 - y)) / 2,
      }),
    );
  at("pointerdown", path[0]);
  for (const place of path.slice(1)) at("pointermove", place);
  at("pointerup", path[path.length - 1]);
}

/** The lines of the file that was handed over. */
async function handedOver(): Promise<readonly string[]> {
  await expect.poll(() => attach.mock.calls.length).toBe(1);
  const [[[file]]] = attach.mock.calls;
  expect(file.name).toBe("points.csv");
  return (await file.text()).trim().split("\n");
}

it("hands strokes of two classes over as a table of points, where they were drawn", async () => {
  show("draw");
  await expect.poll(() => host.querySelector<HTMLCanvasElement>(".part-pad canvas")?.clientWidth).toBeGreaterThan(100);
  button("Clear")?.click();
  await expect.poll(() => button("Use these points")?.disabled).toBe(true);
  stroke([
    [-0.5, 0.5],
    [-0.3, 0.5],
  ]);
  button("B")?.click();
  await expect.poll(() => button("B")?.getAttribute("aria-pressed")).toBe("true");
  stroke([
    [0.5, -0.5],
    [0.3, -0.5],
  ]);
  await expect.poll(() => button("Use these points")?.disabled).toBe(false);
  button("Use these points")?.click();
  const [head, ...rows] = await handedOver();
  expect(head).toBe("x,y,class");
  expect(rows).toHaveLength(16);
  for (const row of rows) {
    const [x, y, name] = row.split(",");
    const side = name === "A" ? 1 : -1;
    // Within the spread of the brush about the stroke.
    expect(side * Number(y)).toBeGreaterThan(0.44);
    expect(-side * Number(x)).toBeGreaterThan(0.24);
  }
});

it("undoes a whole stroke at once", async () => {
  show("draw");
  await expect.poll(() => host.querySelector<HTMLCanvasElement>(".part-pad canvas")?.clientWidth).toBeGreaterThan(100);
  button("Clear")?.click();
  const count = () => /Points: (\d+)/.exec(host.textContent ?? "")?.[1];
  await expect.poll(count).toBe("0");
  stroke([
    [-0.5, 0.5],
    [-0.3, 0.5],
    [-0.1, 0.5],
  ]);
  await expect.poll(count).toBe("12");
  button("Undo")?.click();
  await expect.poll(count).toBe("0");
});

it("takes arrows and the space bar instead, and undoes", async () => {
  show("draw");
  await expect.poll(() => pad()).not.toBeNull();
  button("Clear")?.click();
  const key = (name: string, ctrlKey = false) =>
    pad()?.dispatchEvent(new KeyboardEvent("keydown", { key: name, ctrlKey, bubbles: true }));
  const count = () => /Points: (\d+)/.exec(host.textContent ?? "")?.[1];
  await expect.poll(count).toBe("0");
  key("ArrowRight");
  await expect.poll(() => host.textContent).toContain("x 0.1, y 0");
  key(" ");
  await expect.poll(count).toBe("4");
  key("z", true);
  await expect.poll(count).toBe("0");
});

it("draws a button for each unit, and shows the one that is pressed large", async () => {
  const maps = (units: number, side: number) =>
    array(new Float32Array(side * side * units).fill(0.5), [side * side, units]);
  show("network", {
    "layer0.weights": array(new Float32Array(4), [2, 2]),
    "layer0.bias": array(Float32Array.of(0.25, 0)),
    "layer1.weights": array(new Float32Array(4), [2, 2]),
    "layer1.bias": array(new Float32Array(2)),
    surface: maps(2, 12),
    units0: maps(2, 6),
    predicted: array(new Int32Array(40)),
  });
  await expect.poll(() => host.querySelectorAll(".mlp-unit").length).toBe(4);
  const unit = host.querySelector<HTMLButtonElement>('[aria-label="Unit 1 of layer 1"]');
  unit?.click();
  await expect.poll(() => unit?.getAttribute("aria-pressed")).toBe("true");
  expect([...host.querySelectorAll(".figure-title")].map(({ textContent }) => textContent)).toContain(
    "Unit 1 of layer 1",
  );
  unit?.focus();
  await expect.poll(() => host.textContent).toContain("bias 0.25");
  button("Back to the output")?.click();
  await expect.poll(() => host.textContent).toContain("Which class at each point");
});

it("shows the nets of a cross-validation beside each other, the best marked, and every view the one that is pressed", async () => {
  const several = { ...experiment, params: parseParams(mlp.params, { hidden: [2], folds: 2, members: 2 }) };
  const fold = openFold(mlp.plan(several.params, data, [1, 2]));
  const accuracies = { evaluate: 0.5, "evaluate.1": 0.75, "evaluate.2": 0.7, "evaluate.3": 0.6, ensemble: 0.8 };
  for (const [task, accuracy] of Object.entries(accuracies)) {
    const { steps } = fold.tasks.find(({ id }) => id === task) ?? { steps: 0 };
    const output = { accuracy: array(Float64Array.of(accuracy)), confusion: array(new Float64Array(4), [2, 2]) };
    fold.add({ task, from: steps, to: steps, records: {}, output });
  }
  const { steps = 0 } = fold.tasks.find(({ id }) => id === "train.3") ?? {};
  const stopped = array(Float64Array.of(15, STOPS.indexOf("diverged")));
  fold.add({ task: "train.3", from: steps, to: steps, records: {}, output: { stopped } });
  const ask = () => new Promise<never>(() => {});
  const props = { experiment: several, fold, version: 1, metrics: {}, data, locale: "en", ask, propose: () => {} };
  const views = [mlpView.main, ...mlpView.supporting.filter(({ id }) => id === "confusion" || id === "curves")];
  render(
    views.map(({ id, component: View }) => (
      <section key={id} id={id}>
        <View {...(props as unknown as ViewProps<never>)} />
      </section>
    )),
    host,
  );
  const cells = () => [...host.querySelectorAll(".mlp-net")];
  const selected = (id: string) =>
    host.querySelector<HTMLSelectElement>(`#${id} [data-act="net"] select`)?.selectedOptions[0];
  await expect
    .poll(() => cells().map((cell) => cell.querySelector(".visually-hidden")?.textContent))
    .toEqual([
      "Fold 1 · net 1",
      "Fold 1 · net 2",
      "Fold 1 · ensemble",
      "Fold 2 · net 1",
      "Fold 2 · net 2",
      "Fold 2 · ensemble",
    ]);
  expect(cells().flatMap((cell, i) => (cell.classList.contains("mlp-net-best") ? [i] : []))).toEqual([2]);
  expect(cells()[5].textContent).toContain("–");
  expect(cells().flatMap((cell, i) => (cell.textContent?.includes("diverged: 16") ? [i] : []))).toEqual([4]);
  (cells()[4] as HTMLButtonElement).click();
  await expect.poll(() => selected("confusion")?.textContent).toBe("Fold 2 · net 2");
  expect(selected("curves")?.textContent).toBe("Fold 2 · net 2");
  // The curves of an ensemble are those of its first net.
  (cells()[2] as HTMLButtonElement).click();
  await expect.poll(() => selected("confusion")?.textContent).toBe("Fold 1 · ensemble");
  expect(selected("curves")?.textContent).toBe("Fold 1 · net 1");
});
