/** Generative models are learnt here, and drawn from. Nothing in this file is given a held-out row. */
import type { Arrays } from "../../../arrays.ts";
import { type DualArithmetic, scalarDual } from "../../../kernels/ppca/dual.ts";
import { wasmEigen, wasmMultiply } from "../../../linalg/wasm.ts";
import { exp } from "../../../math/index.ts";
import { fillNormal } from "../../../random/distributions.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { oneHot } from "../../nets/classes.ts";
import { throughNet } from "../../nets/trained.ts";
import { once } from "../../process.ts";
import { training } from "../../training.ts";
import { type CoderShape, coderModel, decoderTensors, encoderTensors, NOISE } from "./coder.ts";
import { isPicture, labelledOf, type Rows, rowsOf, scaledRows, scaleFor } from "./data.ts";
import type { GeneratorParams } from "./fields.ts";
import { type ClassRows, gaussianModel, planeModel, ppcaModel } from "./gaussian.ts";

/** Rows with their classes as a generative model sees them. */
function classRows(rows: Rows, labelled: Uint32Array, chosen: Uint32Array): ClassRows {
  return {
    values: scaledRows(rows, scaleFor(rows, labelled), chosen),
    columns: rows.columns,
    labels: Int32Array.from(chosen, (row) => rows.labels[row]),
    classes: rows.classes.length,
  };
}

function arithmeticOn({ device, wasm }: Context): DualArithmetic {
  if (device === "scalar") return scalarDual;
  const module = wasm("math");
  return { multiply: wasmMultiply(module), eigen: wasmEigen(module) };
}

/** Gaussian or PPCA: output as `modelOf` of `gaussian.ts`. */
export const fitting = once((params: GeneratorParams, context) => {
  const rows = rowsOf(params, context.data);
  const labelled = labelledOf(rows, params);
  const { generator, learnsFrom, covariance, latent = 1 } = params;
  const choice = { isShared: covariance === "shared", arithmetic: arithmeticOn(context) };
  const known = classRows(rows, labelled, labelled);
  if (generator === "gaussian") return gaussianModel(known, choice);
  if (learnsFrom === "all-labels") return ppcaModel(classRows(rows, labelled, rows.train), latent, choice);
  if (learnsFrom === "labelled") return ppcaModel(known, latent, choice);
  const all = { ...classRows(rows, labelled, rows.train), rows: rows.train.length };
  return planeModel(all, known, latent, choice);
});

export function coderShape(params: GeneratorParams, rows: Rows): CoderShape {
  const { coderHidden = [], latent = 1, learnsFrom } = params;
  return {
    columns: rows.columns,
    classes: learnsFrom === "unlabelled" ? 0 : rows.classes.length,
    hidden: coderHidden,
    latent,
    isPicture: isPicture(rows),
  };
}

/** The variational autoencoder: a step is a minibatch of the rows that it may see. No held-out rows are looked at, not even to report. */
export const coderTraining = training((params: GeneratorParams, { data }) => {
  const rows = rowsOf(params, data);
  const labelled = labelledOf(rows, params);
  const seen = params.learnsFrom === "labelled" ? labelled : rows.train;
  const { values, labels, classes } = classRows(rows, labelled, seen);
  const shape = coderShape(params, rows);
  return {
    model: coderModel(shape),
    sources: {
      x: { values: values as Float32Array, columns: rows.columns },
      ...(shape.classes > 0 && { t: { values: oneHot(labels, classes), columns: classes } }),
    },
    batch: Math.min(params.batch, seen.length),
    optimiser: { kind: "adam", rate: params.coderRate ?? 0.001 },
    train: Uint32Array.from(seen, (_, n) => n),
    test: new Uint32Array(0),
  };
});

const STREAM = { code: 0, noise: 1 } as const;

/**
 * Rows of these classes, one after another, as classifiers see them; pixels are kept from 0 to 1. The n-th depends on the key, n and its class alone.
 * `model`: output of a task of this file.
 */
export function drawSamples(
  context: Context,
  params: GeneratorParams,
  rows: Rows,
  model: Arrays,
  labels: ArrayLike<number>,
  key: Key,
): Float32Array {
  const out =
    params.generator === "vae"
      ? drawDecoded(context, params, rows, model, labels, key)
      : drawNormal(model, labels, rows.columns, key);
  return isPicture(rows) ? out.map((value) => Math.min(1, Math.max(0, value))) : out;
}

function drawNormal({ mean, loadings, sigma2 }: Arrays, labels: ArrayLike<number>, columns: number, key: Key) {
  const [groups, most] = loadings.shape;
  const out = new Float32Array(labels.length * columns);
  const z = new Float64Array(most);
  const noise = new Float64Array(columns);
  const row = new Float64Array(columns);
  for (let n = 0; n < labels.length; n++) {
    const group = groups === 1 ? 0 : labels[n];
    const sigma = Math.sqrt(sigma2.values[group]);
    fillNormal(foldIn(key, STREAM.code, n), 0, z);
    if (sigma > 0) fillNormal(foldIn(key, STREAM.noise, n), 0, noise);
    for (let j = 0; j < columns; j++) row[j] = mean.values[labels[n] * columns + j] + sigma * noise[j];
    for (let k = 0; k < most; k++) {
      const from = (group * most + k) * columns;
      for (let j = 0; j < columns; j++) row[j] += z[k] * loadings.values[from + j];
    }
    out.set(row, n * columns);
  }
  return out;
}

function drawDecoded(
  context: Context,
  params: GeneratorParams,
  rows: Rows,
  weights: Arrays,
  labels: ArrayLike<number>,
  key: Key,
): Float32Array {
  const shape = coderShape(params, rows);
  const { latent, classes, columns } = shape;
  const codes = classes > 0 ? priorCodes(labels, shape, key) : classCodes(context, params, rows, weights, labels, key);
  const width = latent + classes;
  const out = new Float32Array(labels.length * columns);
  throughNet(
    context,
    { tensors: (count) => decoderTensors(shape, count), columns: width, weights },
    labels.length,
    ({ mean }) => ({ mean }),
    (x, from, count) => x.set(codes.subarray(from * width, (from + count) * width)),
    (from, count, program) => out.set(program.output("mean").subarray(0, count * columns), from * columns),
  );
  if (shape.isPicture) return out;
  const deviation = Math.sqrt(exp(Number(weights[NOISE].values[0])));
  const noise = new Float64Array(columns);
  for (let n = 0; n < labels.length; n++) {
    fillNormal(foldIn(key, STREAM.noise, n), 0, noise);
    for (let j = 0; j < columns; j++) out[n * columns + j] += deviation * noise[j];
  }
  return out;
}

/** Standard normal codes, each with 1 at its class behind it. */
function priorCodes(labels: ArrayLike<number>, { latent, classes }: CoderShape, key: Key): Float32Array {
  const width = latent + classes;
  const codes = new Float32Array(labels.length * width);
  const z = new Float64Array(latent);
  for (let n = 0; n < labels.length; n++) {
    fillNormal(foldIn(key, STREAM.code, n), 0, z);
    codes.set(z, n * width);
    codes[n * width + latent + labels[n]] = 1;
  }
  return codes;
}

/**
 * Codes of a net that knows no classes: normal about the mean code of the labelled rows of the class; the covariance, one for all classes, is that of their means about
 * it and the mean variance of their posteriors.
 */
function classCodes(
  context: Context,
  params: GeneratorParams,
  rows: Rows,
  weights: Arrays,
  labels: ArrayLike<number>,
  key: Key,
): Float32Array {
  const shape = coderShape(params, rows);
  const { latent, columns } = shape;
  const labelled = labelledOf(rows, params);
  const { values, labels: own, classes } = classRows(rows, labelled, labelled);
  const x = values as Float32Array;
  const means = new Float32Array(labelled.length * latent);
  const variances = new Float64Array(latent);
  throughNet(
    context,
    { tensors: (count) => encoderTensors(shape, count), columns, weights },
    labelled.length,
    ({ mean, logVariance }) => ({ mean, logVariance }),
    (into, from, count) => into.set(x.subarray(from * columns, (from + count) * columns)),
    (from, count, program) => {
      means.set(program.output("mean").subarray(0, count * latent), from * latent);
      const logs = program.output("logVariance");
      for (let i = 0; i < count * latent; i++) variances[i % latent] += exp(logs[i]) / labelled.length;
    },
  );
  const model = gaussianModel(
    { values: means, columns: latent, labels: own, classes },
    { isShared: true, arithmetic: arithmeticOn(context) },
  );
  const codes = drawNormal(model, labels, latent, key);
  const e = new Float64Array(latent);
  for (let n = 0; n < labels.length; n++) {
    fillNormal(foldIn(key, STREAM.code, n, 1), 0, e);
    for (let k = 0; k < latent; k++) codes[n * latent + k] += Math.sqrt(variances[k]) * e[k];
  }
  return codes;
}
