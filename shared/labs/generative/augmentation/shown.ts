import { array } from "../../../arrays.ts";
import { once } from "../../process.ts";
import { type ArmRows, realRows, repeatOf, samplesOf } from "./arm.ts";
import { isPicture, type Rows, rowsOf } from "./data.ts";
import type { ArmParams } from "./fields.ts";
import { generatorTask } from "./names.ts";
import { COMPARED } from "./numbers.ts";

/**
 * The samples of a repeat in the units of the table, classes in turn. Output: "rows", samples × columns, bytes of pixels or float32; "classes"; "nearest", of the first
 * of them the distance to the nearest labelled row, and "nearestReal", that of real rows which are not labelled, in the units of the classifier.
 */
export const showing = once((params: ArmParams, context) => {
  const rows = rowsOf(params, context.data);
  const repeat = repeatOf(params, rows);
  const samples = samplesOf(context, params, rows, context.inputs[generatorTask(params.repeat)]);
  const { mean, deviation } = repeat.scale;
  const { columns } = rows;
  const own = samples.values.map((value, i) => value * deviation[i % columns] + mean[i % columns]);
  const isLabelled = new Set(repeat.labelled);
  const others = rows.train.filter((row) => !isLabelled.has(row)).slice(0, COMPARED);
  const known = realRows(repeat, repeat.labelled);
  return {
    rows: array(isPicture(rows) ? Uint8Array.from(own, (value) => Math.round(255 * value)) : own, [
      samples.labels.length,
      columns,
    ]),
    classes: array(samples.labels),
    nearest: array(nearestDistances(firstRows(samples, rows), known, columns)),
    nearestReal: array(nearestDistances(realRows(repeat, others), known, columns)),
  };
});

function firstRows({ values, labels }: ArmRows, { columns }: Rows): ArmRows {
  return { values: values.subarray(0, COMPARED * columns), labels: labels.subarray(0, COMPARED) };
}

/** Of each row the Euclidean distance to the nearest of the others. */
function nearestDistances({ values, labels }: ArmRows, others: ArmRows, columns: number): Float64Array {
  return Float64Array.from(labels, (_, n) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let m = 0; m < others.labels.length; m++) {
      let squares = 0;
      for (let j = 0; j < columns && squares < nearest; j++)
        squares += (values[n * columns + j] - others.values[m * columns + j]) ** 2;
      if (squares < nearest) nearest = squares;
    }
    return Math.sqrt(nearest);
  });
}
