/** Copies of parts of tensors: runs of neighbours, axes in another order, rows picked by their number. */
import { blockBytes, push, settle, stackOf } from "./tree";
import { floats } from "./vectors";

/** `count` runs of so many floats, which begin `fromStep` and `toStep` floats apart. */
export function copyRuns(count: i32, length: i32, from: usize, fromStep: i32, to: usize, toStep: i32): void {
  const next = <usize>fromStep << 2;
  const after = <usize>toStep << 2;
  for (let i: i32 = 0; i < count; i++) {
    if (length == 1) store<f32>(to, load<f32>(from));
    else memory.copy(to, from, <usize>length << 2);
    from += next;
    to += after;
  }
}

export function zero(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes);
}

/** y (n0 × n1 × n2 × n3), whose neighbours along each axis lie s0 … s3 floats apart in x. */
export function permute(
  n0: i32, n1: i32, n2: i32, n3: i32, s0: i32, s1: i32, s2: i32, s3: i32, x: usize, y: usize,
): void {
  for (let i: i32 = 0; i < n0; i++) {
    for (let j: i32 = 0; j < n1; j++) {
      for (let k: i32 = 0; k < n2; k++) {
        copyRuns(s3 == 1 ? 1 : n3, s3 == 1 ? n3 : 1, floats(x, i * s0 + j * s1 + k * s2), s3, y, 1);
        y += <usize>n3 << 2;
      }
    }
  }
}

/** Whether a float is the number of one of `rows` rows. */
@inline
function isRow(x: f32, rows: i32): bool {
  const row = <i32>x;
  return <f32>row == x && row >= 0 && row < rows;
}

/** Rows of a table (rows × columns) by their numbers, NaN where there is none of that number. */
export function gather(count: i32, columns: i32, rows: i32, indexes: usize, table: usize, y: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    const x = load<f32>(floats(indexes, i));
    if (isRow(x, rows)) memory.copy(y, floats(table, <i32>x * columns), <usize>columns << 2);
    else for (let j: i32 = 0; j < columns; j++) store<f32>(floats(y, j), NaN);
    y += <usize>columns << 2;
  }
}

/** y (rows × columns): each row the sum of those of dy (count × columns) that bear its number, in segments of `segment` of them. */
export function scatterAdd(count: i32, columns: i32, rows: i32, indexes: usize, dy: usize, y: usize, segment: i32): void {
  const size = blockBytes(rows * columns);
  const stack = stackOf(count, segment, size);
  let top = stack;
  let done: i32 = 0;
  memory.fill(stack, 0, size);
  for (let from: i32 = 0; from < count; from += segment) {
    memory.fill(top, 0, size);
    scatterRows(min(segment, count - from), columns, rows, floats(indexes, from), floats(dy, from * columns), top);
    top = push(top, ++done, size);
  }
  settle(stack, top, size);
  memory.copy(y, stack, <usize>(rows * columns) << 2);
}

function scatterRows(count: i32, columns: i32, rows: i32, indexes: usize, dy: usize, y: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    const x = load<f32>(floats(indexes, i));
    if (!isRow(x, rows)) continue;
    const from = floats(dy, i * columns);
    const to = floats(y, <i32>x * columns);
    let j: i32 = 0;
    for (; j + 4 <= columns; j += 4) v128.store(floats(to, j), f32x4.add(v128.load(floats(to, j)), v128.load(floats(from, j))));
    for (; j < columns; j++) store<f32>(floats(to, j), load<f32>(floats(to, j)) + load<f32>(floats(from, j)));
  }
}

/** y (count × depth): 1 at the place of each number, 0 elsewhere. */
export function oneHot(count: i32, depth: i32, indexes: usize, y: usize): void {
  memory.fill(y, 0, (<usize>count * depth) << 2);
  for (let i: i32 = 0; i < count; i++) {
    const x = load<f32>(floats(indexes, i));
    if (isRow(x, depth)) store<f32>(floats(y, i * depth + <i32>x), 1);
  }
}

/** Matrices (rows × columns): what lies right of the diagonal becomes `fill`. */
export function lowerTriangle(count: i32, rows: i32, columns: i32, x: usize, fill: f32, y: usize): void {
  for (let n: i32 = 0; n < count * rows; n++) {
    const kept: i32 = min(columns, n % rows + 1);
    memory.copy(y, x, <usize>kept << 2);
    for (let j: i32 = kept; j < columns; j++) store<f32>(floats(y, j), fill);
    x += <usize>columns << 2;
    y += <usize>columns << 2;
  }
}
