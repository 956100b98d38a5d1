/** What a flow learns from: points of the plane as it sees them, or the bytes of small pictures. */
import type { Table } from "../../../data/table.ts";
import { type PictureShape, picturesAt, sidesAt } from "../points/pictures.ts";
import { heldOutOf, type PlanarSamples, planarSamples } from "../points/plane.ts";
import type { RowParams } from "../points/samples.ts";
import { columnsOf, partingOf } from "./parting.ts";
import { type Moments, momentsOf } from "./pixels.ts";

/** Pictures of one size: which of their columns couplings keep, in which order their numbers stand, and what each column begins at. */
export interface PictureSamples {
  readonly image: PictureShape;
  readonly columns: number;
  /** Rows × columns, bytes in the order of the parting. */
  readonly values: Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  readonly parting: ReturnType<typeof partingOf>;
  readonly moments: Moments;
}

export type FlowSamples = (PlanarSamples & { readonly image?: undefined }) | PictureSamples;

/** Of a table that `checkRows` has let through. */
export function flowSamples(table: Table, params: RowParams): FlowSamples {
  return table.image ? pictureSamples(table, table.image, params) : planarSamples(table, params.testFraction);
}

function pictureSamples(table: Table, shape: PictureShape, { testFraction, resolution }: RowParams): PictureSamples {
  const { values: bytes, columns, image } = picturesAt(table, shape, resolution);
  const { train, test } = heldOutOf(table, testFraction);
  const parting = partingOf(image);
  const values = new Float32Array(bytes.length);
  for (let row = 0; row < table.rows; row++) inOrder(bytes.subarray(row * columns), parting, values, row * columns);
  return { image, columns, values, train, test, parting, moments: momentsOf(values, columns, train) };
}

function inOrder(
  picture: ArrayLike<number>,
  { order }: PictureSamples["parting"],
  out: Float32Array,
  at: number,
): void {
  for (const [column, from] of order.entries()) out[at + column] = picture[from];
}

/** Pictures as shares of 255, rows × columns, as the net has their bytes. */
export function bytesOf(shares: ArrayLike<number>, { parting }: Pick<PictureSamples, "parting">): Float32Array {
  const columns = columnsOf(parting);
  const out = new Float32Array(shares.length);
  const bytes = Float32Array.from(shares, (share) => Math.round(255 * share));
  for (let at = 0; at < out.length; at += columns) inOrder(bytes.subarray(at), parting, out, at);
  return out;
}

/** Rows v as the net has them, as pictures: shares of 255 of the bytes that they lie in; beyond [0, 256) of the nearest. */
export function sharesOf(v: ArrayLike<number>, { parting: { order } }: Pick<PictureSamples, "parting">): Float32Array {
  const out = new Float32Array(v.length);
  for (let at = 0; at < out.length; at += order.length)
    for (const [column, to] of order.entries())
      out[at + to] = Math.min(255, Math.max(0, Math.floor(v[at + column]))) / 255;
  return out;
}

/** The pictures of a table at this side, without making them; of points undefined. */
export function shapeAt({ image }: Pick<Table, "image">, side: number): PictureShape | undefined {
  if (!image) return undefined;
  const [width, height] = sidesAt(image, side);
  return { width, height, channels: image.channels };
}
