/** Sums over rows, in segments that the tree adds. Scalar reference: shared/nets/kernels/products.ts. */
import { blockBytes, push, settle, stackOf } from "./tree";
import { floats } from "./vectors";

/** y (columns) = sums of the columns of x (rows × columns), rows in segments of `segment`. */
export function sumRows(rows: i32, columns: i32, x: usize, y: usize, segment: i32): void {
  const size = blockBytes(columns);
  const stack = stackOf(rows, segment, size);
  let top = stack;
  let count: i32 = 0;
  for (let row: i32 = 0; row < rows; row += segment) {
    sumSegment(min(segment, rows - row), columns, floats(x, row * columns), top);
    top = push(top, ++count, size);
  }
  if (rows == 0) memory.fill(stack, 0, size);
  settle(stack, top, size);
  memory.copy(y, stack, <usize>columns << 2);
}

function sumSegment(rows: i32, columns: i32, x: usize, y: usize): void {
  const stride = <usize>columns << 2;
  let j: i32 = 0;
  for (; j + 16 <= columns; j += 16) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let from = floats(x, j);
    for (let i: i32 = 0; i < rows; i++) {
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
      from += stride;
    }
    v128.store(floats(y, j), s0);
    v128.store(floats(y, j), s1, 16);
    v128.store(floats(y, j), s2, 32);
    v128.store(floats(y, j), s3, 48);
  }
  for (; j < columns; j++) {
    let sum: f32 = 0;
    for (let i: i32 = 0; i < rows; i++) sum += load<f32>(floats(x, i * columns + j));
    store<f32>(floats(y, j), sum);
  }
}
