/**
 * The activation regions of a ReLU net within a window of the line or of the plane: where the same units are on, and so the net is affine. They are convex,
 * and found exactly but for rounding: layer by layer each region is cut by the line where a unit's sum is zero, which is straight within it.
 * On the line regions are intervals, in the plane polygons. Two regions that meet count as two even where the net happens to be the same on both.
 */
import type { ReluNet } from "./net.ts";

export interface Region {
  /** Corners one after another around it: inputs numbers each. */
  readonly corners: Float64Array;
  /** Of each output the slope by each input, and the value at 0: outputs × (inputs + 1). */
  readonly affine: Float64Array;
}

/**
 * A corner lies on a line whose sum there is below this share of |offset| + Σ |slope| · |half the window|: doubles in some tens of layers are better than that.
 * Lines that pass nearer by each other than that may so be taken to meet.
 */
export const TOLERANCE = 1e-10;

export interface CountOptions {
  /** In each input. */
  readonly window: readonly [low: number, high: number];
  /** Throws a RangeError beyond so many. */
  readonly most?: number;
}

/** Throws a RangeError for a net of other than one or two inputs, or with more regions than `most` (200,000 if left out). */
export function regionsOf({ inputs, layers }: ReluNet, { window, most = 200_000 }: CountOptions): readonly Region[] {
  if (inputs !== 1 && inputs !== 2) throw new RangeError(`regions over ${inputs} inputs (must be 1 or 2)`);
  const [low, high] = window;
  const corners = Float64Array.from(inputs === 1 ? [low, high] : [low, low, high, low, high, high, low, high]);
  const half = Math.max(Math.abs(low), Math.abs(high));
  let regions: Region[] = [{ corners, affine: identity(inputs) }];
  for (const [l, { weights, bias }] of layers.entries()) {
    const isLast = l === layers.length - 1;
    const next: Region[] = [];
    for (const { corners: whole, affine } of regions) {
      const sums = composed(affine, weights, bias, inputs);
      const parts = isLast ? [whole] : cutAll(whole, sums, inputs, half);
      for (const part of parts) next.push({ corners: part, affine: isLast ? sums : rectified(sums, part, inputs) });
      if (next.length > most)
        throw new RangeError(`more than ${most} regions (must be fewer: narrower or fewer layers)`);
    }
    regions = next;
  }
  return regions;
}

function identity(inputs: number): Float64Array {
  const affine = new Float64Array(inputs * (inputs + 1));
  for (let i = 0; i < inputs; i++) affine[i * (inputs + 1) + i] = 1;
  return affine;
}

/** The sums of the next layer as functions of the inputs of the net. */
function composed(
  affine: Float64Array,
  weights: ArrayLike<number>,
  bias: ArrayLike<number>,
  inputs: number,
): Float64Array {
  const row = inputs + 1;
  const units = bias.length;
  const sums = new Float64Array(units * row);
  for (let u = 0; u < units; u++) {
    sums[u * row + inputs] = bias[u];
    for (let i = 0; i < affine.length / row; i++) {
      const weight = weights[i * units + u];
      for (let k = 0; k < row; k++) sums[u * row + k] += weight * affine[i * row + k];
    }
  }
  return sums;
}

function cutAll(whole: Float64Array, sums: Float64Array, inputs: number, half: number): readonly Float64Array[] {
  let parts: readonly Float64Array[] = [whole];
  for (let at = 0; at < sums.length; at += inputs + 1) {
    const line = sums.subarray(at, at + inputs + 1);
    const zero = TOLERANCE * line.reduce((sum, x, k) => sum + Math.abs(x) * (k < inputs ? half : 1), 0);
    const next: Float64Array[] = [];
    for (const part of parts) {
      if (isCrossed(part, line, inputs, zero)) next.push(...cut(part, line, inputs, zero));
      else next.push(part);
    }
    parts = next;
  }
  return parts;
}

/** Whether a region has corners on both sides of a line. */
function isCrossed(corners: Float64Array, line: Float64Array, inputs: number, zero: number): boolean {
  let [above, below] = [false, false];
  for (let c = 0; c < corners.length; c += inputs) {
    const value = valueAt(line, corners, c, inputs);
    if (value > zero) above = true;
    else if (value < -zero) below = true;
    if (above && below) return true;
  }
  return false;
}

/** The two parts of a region on either side of a line that crosses it. */
function cut(corners: Float64Array, line: Float64Array, inputs: number, zero: number): readonly Float64Array[] {
  const count = corners.length / inputs;
  const values = Array.from({ length: count }, (_, c) => {
    const value = valueAt(line, corners, c * inputs, inputs);
    return Math.abs(value) <= zero ? 0 : value;
  });
  const [upper, lower]: [number[], number[]] = [[], []];
  for (let c = 0; c < count; c++) {
    for (let k = 0; k < inputs; k++) {
      if (values[c] >= 0) upper.push(corners[c * inputs + k]);
      if (values[c] <= 0) lower.push(corners[c * inputs + k]);
    }
    const next = c + 1 < count ? c + 1 : inputs === 1 ? -1 : 0;
    if (next < 0 || values[c] * values[next] >= 0) continue;
    const share = values[c] / (values[c] - values[next]);
    for (let k = 0; k < inputs; k++) {
      const from = corners[c * inputs + k];
      const x = from + share * (corners[next * inputs + k] - from);
      upper.push(x);
      lower.push(x);
    }
  }
  return [Float64Array.from(upper), Float64Array.from(lower)];
}

function valueAt(line: ArrayLike<number>, point: ArrayLike<number>, at: number, inputs: number): number {
  let value = line[inputs];
  for (let k = 0; k < inputs; k++) value += line[k] * point[at + k];
  return value;
}

/** Sums where they are positive in the middle of the region, zero elsewhere. */
function rectified(sums: Float64Array, corners: Float64Array, inputs: number): Float64Array {
  const row = inputs + 1;
  const middle = middleOf(corners, inputs);
  const affine = new Float64Array(sums.length);
  for (let at = 0; at < sums.length; at += row) {
    if (valueAt(sums.subarray(at, at + row), middle, 0, inputs) <= 0) continue;
    for (let k = 0; k < row; k++) affine[at + k] = sums[at + k];
  }
  return affine;
}

/** The mean of the corners, which lies within. */
export function middleOf(corners: Float64Array, inputs: number): readonly number[] {
  const count = corners.length / inputs;
  return Array.from({ length: inputs }, (_, k) => {
    let sum = 0;
    for (let c = 0; c < count; c++) sum += corners[c * inputs + k];
    return sum / count;
  });
}
