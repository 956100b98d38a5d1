import type { PictureSize } from "../../nets/moved.ts";
import type { CnnTaskParams } from "./fields.ts";

/** What one number of a block's maps sees of the picture: number (y, x) the pixels [start + y·jump, start + y·jump + side), and so on; what lies outside is zeros. */
export interface ReceptiveField {
  readonly side: number;
  readonly start: number;
  readonly jump: number;
  /** Size of the maps, before pooling. */
  readonly height: number;
  readonly width: number;
}

/** Of the maps of each block (Dumoulin & Visin 2016): a filter of k widens it by (k − 1) jumps, a pooling by one and doubles the jump. */
export function receptiveFields(
  { channels, kernel, pooling }: Pick<CnnTaskParams, "channels" | "kernel" | "pooling">,
  { height, width }: PictureSize,
): readonly ReceptiveField[] {
  const k = Number(kernel);
  let [side, start, jump, h, w] = [1, 0, 1, height, width];
  return channels.map(() => {
    side += (k - 1) * jump;
    start -= (k >> 1) * jump;
    const own = { side, start, jump, height: h, width: w };
    if (pooling !== "none") {
      side += jump;
      jump *= 2;
      [h, w] = [h >> 1, w >> 1];
    }
    return own;
  });
}
