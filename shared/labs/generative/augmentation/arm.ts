/** What each classifier of a repeat learns from. */
import type { Arrays } from "../../../arrays.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { labelledRows } from "../../nets/labelled-rows.ts";
import type { Scale } from "../../nets/scale.ts";
import { alteredCopies } from "./classical.ts";
import { isPicture, labelledOf, presentClasses, type Rows, scaledRows, scaleFor } from "./data.ts";
import type { ArmParams } from "./fields.ts";
import { drawSamples } from "./generator.ts";
import { type Arm, armSize } from "./names.ts";

/** Rows × columns as classifiers see them, and the class of each: the labelled rows first, then what was added. */
export interface ArmRows {
  readonly values: Float32Array;
  readonly labels: Int32Array;
}

/** A repeat: its labelled rows and their scale. */
export interface Repeat {
  readonly rows: Rows;
  readonly labelled: Uint32Array;
  readonly scale: Scale;
}

export function repeatOf(params: ArmParams, rows: Rows): Repeat {
  const labelled = labelledOf(rows, params);
  return { rows, labelled, scale: scaleFor(rows, labelled) };
}

/** Streams of the repeat's key: what is drawn of the model, and what alters copies. */
const STREAM = { samples: 0, copies: 1 } as const;
const streamOf = ({ draw }: ArmParams, stream: number) => foldIn(draw as unknown as Key, stream);

/** Classes of the samples, in turn: the n-th is the same however many there are. */
export function sampleLabels(rows: Rows, perClass: number): Int32Array {
  const classes = presentClasses(rows);
  return Int32Array.from({ length: perClass * classes.length }, (_, n) => classes[n % classes.length]);
}

/** The samples that the repeat's classifier learns from, or the first of them. `model`: output of its generative model. */
export function samplesOf(
  context: Context,
  params: ArmParams,
  rows: Rows,
  model: Arrays,
  perClass = params.samples,
): ArmRows {
  const labels = sampleLabels(rows, perClass);
  return { labels, values: drawSamples(context, params, rows, model, labels, streamOf(params, STREAM.samples)) };
}

/** `model`: output of the repeat's generative model, which the arm "augmented" alone is given. */
export function armRows(context: Context, arm: Arm, params: ArmParams, repeat: Repeat, model?: Arrays): ArmRows {
  const { rows, labelled, scale } = repeat;
  const real = realRows(repeat, labelled);
  switch (arm) {
    case "real":
      return real;
    case "augmented":
      if (!model) throw new Error("the arm with samples has no generative model (its task must wait for one)");
      return joined(real, samplesOf(context, params, rows, model));
    case "classical": {
      const classes = presentClasses(rows).length;
      // Labelled rows come one of each class in turn, as samples do.
      const origins = Uint32Array.from({ length: params.samples * classes }, (_, n) => labelled[n % labelled.length]);
      const originals = scaledRows(rows, scale, origins);
      const { shift = 0, noise = 0 } = params;
      return joined(real, {
        values: alteredCopies(rows, originals, { shift, noise }, isPicture(rows), streamOf(params, STREAM.copies)),
        labels: Int32Array.from(origins, (row) => rows.labels[row]),
      });
    }
    case "more": {
      const added = params.samples * presentClasses(rows).length;
      const count = armSize(arm, labelled.length, added, rows.train.length);
      return realRows(repeat, labelledRows(rows, count, params.subset as unknown as Key));
    }
    default:
      return arm satisfies never;
  }
}

export function realRows({ rows, scale }: Repeat, chosen: Uint32Array): ArmRows {
  return { values: scaledRows(rows, scale, chosen), labels: Int32Array.from(chosen, (row) => rows.labels[row]) };
}

export function joined(a: ArmRows, b: ArmRows): ArmRows {
  const values = new Float32Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { values, labels: joinedLabels(a.labels, b.labels) };
}

function joinedLabels(a: Int32Array, b: Int32Array): Int32Array {
  const labels = new Int32Array(a.length + b.length);
  labels.set(a);
  labels.set(b, a.length);
  return labels;
}
