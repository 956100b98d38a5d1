import { array } from "../../../arrays.ts";
import { once } from "../../process.ts";
import { samplesOf } from "./data.ts";
import type { DataParams, DbnParams } from "./fields.ts";
import { RETURNED, RETURNED_SHOWN } from "./numbers.ts";
import { labelProbabilities, layerTask, roundTrip, upward } from "./stack.ts";

/**
 * Held-out rows (of training, where none is held out) up through the first 1, 2, … layers of the first stack and down again, by mean field. Output:
 * "errors", mean squared error per pixel by depth; "shown", [1 + layers, rows, visible]: some rows, and what came back of them at each depth; of a stack with labels
 * "right", the share of all held-out rows whose class the top machine holds for the likeliest.
 */
export const reconstruction = once((params: DataParams & Pick<DbnParams, "hidden">, context) => {
  const { test, train, visible, pixels, labels, classes: named } = samplesOf(params, context.data);
  // A stack that classifies has classes too, but its top machine does not see them.
  const classes = params.labels === "top" ? named.length : 0;
  const all = test.length > 0 ? test : train;
  const rows = all.subarray(0, RETURNED);
  const rowOf = (row: number) =>
    Float64Array.from(pixels.subarray(row * visible, (row + 1) * visible), (value) => value / 255);
  const machines = params.hidden.map((_, l) => context.inputs[layerTask(l, 0)]);
  const kept = Math.min(RETURNED_SHOWN, rows.length);
  const shown = new Float32Array((1 + machines.length) * kept * visible);
  const errors = new Float64Array(machines.length);
  for (const [n, row] of rows.entries()) {
    const x = rowOf(row);
    if (n < kept) shown.set(x, n * visible);
    for (let depth = 1; depth <= machines.length; depth++) {
      const back = roundTrip(machines, x, depth, classes);
      for (let i = 0; i < visible; i++) errors[depth - 1] += (back[i] - x[i]) ** 2;
      if (n < kept) shown.set(back, (depth * kept + n) * visible);
    }
    context.beat?.();
  }
  let right = 0;
  for (const row of classes > 0 ? all : []) {
    const below = machines
      .slice(0, -1)
      .reduce<ArrayLike<number>>((under, machine) => upward(machine, under), rowOf(row));
    const found = labelProbabilities(machines[machines.length - 1], below, classes);
    if (found.indexOf(Math.max(...found)) === labels[row]) right++;
    context.beat?.();
  }
  return {
    ...(classes > 0 && { right: array(Float64Array.of(right / all.length)) }),
    errors: array(errors.map((sum) => sum / (rows.length * visible))),
    shown: array(shown, [1 + machines.length, kept, visible]),
  };
});
