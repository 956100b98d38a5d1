/** How other programs answer for those of their models that labs cannot train. */
import { ExperimentError } from "../experiment/errors.ts";
import { exp, sigmoid } from "../math/index.ts";
import type { ForeignInput, ForeignProgram } from "../nets/tensorflow.ts";
import type { Context } from "./lab.ts";

/** Rows that go through at once, and numbers in them. */
const MOST_ROWS = 256;
const MOST_NUMBERS = 2 ** 20;

export interface Question {
  /** Shape of one sample as the model sees it. */
  readonly sample: readonly number[];
  /** Numbers that the data ask for: of two classes one number does as well. */
  readonly outputs: number;
}

/** Writes samples [from, from + count), one after another, to the beginning of `x`. */
export type Fill = (x: Float32Array, from: number, count: number) => void;

/** What a model answers to so many samples: rows × its outputs, as it gives them. */
export type Answerer = (rows: number, fill: Fill) => Promise<Float32Array>;

/**
 * Opens the model of the context's table for as long as `work` asks it. Throws an ExperimentError on a device that has no tensorflow.js, for a model of several inputs or
 * outputs, for one that takes or gives other than the data have, and where the program cannot run it.
 */
export async function withModel<T>(
  { data, device, openModel, beat }: Context,
  question: Question,
  work: (answer: Answerer) => Promise<T>,
): Promise<T> {
  const { model, weights = {} } = data ?? {};
  if (!model) throw new Error("no model to run (must be in the table)");
  const { name } = model;
  if (!openModel)
    throw new ExperimentError(
      "device",
      "model-needs-wasm",
      `${name} is run by tensorflow.js, which the device ${device} does not have (must be wasm)`,
      { name, value: device, fits: "wasm" },
    );
  const program = await openModel(model, weights);
  beat?.();
  try {
    const ends = onlyInput(program, name, question.sample);
    return await work((rows, fill) =>
      throughProgram(program, name, { ...question, ...ends, rows, fill, beat: beat ?? (() => {}) }),
    );
  } finally {
    program.close();
  }
}

interface Passage extends Question {
  /** Rows that the model takes at once, null for any number, and the shape of one as it calls it. */
  readonly batch: number | null;
  readonly shape: readonly number[];
  readonly rows: number;
  readonly fill: Fill;
  readonly beat: () => void;
}

async function throughProgram(
  program: ForeignProgram,
  name: string,
  { sample, outputs, batch, shape, rows, fill, beat }: Passage,
): Promise<Float32Array> {
  const columns = sizeOf(sample);
  const block = batch ?? Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / columns), rows));
  const found: Float32Array[] = [];
  for (let from = 0; from < rows; from += block) {
    const count = Math.min(block, rows - from);
    // A model of so many rows is given no fewer.
    const given = batch ?? count;
    const own = new Float32Array(given * columns);
    fill(own.subarray(0, count * columns), from, count);
    const answer = await program.predict(own, [given, ...shape]);
    beat();
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

/** The only input: its open extents are those of the data. */
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

/** What a model's answers are: probabilities of classes, or scores, of which a softmax (or a sigmoid, of one number) makes them. */
export type AnswerKind = "shares" | "scores";

/** Shares where each row is a distribution. One number for a row is of two classes: the probability of the second where all lie in [0, 1], else its score. */
export function kindOf(answers: Float32Array, rows: number): AnswerKind {
  const width = answers.length / rows;
  const isUnit = answers.every((value) => value >= 0 && value <= 1 + ROUNDING);
  const isSpread = (row: Float32Array) => Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) < ROUNDING;
  return isUnit && (width === 1 || rowsOf(answers, rows).every(isSpread)) ? "shares" : "scores";
}

/** Answers to so many rows as probabilities of classes. */
export function asProbabilities(answers: Float32Array, rows: number, kind: AnswerKind): Float32Array {
  if (answers.length === rows)
    return Float32Array.from({ length: 2 * rows }, (_, i) => {
      const second = kind === "shares" ? answers[i >> 1] : sigmoid(answers[i >> 1]);
      return i % 2 ? second : 1 - second;
    });
  return kind === "shares" ? answers : joined(rowsOf(answers, rows).map(softmax));
}

function rowsOf(answers: Float32Array, rows: number): readonly Float32Array[] {
  const width = answers.length / rows;
  return Array.from({ length: rows }, (_, row) => answers.subarray(row * width, (row + 1) * width));
}

function softmax(logits: Float32Array): Float32Array {
  const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const odds = Float64Array.from(logits, (logit) => exp(logit - largest));
  const sum = odds.reduce((all, one) => all + one, 0);
  return Float32Array.from(odds, (one) => one / sum);
}
