/** What the views of the autoencoder say where there is nothing to draw. */
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { autoencoderView } from "../../client/labs/autoencoders/autoencoder/view.tsx";
import type { ViewProps } from "../../client/labs/view.ts";
import { array } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { autoencoder } from "../../shared/labs/autoencoders/autoencoder/lab.ts";
import { openFold } from "../../shared/labs/fold.ts";

const host = document.createElement("main");
document.body.append(host);
afterEach(() => render(null, host));

const table = (rows: number): Table => ({
  rows,
  columns: 3,
  values: Uint8Array.from({ length: 3 * rows }, (_, i) => (i * 37) % 256),
});

/** Of a trained net: 3 → 1 → 3. */
function showWay(data: Table | null): void {
  const params = parseParams(autoencoder.params, { hidden: [1], testFraction: 0.25 });
  const experiment: Experiment = { v: 1, lab: "autoencoder", seed: 1, data: null, params };
  const fold = openFold(autoencoder.plan(params, table(4), [1, 2]));
  const zeros = (...shape: number[]) => array(new Float32Array(shape.reduce((size, n) => size * n, 1)), shape);
  const output = {
    "layer0.weights": zeros(3, 1),
    "layer0.bias": zeros(1),
    "layer1.weights": zeros(1, 3),
    "layer1.bias": zeros(3),
  };
  fold.add({ task: "train", from: 0, to: 0, records: {}, output });
  const ask = () => new Promise<never>(() => {});
  const props = { experiment, fold, version: 1, metrics: {}, data, locale: "en", ask, propose: () => {} };
  const way = [autoencoderView.main, ...autoencoderView.supporting].find(({ id }) => id === "between");
  if (!way) throw new Error("no such view");
  render(<way.component {...(props as unknown as ViewProps<never>)} />, host);
}

it("says what a way between two held-out samples needs where there is one, or none are at hand", () => {
  chooseLocale("en");
  showWay(table(4));
  expect(host.textContent).toMatch(/needs two held-out samples/);
  showWay(null);
  expect(host.textContent).toMatch(/came without its data/);
  showWay(table(80));
  expect(host.textContent).toMatch(/Another pair/);
});
