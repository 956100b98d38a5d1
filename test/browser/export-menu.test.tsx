/** What the menu offers of a net, and what the views say of one that came without its layers. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WeightsItems } from "../../client/app/lab/export-items.tsx";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { cnnView } from "../../client/labs/representation/cnn/view.tsx";
import type { ViewProps } from "../../client/labs/view.ts";
import { NotKeptError } from "../../client/labs/view.ts";
import type { Displayed } from "../../client/run/session.ts";
import { type Arrays, array } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";
import { cnn } from "../../shared/labs/representation/cnn/lab.ts";

const host = document.createElement("main");
document.body.append(host);
beforeEach(() => chooseLocale("en"));
afterEach(() => render(null, host));

const data: Table = {
  rows: 40,
  columns: 64,
  values: new Uint8Array(40 * 64),
  image: { width: 8, height: 8, channels: 1 },
  labels: Int32Array.from({ length: 40 }, (_, i) => i % 2),
  classes: ["a", "b"],
};
const params = parseParams(cnn.params, { channels: [2], dense: [3] });
const experiment: Experiment = { v: 1, lab: "cnn", seed: 1, data: null, params };
const zeros = (...shape: number[]) => array(new Float32Array(shape.reduce((size, n) => size * n, 1)), shape);
const net: Arrays = {
  "layer0.weights": zeros(3, 3, 1, 2),
  "layer0.bias": zeros(2),
  "layer1.weights": zeros(32, 3),
  "layer1.bias": zeros(3),
  "layer2.weights": zeros(3, 2),
  "layer2.bias": zeros(2),
};
const { "layer1.weights": _, ...halved } = net;
const opened = (weights: Arrays) =>
  foldFromArrays(
    cnn.plan(params, data, [1, 2]),
    Object.fromEntries(
      Object.entries({ ...weights, stopped: zeros(2) }).map(([name, values]) => [`output/train/${name}`, values]),
    ),
  );

it.each([
  ["a whole net", net, /^Weights \(safetensors\)ONNX \(net and weights\)ONNX in 8-bit integersTensorFlow\.js/],
  ["a net that lacks a layer", halved, /^The weights did not come with this result/],
  ["a net without any layer", {}, /^The weights did not come with this result/],
])("the menu offers the weights of a net or says why not: %s", (_name, weights, expected) => {
  const shown = { experiment, data, fold: opened(weights), metrics: {}, source: "opened" } as unknown as Displayed;
  render(<WeightsItems lab={cnn} shown={shown} pick={(save) => save} />, host);
  expect(host.textContent).toMatch(expected);
});

it.each(["through", "saliency"])("%s asks a whole net, and says of any other that it was not kept", async (id) => {
  const view = [cnnView.main, ...cnnView.supporting].find((one) => one.id === id);
  if (!view) throw new Error("no such view");
  const asked: (boolean | undefined)[] = [];
  const ask: ViewProps["ask"] = async ({ partial }) => {
    asked.push(partial);
    if (partial) throw new NotKeptError("not kept");
    return new Promise<never>(() => {});
  };
  const show = (weights: Arrays) => {
    const props = { experiment, fold: opened(weights), version: 1, metrics: {}, data, locale: "en", ask };
    render(<view.component {...(props as unknown as ViewProps<never>)} />, host);
    return host.textContent;
  };
  expect(show(net)).not.toMatch(/Not kept/);
  await expect.poll(() => asked).toEqual([false]);
  for (const weights of [halved, {}]) {
    render(null, host);
    expect(show(weights)).toMatch(/Not kept with this result/);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked.slice(1).every((partial) => partial)).toBe(true);
});
