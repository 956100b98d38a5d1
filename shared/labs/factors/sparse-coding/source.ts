/** Where the rows come from that atoms are learnt on: drawn one by one, so that nothing large is held. */
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { symmetricEigen } from "../../../linalg/index.ts";
import { foldIn, integer } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { hasPictures, picturesOf, rangeOf } from "./data.ts";
import type { SparseTaskParams } from "./fields.ts";
import { type DamagedPicture, damagedPicture } from "./picture.ts";

export interface RowSource {
  readonly inputs: number;
  /** Mean of |row|² is 1 after this factor. */
  readonly scale: number;
  /** Row r of the minibatch of a key into `out`: centred, whitened where that is asked for, scaled. */
  draw(key: Key, r: number, out: Float64Array): void;
}

/** Rows by which scale and whitening are measured. */
const MEASURED = 1000;
const WHITENED = 4000;
/** Share of the mean variance that is added to every direction before it is made 1: directions that hold nothing stay small. */
const FLOOR = 0.02;
/** Mean square of a centred patch below which it is flat; another is then drawn, up to this many times. */
const FLAT_VARIANCE = 1e-4;
const TRIES = 8;
const STREAM = { source: 0, scale: 1, whiten: 2 } as const;

type Draw = (key: Key, r: number, out: Float64Array) => void;

/** The same for learning and for restoring. Throws an ExperimentError where no patch is whole. */
export function rowSource(data: Table, params: SparseTaskParams): RowSource {
  const key = foldIn(params.dataKey, STREAM.source);
  const pictures = hasPictures(data);
  const inputs = pictures ? params.patch * params.patch : data.columns;
  const draw = pictures ? patchDraw(data, params) : vectorDraw(data);
  const whitened = params.whiten ? whitening(draw, foldIn(key, STREAM.whiten), inputs) : draw;
  const scale = scaleOf(whitened, foldIn(key, STREAM.scale), inputs);
  return {
    inputs,
    scale,
    draw(of, r, out) {
      whitened(of, r, out);
      for (let i = 0; i < inputs; i++) out[i] *= scale;
    },
  };
}

/** Patches at random places of random pictures; of one picture where it is restored. */
function patchDraw(data: Table, params: SparseTaskParams): Draw {
  const side = params.patch;
  const others = params.goal === "inpaint" && data.rows > 1;
  if (params.goal !== "learn" && !others) {
    const { known, ...whole } = damagedPicture(data, params, params.damageKey);
    // Cosines need no examples, only a scale: gaps filled with the mean will do.
    return damagedDraw(known && params.dictionary === "learnt" ? { ...whole, known } : whole, side);
  }
  const pictures = picturesOf(data, params.side);
  const [across, down] = [pictures.width - side + 1, pictures.height - side + 1];
  const left = (params.picture ?? 1) - 1;
  return (key, r, out) => {
    const own = foldIn(key, r);
    for (let t = 0; t < TRIES; t++) {
      let picture = integer(own, 4 * t, others ? pictures.count - 1 : pictures.count);
      // The picture to be restored is not learnt from.
      if (others && picture >= left) picture++;
      const x = integer(own, 4 * t + 1, across);
      const y = integer(own, 4 * t + 2, down);
      pictures.copy(picture, x, y, side, out);
      if (centre(out) >= FLAT_VARIANCE) return;
    }
  };
}

/** Patches of the picture as it is given; with gaps, those without. */
function damagedDraw({ width, height, given, known }: DamagedPicture, side: number): Draw {
  const places: number[] = [];
  for (let y = 0; y + side <= height; y++)
    for (let x = 0; x + side <= width; x++) if (isWhole(known, width, x, y, side)) places.push(y * width + x);
  if (places.length === 0)
    throw new ExperimentError(
      "params.dictionary",
      "no-whole-patch",
      "no patch without gaps: atoms cannot be learnt from this picture (choose cosines, smaller patches, fewer gaps, or add pictures)",
    );
  return (key, r, out) => {
    const own = foldIn(key, r);
    for (let t = 0; t < TRIES; t++) {
      const start = places[integer(own, 4 * t, places.length)];
      for (let v = 0; v < side; v++) for (let u = 0; u < side; u++) out[v * side + u] = given[start + v * width + u];
      if (centre(out) >= FLAT_VARIANCE) return;
    }
  };
}

function isWhole(known: Uint8Array | undefined, width: number, x: number, y: number, side: number): boolean {
  if (known === undefined) return true;
  for (let v = 0; v < side; v++) for (let u = 0; u < side; u++) if (!known[(y + v) * width + x + u]) return false;
  return true;
}

/** Subtracts the mean; returns the mean square of the residual. */
function centre(out: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += out[i];
  const mean = sum / out.length;
  let squares = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] -= mean;
    squares += out[i] * out[i];
  }
  return squares / out.length;
}

/** Rows at random, without the mean of each column, in units of the widest range. */
function vectorDraw(data: Table): Draw {
  const { rows, columns, values } = data;
  const [low, high] = rangeOf(data);
  const unit = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const means = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) means[i % columns] += values[i] / unit / rows;
  return (key, r, out) => {
    const row = integer(foldIn(key, r), 0, rows) * columns;
    for (let i = 0; i < columns; i++) out[i] = values[row + i] / unit - means[i];
  };
}

/** ZCA: W = V·diag(1/√(λ + floor))·Vᵀ of the covariance of rows. */
function whitening(draw: Draw, key: Key, inputs: number): Draw {
  const covariance = new Float64Array(inputs * inputs);
  const row = new Float64Array(inputs);
  for (let r = 0; r < WHITENED; r++) {
    draw(key, r, row);
    for (let i = 0; i < inputs; i++)
      for (let j = 0; j < inputs; j++) covariance[i * inputs + j] += (row[i] * row[j]) / WHITENED;
  }
  const { values, vectors } = symmetricEigen(covariance, inputs);
  const floor = (FLOOR * values.reduce((sum, value) => sum + value, 0)) / inputs;
  const matrix = new Float64Array(inputs * inputs);
  for (let k = 0; k < inputs; k++) {
    const factor = 1 / Math.sqrt(Math.max(0, values[k]) + floor || 1);
    for (let i = 0; i < inputs; i++)
      for (let j = 0; j < inputs; j++)
        matrix[i * inputs + j] += factor * vectors[k * inputs + i] * vectors[k * inputs + j];
  }
  return (of, r, out) => {
    draw(of, r, row);
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let j = 0; j < inputs; j++) sum += matrix[i * inputs + j] * row[j];
      out[i] = sum;
    }
  };
}

function scaleOf(draw: Draw, key: Key, inputs: number): number {
  const row = new Float64Array(inputs);
  let squares = 0;
  for (let r = 0; r < MEASURED; r++) {
    draw(key, r, row);
    for (const value of row) squares += value * value;
  }
  return squares === 0 ? 1 : 1 / Math.sqrt(squares / MEASURED);
}
