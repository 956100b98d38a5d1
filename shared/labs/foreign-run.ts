/** Models of other programs that labs cannot train: what keeps them from it, and how those programs answer for them. */
import type { DataNotice, Table } from "../data/table.ts";
import { ExperimentError } from "../experiment/errors.ts";
import { exp, sigmoid } from "../math/index.ts";
import type { ForeignInput, ForeignProgram } from "../nets/tensorflow.ts";
import { takesRaw } from "./foreign.ts";
import type { Context } from "./lab.ts";

/** Rows that go through at once, and numbers in them. */
const MOST_ROWS = 256;
const MOST_NUMBERS = 2 ** 20;

/** What keeps a model from being trained, of what `adopt` throws: a layer, which the error names, or that it is a graph. Undefined where nothing does. */
export function keptFrom(adopt: () => unknown): ExperimentError | undefined {
  try {
    adopt();
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    if (error.code === "model-layer-unknown" || error.code === "model-is-graph") return error;
  }
  return undefined;
}

/** What people are told of a table's model that is not trained but run. */
export function runNotices(kept: ExperimentError, table: Pick<Table, "model">): readonly DataNotice[] {
  const { values } = kept;
  const { name = "" } = table.model ?? {};
  return [
    kept.code === "model-is-graph" ? { code: "graph-only-runs", values } : { code: "model-only-runs", values },
    ...(takesRaw(table) ? [{ code: "model-takes-raw", values: { name } }] : []),
  ];
}

export interface Question {
  /** Samples as the model sees them, one after another. */
  readonly values: Float32Array;
  /** Shape of one of them. */
  readonly sample: readonly number[];
  /** Numbers that the data ask for: of two classes one number does as well. */
  readonly outputs: number;
}

/**
 * What the model of the context's table answers to each sample: rows × its outputs, as it gives them. Throws an ExperimentError for a model of several inputs or outputs,
 * for one that takes or gives other than the data have, and where the program cannot run it.
 */
export async function answersOf({ data, openModel }: Context, question: Question): Promise<Float32Array> {
  const { model, weights = {} } = data ?? {};
  if (!model || !openModel) throw new Error("no model to run (must be on the device wasm)");
  const program = await openModel(model, weights);
  try {
    return throughProgram(program, model.name, question);
  } finally {
    program.close();
  }
}

function throughProgram(program: ForeignProgram, name: string, { values, sample, outputs }: Question): Float32Array {
  const { batch, shape } = onlyInput(program, name, sample);
  const columns = sizeOf(sample);
  const rows = values.length / columns;
  const block = batch ?? Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / columns), rows));
  const found: Float32Array[] = [];
  for (let from = 0; from < rows; from += block) {
    const count = Math.min(block, rows - from);
    // A model of so many rows is given no fewer.
    const given = batch ?? count;
    const own = new Float32Array(given * columns);
    own.set(values.subarray(from * columns, (from + count) * columns));
    const answer = program.predict(own, [given, ...shape]);
    const width = answer.length / given;
    if (width !== outputs && !(width === 1 && outputs === 2)) throw misfit("model-outputs", name, width, outputs);
    found.push(answer.subarray(0, count * width));
  }
  return joined(found);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Rows that the model takes at once, null for any number, and the shape of one, whose open extents are those of the data. */
function onlyInput({ inputs, outputs }: ForeignProgram, name: string, sample: readonly number[]) {
  const [input] = inputs;
  if (inputs.length !== 1 || outputs.length !== 1 || !input.shape?.length || input.type !== "float32")
    throw new ExperimentError(
      "data.files",
      "model-ends",
      `${name} takes ${inputs.map(inWords).join(", ")} and gives ${outputs.join(", ")} (must be one input of float32 of known shape, and one output)`,
      { name, value: inputs.map(inWords).join(", "), outputs: outputs.join(", ") },
    );
  const [batch, ...own] = input.shape;
  const isLike = own.length === sample.length;
  const known = own.reduce<number>((product, extent) => product * (extent ?? 1), 1);
  // At most one extent is open where the data have another number of them: sequences of any length.
  const shape = own.map((extent, d) => extent ?? (isLike ? sample[d] : sizeOf(sample) / known));
  const isFit =
    shape.every(Number.isInteger) &&
    sizeOf(shape) === sizeOf(sample) &&
    (!isLike || shape.every((extent, d) => extent === sample[d]));
  if (!isFit) throw misfit("model-inputs", name, own.map((extent) => extent ?? "?").join(" × "), sample.join(" × "));
  return { batch, shape };
}

const inWords = ({ name, shape, type }: ForeignInput) =>
  `${name} (${shape?.map((extent) => extent ?? "?").join(" × ") ?? "?"}, ${type})`;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

function misfit(
  code: "model-inputs" | "model-outputs",
  name: string,
  value: string | number,
  expected: string | number,
): ExperimentError {
  const what = code === "model-inputs" ? "takes" : "gives";
  return new ExperimentError(
    "data.files",
    code,
    `${name} ${what} ${value}, the data have ${expected} (choose data of that size, or another model)`,
    { name, value, expected },
  );
}

/** How far sums of a softmax may be from 1: sums of a thousand float32, and of half floats. */
const ROUNDING = 1e-2;

/**
 * Answers to so many rows as probabilities of classes. Where each row is a distribution they are that already, else they are logits. One number for a row is of two classes:
 * the probability of the second where all lie in [0, 1], else its logit.
 */
export function asProbabilities(answers: Float32Array, rows: number): Float32Array {
  const width = answers.length / rows;
  const isUnit = answers.every((value) => value >= 0 && value <= 1 + ROUNDING);
  if (width === 1)
    return Float32Array.from({ length: 2 * rows }, (_, i) => {
      const second = isUnit ? answers[i >> 1] : sigmoid(answers[i >> 1]);
      return i % 2 ? second : 1 - second;
    });
  const rowsOf = Array.from({ length: rows }, (_, row) => answers.subarray(row * width, (row + 1) * width));
  const isSpread = isUnit && rowsOf.every((row) => Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) < ROUNDING);
  return isSpread ? answers : joined(rowsOf.map(softmax));
}

function softmax(logits: Float32Array): Float32Array {
  const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const odds = Float64Array.from(logits, (logit) => exp(logit - largest));
  const sum = odds.reduce((all, one) => all + one, 0);
  return Float32Array.from(odds, (one) => one / sum);
}
