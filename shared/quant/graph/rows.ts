import { sizeOf, told } from "../../nets/tensor.ts";
import type { GraphRows } from "./engine.ts";
import type { Code, GraphHead } from "./head.ts";

/** How many rows there are. Throws a RangeError where the last is not whole, and for codes where the graph takes numbers of things. */
export function rowsIn({ input: { shape, things } }: GraphHead, rows: GraphRows): number {
  if (things !== undefined && rows instanceof Uint8Array)
    throw new RangeError("rows of codes (must be numbers of things, as float32)");
  const count = rows.length / sizeOf(shape);
  if (!Number.isInteger(count))
    throw new RangeError(`rows of ${rows.length} numbers in all (must be a multiple of ${told(shape)})`);
  return count;
}

/** The numbers that codes stand for. */
export function dequantised({ scale, zero }: Code, codes: Uint8Array): Float32Array {
  return Float32Array.from(codes, (code) => scale * (code - zero));
}
