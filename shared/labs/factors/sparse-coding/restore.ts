/**
 * Denoising and inpainting by overlapping patches: each is written with the fewest atoms that make the residual as small as the noise, and pixels are the means
 * of all patches that hold them (Elad & Aharon, "Image denoising via sparse and redundant representations over learned dictionaries", IEEE Transactions on
 * Image Processing 15, 2006; Mairal, Elad & Sapiro, "Sparse representation for color image restoration", ibid. 17, 2008).
 */
import { type Arrays, array } from "../../../arrays.ts";
import type { SparseCoder } from "../../../kernels/sparse/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkSparse } from "./data.ts";
import type { SparseTaskParams } from "./fields.ts";
import { type DamagedPicture, damagedPicture } from "./picture.ts";
import { coderOn } from "./train.ts";

/** The residual of a patch should be as large as noise of this many standard deviations (Elad & Aharon 2006). */
const GAIN = 1.15;
/** Standard deviation that the residual of a patch with gaps may have, in grey levels out of 255. */
const ROUNDING = 2;
/** Atoms of a patch with gaps at most, and known pixels for each of them. */
const MOST = 16;
const PIXELS_AN_ATOM = 8;

/** Strips of a picture that are restored apart from each other. */
export function stripsOf(height: number): readonly (readonly [from: number, to: number])[] {
  const count = Math.max(1, Math.min(8, Math.floor(height / 16)));
  return Array.from({ length: count }, (_, i) => [
    Math.floor((i * height) / count),
    Math.floor(((i + 1) * height) / count),
  ]);
}

/** Where patches begin along a side: at every given number of pixels, and at the end. */
export function startsOf(length: number, patch: number, stride: number): readonly number[] {
  const last = length - patch;
  const starts = Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride);
  return starts.at(-1) === last ? starts : [...starts, last];
}

/** Rows of patches that reach into a strip. */
export function patchRows(height: number, patch: number, stride: number, from: number, to: number): readonly number[] {
  return startsOf(height, patch, stride).filter((y) => y + patch > from && y < to);
}

/** One strip, pixel rows params.from to params.to. A step is a row of patches. Output: the strip as it was, was given, and became; 0…1. */
export const sparseRestoring = drive((params: SparseTaskParams & Strip, context, { saved }: Start<Mended>) => {
  const picture = damagedPicture(checkSparse(params, context.data), params, params.damageKey);
  const { width, height } = picture;
  const { patch, stride = 1, from, to } = params;
  const trained = context.inputs.train;
  const columns = startsOf(width, patch, stride);
  const rows = patchRows(height, patch, stride, from, to);
  const coder = coderOn(context, patch * patch, params.atoms, columns.length);
  coder.setAtoms(trained.atoms.values as Float64Array);
  const work: RestoreState = {
    ...{ picture, coder, patch, columns, from, to, scale: trained.scale.values[0], sigma: (params.sigma ?? 0) / 255 },
    sums: saved?.sums ?? new Float64Array(width * (to - from)),
    weights: saved?.weights ?? new Float64Array(width * (to - from)),
  };
  return {
    advance: eachStep([], (n) => {
      if (picture.known) inpaintRow(work, rows[n], picture.known);
      else denoiseRow(work, rows[n]);
    }),
    live: () => strip(work),
    save: () => ({ sums: work.sums, weights: work.weights }),
    output: () => strip(work),
  };
});

/** Pixel rows [from, to). */
interface Strip {
  readonly from: number;
  readonly to: number;
}

/** Sums of patches over each pixel of the strip, and how much they count. */
interface Mended {
  readonly sums: Float64Array;
  readonly weights: Float64Array;
}

interface RestoreState extends Strip, Mended {
  readonly picture: DamagedPicture;
  readonly coder: SparseCoder;
  readonly patch: number;
  readonly columns: readonly number[];
  readonly scale: number;
  readonly sigma: number;
}

function denoiseRow(work: RestoreState, y: number): void {
  const { picture, coder, patch, columns, scale, sigma } = work;
  const inputs = patch * patch;
  const row = new Float64Array(inputs);
  const means = columns.map((x, r) => {
    take(picture, x, y, patch, row);
    const mean = row.reduce((sum, value) => sum + value, 0) / inputs;
    for (let i = 0; i < inputs; i++) row[i] = (row[i] - mean) * scale;
    coder.setRow(r, row);
    return mean;
  });
  const deviation = GAIN * sigma * scale;
  coder.code(columns.length, { method: "omp", nonZeros: inputs >> 1, error: inputs * deviation * deviation });
  const { rows } = coder.reconstruct(columns.length, 0);
  for (const [r, x] of columns.entries()) add(work, x, y, rows.subarray(r * inputs, (r + 1) * inputs), means[r], 1);
}

function inpaintRow(work: RestoreState, y: number, known: Uint8Array): void {
  const { picture, coder, patch, columns, scale } = work;
  const { width } = picture;
  const inputs = patch * patch;
  const row = new Float64Array(inputs);
  const mask = new Uint8Array(inputs);
  const counts: number[] = [];
  const means: number[] = [];
  const deviation = (ROUNDING / 255) * scale;
  for (const [r, x] of columns.entries()) {
    take(picture, x, y, patch, row);
    for (let i = 0; i < inputs; i++) mask[i] = known[(y + Math.floor(i / patch)) * width + x + (i % patch)];
    const count = mask.reduce((sum, one) => sum + one, 0);
    const mean = count === 0 ? 0 : row.reduce((sum, value, i) => sum + mask[i] * value, 0) / count;
    for (let i = 0; i < inputs; i++) row[i] = (row[i] - mean) * scale;
    coder.setRow(r, row);
    const most = Math.min(MOST, Math.floor(count / PIXELS_AN_ATOM));
    coder.codeKnown(r, mask, most, count * deviation * deviation);
    counts.push(count);
    means.push(mean);
  }
  const { rows } = coder.reconstruct(columns.length, 0);
  // A patch with few known pixels gets little weight.
  for (const [r, x] of columns.entries())
    if (counts[r] > 0) add(work, x, y, rows.subarray(r * inputs, (r + 1) * inputs), means[r], Math.sqrt(counts[r]));
}

function take({ width, given }: DamagedPicture, x: number, y: number, patch: number, row: Float64Array): void {
  for (let v = 0; v < patch; v++) for (let u = 0; u < patch; u++) row[v * patch + u] = given[(y + v) * width + x + u];
}

function add(work: RestoreState, x: number, y: number, values: Float64Array, mean: number, weight: number): void {
  const { picture, patch, from, to, scale, sums, weights } = work;
  for (let v = Math.max(0, from - y); v < Math.min(patch, to - y); v++) {
    for (let u = 0; u < patch; u++) {
      const at = (y + v - from) * picture.width + x + u;
      sums[at] += weight * (values[v * patch + u] / scale + mean);
      weights[at] += weight;
    }
  }
}

function strip({ picture, from, to, sums, weights }: RestoreState): Arrays {
  const { width, truth, given, known } = picture;
  const start = from * width;
  const count = (to - from) * width;
  const part = (values: Float64Array) =>
    array(Float32Array.from(values.subarray(start, start + count)), [to - from, width]);
  const after = Float32Array.from({ length: count }, (_, i) => {
    if (known?.[start + i] || weights[i] === 0) return given[start + i];
    return Math.min(1, Math.max(0, sums[i] / weights[i]));
  });
  return {
    truth: part(truth),
    before: part(given),
    after: array(after, [to - from, width]),
    known: array(known?.slice(start, start + count) ?? new Uint8Array(count).fill(1), [to - from, width]),
  };
}
