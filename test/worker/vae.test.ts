/** A variational autoencoder at the edge: what it samples and decodes are the bytes that the page shows. */
import { beforeAll, expect, test } from "vitest";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { vae } from "../../shared/labs/autoencoders/vae/lab.ts";
import { openFold } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { parseQuantNet } from "../../shared/quant/index.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { ask, migrate, post, publication } from "./edge.ts";

const COLUMNS = 16;
const ROWS = 40;
const table: Table = (() => {
  const values = new Float32Array(ROWS * COLUMNS);
  fillUniform32([3, 4], 0, values);
  return { rows: ROWS, columns: COLUMNS, values: Uint8Array.from(values, (value) => 255 * value) };
})();
/** Does a task on the reference. */
async function done(task: Task, inputs: Readonly<Record<string, Arrays>>): Promise<Arrays> {
  const wasm = (): never => {
    throw new Error("the reference has no modules");
  };
  const process = await vae.open(task, { device: "scalar", wasm, data: table, inputs });
  await process.advance(task.steps);
  return process.output();
}

let file = new Uint8Array();
let id = "";

beforeAll(async () => {
  await migrate();
  await vae.ready?.();
  const params = parseParams(vae.params, { hidden: [6], latent: 3, epochs: 2, draws: 1, batch: 10 });
  const tasks = vae.plan(params, table, [1, 2]);
  const fold = openFold(tasks);
  for (const task of tasks) {
    const inputs = Object.fromEntries((task.after ?? []).map((name) => [name, fold.output(name) as Arrays]));
    fold.add({ task: task.id, from: task.steps, to: task.steps, records: {}, output: await done(task, inputs) });
  }
  file = vae.model?.(fold) ?? file;
  const response = await post(publication(), { parts: [{ role: "weights", bytes: file }] });
  expect(response.status).toBe(201);
  id = ((await response.json()) as { id: string }).id;
});

/** A question of the page about the published net, and what it shows as bytes of the net's range. */
async function onThePage(kind: "sample" | "decode", params: object, given: Arrays): Promise<number[]> {
  const task = { id: "question", kind, key: [1, 2], steps: 1, params: { ...params } } as Task;
  const { rows } = await done(task, { given: { file: { shape: [file.length], values: file }, ...given } });
  const { low, high } = parseQuantNet(file).output;
  return Array.from(rows.values, (value) => Math.round((255 * (value - low)) / (high - low)));
}

test("samples of a seed are the page's", async () => {
  const answer = await ask(`/api/x/${id}/sample?seed=5&n=6`);
  const { rows, codes } = (await answer.json()) as { rows: number[][]; codes: number[][] };
  expect(rows.flat()).toEqual(await onThePage("sample", { seed: 5, count: 6 }, {}));
  expect(codes).toHaveLength(6);
  expect(new Set(rows.map((row) => row.join(" "))).size).toBe(6);
});

test("decoded codes are the page's", async () => {
  const codes = Float32Array.of(0, 0, 0, 1, -1, 0.5);
  const body = JSON.stringify({
    op: "decode",
    rows: [Array.from(codes.subarray(0, 3)), Array.from(codes.subarray(3))],
  });
  const answer = await ask(`/api/x/${id}/infer`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  const { rows } = (await answer.json()) as { rows: number[][] };
  expect(rows.flat()).toEqual(await onThePage("decode", {}, { rows: { shape: [2, 3], values: codes } }));
});
