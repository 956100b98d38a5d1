/** The model of a run of `quantization` at the edge: its answers are the bytes that the page has of every held-out picture. */
import { beforeAll, expect, test } from "vitest";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { openFold } from "../../shared/labs/fold.ts";
import { samplesOf } from "../../shared/labs/inference/picture-net.ts";
import { quantization } from "../../shared/labs/inference/quantization/lab.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { rowsAsFloats } from "../../shared/labs/nets/rows.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { ask, migrate, publication, published } from "./edge.ts";

const SIDE = 8;
const ROWS = 40;
const table: Table = (() => {
  const values = new Float32Array(ROWS * SIDE * SIDE);
  fillUniform32([3, 4], 0, values);
  return {
    rows: ROWS,
    columns: SIDE * SIDE,
    values: Uint8Array.from(values, (value) => 255 * value),
    image: { width: SIDE, height: SIDE, channels: 1 },
    labels: Int32Array.from({ length: ROWS }, (_, row) => row % 3),
    classes: ["a", "b", "c"],
  };
})();

/** Does a task on the reference. */
async function done(task: Task, inputs: Readonly<Record<string, Arrays>>): Promise<Arrays> {
  const wasm = (): never => {
    throw new Error("the reference has no modules");
  };
  const process = await quantization.open(task, { device: "scalar", wasm, data: table, inputs });
  await process.advance(task.steps);
  return process.output();
}

beforeAll(async () => {
  await migrate();
  await quantization.ready?.();
});

test.each([
  ["int8-channel", { channels: [3], dense: [5] }],
  ["int8-tensor", { channels: [], dense: [6] }],
  ["int4", { channels: [2, 3], dense: [] }],
] as const)("%s: the edge answers with the bytes of the run", async (format, change) => {
  const params = parseParams(quantization.params, { ...change, format, epochs: 2, rows: 20, batch: 8 });
  const tasks = quantization.plan(params, table, [1, 2]);
  const fold = openFold(tasks);
  for (const task of tasks) {
    const inputs = Object.fromEntries((task.after ?? []).map((name) => [name, fold.output(name) as Arrays]));
    fold.add({ task: task.id, from: task.steps, to: task.steps, records: {}, output: await done(task, inputs) });
  }
  const bytes = quantization.model?.(fold);
  if (!bytes) throw new Error("no model");
  const { id } = await published(publication(), { parts: [{ role: "weights", bytes }] });
  const samples = samplesOf(params, table);
  const answer = await ask(`/api/x/${id}/infer?op=classify&format=bytes`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: rowsAsFloats(samples, samples.test) as Float32Array<ArrayBuffer>,
  });
  expect(answer.status).toBe(200);
  const there = new Float64Array(await answer.arrayBuffer());
  const here = (fold.output(format) as Arrays).probabilities.values;
  expect(there.length).toBe(3 * samples.test.length);
  // Of few decimals: the nearest float32 is the number itself.
  expect(Float32Array.from(there)).toEqual(here);
});
