/** Rows of a table, picked by a list of indexes (uint32), as rows of a float32 tensor. Scalar reference: shared/nets/kernels/tables.ts. */
import { floats } from "./vectors";

/**
 * 1/255 in two pieces, the first of 15 bits: a byte times it is exact, so that byte·HIGH + byte·LOW is the correctly rounded quotient byte / 255 (all 256
 * are tested), at half the time of a division.
 */
const PARTS = memory.data<f32>([0.0039215087890625, 5.983839201917363e-8]);

/** Bytes (count × columns of them go to y) divided by 255, correctly rounded. */
export function loadBytes(count: i32, columns: i32, indexes: usize, table: usize, y: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    bytesRow(columns, table + <usize>load<u32>(floats(indexes, i)) * columns, y);
    y += <usize>columns << 2;
  }
}

function bytesRow(columns: i32, from: usize, to: usize): void {
  let j: i32 = 0;
  for (; j + 8 <= columns; j += 8) {
    const words = v128.load8x8_u(from + j);
    v128.store(floats(to, j), quotient(i32x4.extend_low_i16x8_u(words)));
    v128.store(floats(to, j), quotient(i32x4.extend_high_i16x8_u(words)), 16);
  }
  for (; j < columns; j++) store<f32>(floats(to, j), <f32>load<u8>(from + j) / 255);
}

@inline
function quotient(bytes: v128): v128 {
  const x = f32x4.convert_i32x4_s(bytes);
  return f32x4.add(f32x4.mul(x, v128.load32_splat(PARTS)), f32x4.mul(x, v128.load32_splat(PARTS, 4)));
}

/** Floats as they are. */
export function loadFloats(count: i32, columns: i32, indexes: usize, table: usize, y: usize): void {
  const bytes = <usize>columns << 2;
  for (let i: i32 = 0; i < count; i++) memory.copy(y + <usize>i * bytes, table + <usize>load<u32>(floats(indexes, i)) * bytes, bytes);
}
