import { describe, expect, test } from "vitest";
import { split } from "../../../shared/data/split.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import { momentsOf } from "../../../shared/kernels/moments/index.ts";
import { autoencoder } from "../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { fa } from "../../../shared/labs/factors/fa/lab.ts";
import { factorModels } from "../../../shared/labs/factors/factor-models/lab.ts";
import { ppca } from "../../../shared/labs/factors/ppca/lab.ts";
import { resultArrays } from "../../../shared/labs/fold.ts";
import type { Device, Lab, Opener } from "../../../shared/labs/lab.ts";
import { momentsFrom, momentsProcess } from "../../../shared/labs/moments.ts";
import { momentsTask } from "../../../shared/labs/moments-task.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { keyOfSeed, normal } from "../../../shared/random/index.ts";
import { openNow } from "../../open-now.ts";
import { runTasks } from "../../run.ts";
import { fresh } from "../../wasm.ts";

await autoencoder.ready?.();

const [rows, columns] = [700, 6];
const values = Float64Array.from({ length: rows * columns }, (_, at) => (at % columns) + normal([1, 2], at));
const table: Table = { rows, columns, values };

describe.each<Device>(["wasm", "scalar"])("on %s the moments", (device) => {
  const found = (opener: Opener, count: number) => {
    const task = momentsTask(count);
    const process = openNow(opener, task, { device, data: table, inputs: {}, wasm: fresh });
    process.advance(task.steps);
    return momentsFrom(process.output());
  };

  test("are those of the table", () => {
    const process = momentsProcess((_, { data }) => ({ table: data as Table }));
    expect(found(process, rows)).toEqual(momentsOf(table, "scalar"));
  });

  test("are those of the chosen rows", () => {
    const chosen = Uint32Array.from({ length: rows / 2 }, (_, i) => rows - 1 - 2 * i);
    const process = momentsProcess((_, { data }) => ({ table: data as Table, chosen }));
    const own = Float64Array.from(
      [...chosen].flatMap((row) => [...values.subarray(row * columns, (row + 1) * columns)]),
    );
    expect(found(process, chosen.length)).toEqual(momentsOf({ rows: chosen.length, columns, values: own }, "scalar"));
  });
});

/** Runs all tasks of a lab; counts the rows that the module of the moments sums over. */
function run(lab: Lab, params: Params, data: Table): { readonly summed: number; readonly names: readonly string[] } {
  let summed = 0;
  const counting = ((name) => {
    if (name !== "moments") return fresh(name);
    const moments = fresh("moments");
    return {
      ...moments,
      add(count: number, kind: number) {
        summed += count;
        moments.add(count, kind);
      },
    };
  }) as typeof fresh;
  const tasks = lab.plan({ ...presetExperiment(lab).params, ...params }, data, keyOfSeed(1));
  const fold = runTasks(lab, tasks, { data, wasm: counting });
  return { summed, names: Object.keys(resultArrays(fold)) };
}

describe("each row is summed once, for all tasks of", () => {
  const cases: [string, Lab, Params, number][] = [
    ["fa, whatever the number of starts", fa, { factors: 1, starts: 7, iterations: 5 }, rows],
    ["ppca, held-out folds and all", ppca, { latent: 2, candidates: 3, folds: 4, iterations: 5, hide: 0 }, rows],
    // Slow features sum over the changes of the rows to learn from, too.
    ["factor-models", factorModels, { latents: 2, iterations: 5, testFraction: 0.2 }, rows + (0.8 * rows - 1)],
    [
      "autoencoder, of the training rows",
      autoencoder,
      { hidden: [2], loss: "mse", epochs: 1 },
      split({ rows }, 0.1).train.length,
    ],
  ];
  test.each(cases)("%s", (_, lab, params, expected) => {
    const { summed, names } = run(lab, params, table);
    expect(summed).toBe(expected);
    // Up to 8 MiB of numbers that follow from the data are no part of a result.
    expect(names.filter((name) => /moments|spectrum|covariance/.test(name))).toEqual([]);
  });
});
