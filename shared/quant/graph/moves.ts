/** Pictures whose pixels are those of another one, or zeros: repeated, set apart, put in a border, cut. */
import { told } from "../../nets/tensor.ts";

type Pair = readonly [number, number];

export type Move =
  /** Each pixel so many times down and to the right. */
  | { readonly op: "upsample2d"; readonly factor: Pair }
  /** Pixels so far from each other, zeros between. */
  | { readonly op: "spread2d"; readonly stride: Pair }
  /** So many rows and columns of zeros more, or of the picture less. */
  | {
      readonly op: "pad2d" | "crop2d";
      readonly top: number;
      readonly bottom: number;
      readonly left: number;
      readonly right: number;
    };

export function isMove<N extends { readonly op: string }>(node: N): node is N & { readonly op: Move["op"] } {
  return node.op === "upsample2d" || node.op === "spread2d" || node.op === "pad2d" || node.op === "crop2d";
}

/** Height and width of what comes of a picture. Throws a RangeError where nothing is left of it. */
export function movedSize(node: Move, [height, width]: readonly number[]): readonly [height: number, width: number] {
  switch (node.op) {
    case "upsample2d":
      return [height * node.factor[0], width * node.factor[1]];
    case "spread2d":
      return [(height - 1) * node.stride[0] + 1, (width - 1) * node.stride[1] + 1];
    case "pad2d":
      return [height + node.top + node.bottom, width + node.left + node.right];
    case "crop2d": {
      const size = [height - node.top - node.bottom, width - node.left - node.right] as const;
      if (size.some((n) => n < 1))
        throw new RangeError(`crop of a picture ${told([height, width])} to ${told(size)} (must leave a pixel)`);
      return size;
    }
    default:
      return node satisfies never;
  }
}

/** Of each pixel of the new picture the number of the old one, row by row, that it is; −1 for zero. */
export function sourcesOf(node: Move, shape: readonly number[]): Int32Array {
  const [height, width] = shape;
  const [newHeight, newWidth] = movedSize(node, shape);
  return Int32Array.from({ length: newHeight * newWidth }, (_, at) => {
    const [row, column] = [sourceOf(node, 0, Math.floor(at / newWidth)), sourceOf(node, 1, at % newWidth)];
    const isInside = row >= 0 && row < height && column >= 0 && column < width;
    return isInside ? row * width + column : -1;
  });
}

/** Along an axis; −1 for none. */
function sourceOf(node: Move, axis: 0 | 1, at: number): number {
  switch (node.op) {
    case "upsample2d":
      return Math.floor(at / node.factor[axis]);
    case "spread2d":
      return at % node.stride[axis] === 0 ? at / node.stride[axis] : -1;
    case "pad2d":
      return at - (axis === 0 ? node.top : node.left);
    case "crop2d":
      return at + (axis === 0 ? node.top : node.left);
    default:
      return node satisfies never;
  }
}
