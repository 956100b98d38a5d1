/** Where samples begin, and what they are as the nets have them. */
import { fillNormal32 } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { GanSamples } from "./data.ts";

/** Of those that are drawn while the nets learn: the same at every look, so that each point and picture is seen to move. */
const SAME: Key = [0x6a11, 0];

/** Latent numbers, rows × latent: normal. */
export function latents(rows: number, latent: number, key: Key = SAME): Float32Array {
  const z = new Float32Array(rows * latent);
  fillNormal32(key, 0, z);
  return z;
}

/** A sample as the nets have it. */
export interface RowShape {
  readonly columns: number;
  /** Pixels are from 0 to 1: the generator ends in a sigmoid. */
  readonly pictures: boolean;
  readonly image?: { readonly height: number; readonly width: number; readonly channels: number };
}

/** Of what the nets are made for. */
export const rowOf = ({ columns, image }: Pick<GanSamples, "columns" | "image">): RowShape => ({
  columns,
  pictures: image !== undefined,
  ...(image && { image: { height: image.height, width: image.width, channels: image.channels } }),
});
