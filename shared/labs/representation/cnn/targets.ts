import type { Tensor } from "../../../nets/tensor.ts";
import type { PictureSize } from "../../nets/moved.ts";
import type { CnnTaskParams } from "./fields.ts";
import type { CnnTensors } from "./net.ts";
import { receptiveFields } from "./receptive.ts";

/** Units of a layer whose favourite pictures are looked for: the first ones. */
export const SOUGHT = 16;

/** What of a layer is made large: of each unit the number at `place` within its row, before the activation. */
export interface Target {
  /** "block0", …, "dense0", …, "classes". */
  readonly name: string;
  readonly units: number;
  /** The pictures that are made: no larger than what the unit sees needs. */
  readonly size: PictureSize;
  /** Blocks of the net up to there: small pictures would not get through more. */
  readonly blocks: number;
  /** The part of them that a unit sees: `side` pixels down and right of (from, from); the whole picture where it is as large. */
  readonly seen: { readonly from: number; readonly height: number; readonly width: number };
  tensor(tensors: CnnTensors): Tensor;
  /** Position of unit u in a row of the tensor. */
  place(unit: number): number;
}

/** Layers from the picture to the classes. */
export function targetsOf(params: CnnTaskParams, size: PictureSize, classes: number): readonly Target[] {
  const whole = { from: 0, height: size.height, width: size.width };
  const flat = (name: string, units: number, tensor: Target["tensor"]): Target => ({
    name,
    units: Math.min(units, SOUGHT),
    size,
    blocks: params.channels.length,
    seen: whole,
    tensor,
    place: (unit) => unit,
  });
  return [
    ...receptiveFields(params, size).map((field, b): Target => {
      const filters = params.channels[b];
      // The first number whose field lies within the picture; its field begins a few pixels in, as poolings are aligned.
      const inside = Math.ceil(-field.start / field.jump);
      const from = field.start + inside * field.jump;
      const extent = from + field.side;
      const fits = extent <= Math.min(size.height, size.width);
      const own = fits ? { ...size, height: extent, width: extent } : size;
      const [y, x] = fits ? [inside, inside] : [field.height >> 1, field.width >> 1];
      const width = own.width === size.width ? field.width : receptiveFields(params, own)[b].width;
      return {
        name: `block${b}`,
        units: Math.min(filters, SOUGHT),
        size: own,
        blocks: b + 1,
        seen: fits ? { from, height: field.side, width: field.side } : whole,
        tensor: ({ before }) => before[b],
        place: (unit) => (y * width + x) * filters + unit,
      };
    }),
    ...params.dense.map((units, i) => flat(`dense${i}`, units, ({ denseBefore }) => denseBefore[i])),
    flat("classes", classes, ({ logits }) => logits),
  ];
}
