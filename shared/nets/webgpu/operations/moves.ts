/** What moves numbers: parts of axes, axes in another order, rows by their numbers, the lower triangle of matrices. */
import { permutedStrides } from "../../ops/permute.ts";
import { rowsAlong } from "../../ops/slice.ts";
import { sizeOf } from "../../tensor.ts";
import { type Dispatch, each, type GpuCall, type GpuKernels } from "../kernel.ts";

/** Runs of `length` floats, which begin `gap` floats apart, to others. */
function copyRuns(count: number, length: number, x: number, xGap: number, y: number, yGap: number): Dispatch {
  return each(
    count * length,
    "  memory[call.y + (i / call.length) * call.yGap + i % call.length] = memory[call.x + (i / call.length) * call.xGap + i % call.length];",
    { integers: { length, x, xGap, y, yGap } },
  );
}

/** By bits: comparisons may say what they like of NaN, and that subnormals are 0. */
const rowOf = `
const NO_ROW = 0xffffffffu;
/** The number of a row that a float is; NO_ROW where it is a fraction, negative, NaN or none of \`rows\`. */
fn rowOf(x: f32, rows: u32) -> u32 {
  let own = bitcast<u32>(x) & select(0xffffffffu, 0u, bitcast<u32>(x) == 0x80000000u);
  if (own >= 0x4f800000u) { return NO_ROW; }
  let row = u32(bitcast<f32>(own));
  if (row >= rows || bitcast<u32>(f32(row)) != own) { return NO_ROW; }
  return row;
}`;

export const moves = {
  slice({ x: [x], y, shapes, attributes }: GpuCall<{ axis: number; from: number; length: number }>) {
    const { axis, from, length } = attributes;
    const [count, step] = rowsAlong(shapes[0], axis);
    return [copyRuns(count, length * step, x + from * step, shapes[0][axis] * step, y, length * step)];
  },

  pad({ x: [x], y, shapes, shape, attributes: { axis, before } }: GpuCall<{ axis: number; before: number }>) {
    const [, step] = rowsAlong(shapes[0], axis);
    const numbers = { x, y, own: shapes[0][axis] * step, width: shape[axis] * step, first: before * step };
    const body = `  let at = i % call.width - call.first;
  var value = 0.0;
  if (at < call.own) { value = memory[call.x + (i / call.width) * call.own + at]; }
  memory[call.y + i] = value;`;
    return [each(sizeOf(shape), body, { integers: numbers })];
  },

  concat({ x, y, shapes, shape, attributes: { axis } }: GpuCall<{ axis: number }>) {
    const [count, step] = rowsAlong(shape, axis);
    let to = y;
    return x.map((part, i) => {
      const own = shapes[i][axis] * step;
      to += own;
      return copyRuns(count, own, part, own, to - own, shape[axis] * step);
    });
  },

  permute({ x: [x], y, shapes, shape, attributes: { axes } }: GpuCall<{ axes: readonly number[] }>) {
    const { extents, strides } = permutedStrides(shapes[0], axes);
    const integers: Record<string, number> = { x, y };
    const lines = ["  var rest = i; var at = call.x;"];
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      Object.assign(integers, { [`n${axis}`]: extents[axis], [`s${axis}`]: strides[axis] });
      const index = axis > 0 ? `rest % call.n${axis}` : "rest";
      lines.push(`  at += (${index}) * call.s${axis}; rest = rest / call.n${axis};`);
    }
    lines.push("  memory[call.y + i] = memory[at];");
    return [each(sizeOf(shape), lines.join("\n"), { integers })];
  },

  gather({ x: [table, indexes], y, shapes, shape }) {
    const [count, columns] = shapes[0];
    const body = `  let row = rowOf(memory[call.indexes + i / call.columns], call.count);
  if (row == NO_ROW) { memory[call.y + i] = ofBits(0x7fc00000u); }
  else { memory[call.y + i] = memory[call.table + row * call.columns + i % call.columns]; }`;
    return [
      each(sizeOf(shape), body, { before: rowOf, uses: ["ofBits"], integers: { table, indexes, y, count, columns } }),
    ];
  },

  /**
   * Entries of one index are linked, each to the next, and the first of them adds them up along the chain: ascending, in no order of arrival. Links are
   * kept as the bits of numbers that no device takes for 0.
   */
  scatterAdd({ x: [indexes, dy], y, shapes, shape, scratch }) {
    const [rows, columns] = shape;
    const count = sizeOf(shapes[0]);
    const integers = { indexes, dy, y, rows, columns, count, links: scratch(2 * count) };
    const link = `  let own = rowOf(memory[call.indexes + i], call.rows);
  var isFirst = own != NO_ROW;
  for (var k = 0u; k < i && isFirst; k++) { isFirst = rowOf(memory[call.indexes + k], call.rows) != own; }
  var next = i + 1u;
  while (next < call.count && rowOf(memory[call.indexes + next], call.rows) != own) { next++; }
  memory[call.links + i] = bitcast<f32>(0x00800000u + next);
  memory[call.links + call.count + i] = select(0.0, 1.0, isFirst);`;
    const add = `  var k = i / call.columns;
  if (memory[call.links + call.count + k] == 0.0) { return; }
  let row = rowOf(memory[call.indexes + k], call.rows);
  var sum = 0.0;
  while (k < call.count) {
    sum += memory[call.dy + k * call.columns + i % call.columns];
    k = bitcast<u32>(memory[call.links + k]) - 0x00800000u;
  }
  memory[call.y + row * call.columns + i % call.columns] = sum;`;
    return [
      each(rows * columns, "  memory[call.y + i] = 0.0;", { integers: { y } }),
      each(count, link, { before: rowOf, integers }),
      each(count * columns, add, { before: rowOf, integers }),
    ];
  },

  oneHot({ x: [indexes], y, shape, attributes: { depth } }: GpuCall<{ depth: number }>) {
    const body = `  let own = rowOf(memory[call.indexes + i / call.depth], call.depth);
  memory[call.y + i] = select(0.0, 1.0, own == i % call.depth);`;
    return [each(sizeOf(shape), body, { before: rowOf, integers: { indexes, y, depth } })];
  },

  lowerTriangle({ x: [x], y, shape, attributes: { fill } }: GpuCall<{ fill: number }>) {
    const [height, width] = shape.slice(-2);
    const body = `  if (i % call.width <= (i / call.width) % call.height) { memory[call.y + i] = memory[call.x + i]; }
  else { memory[call.y + i] = call.fill; }`;
    return [each(sizeOf(shape), body, { integers: { x, y, height, width }, floats: { fill } })];
  },

  rotateColumns({ x: [x], y, shape: [count, columns], attributes: { way } }: GpuCall<{ way: 1 | -1 }>) {
    const body = `  let j = i % call.columns;
  let turn = ${way === 1 ? "j % call.count" : "call.count - j % call.count"};
  memory[call.y + i] = memory[call.x + ((i / call.columns + turn) % call.count) * call.columns + j];`;
    return [each(count * columns, body, { integers: { x, y, count, columns } })];
  },
} satisfies GpuKernels;
