import { expect, test } from "vitest";
import { dense, gemmNT, gemmTN, sumRows } from "../../../../shared/nets/kernels/products.ts";
import { addTree, segmentsOf } from "../../../../shared/nets/kernels/tree.ts";
import { awkward, expectSame, instance, normals } from "./instance.ts";

const shapes: readonly [number, number, number][] = [
  [1, 1, 1],
  [1, 70, 33],
  [1, 10, 64],
  [1, 4, 3],
  [2, 3, 40],
  [1, 63, 12],
  [1, 48, 0],
  [2, 37, 20],
  [3, 128, 50],
  [4, 8, 4],
  [7, 9, 5],
  [13, 17, 3],
  [5, 3, 600],
  [3, 64, 50],
  [2, 45, 20],
  [30, 65, 21],
  [66, 30, 9],
  [12, 80, 1030],
  [70, 65, 515],
  [9, 65, 1100],
  [6, 12, 0],
];
const kinds = { normal: normals, awkward };

test.each(Object.entries(kinds))("dense has the bits of the obvious loop on %s numbers", (_, draw) => {
  for (const [m, n, k] of shapes) {
    const { module, put, out, get } = instance();
    const [x, w, bias] = [draw(m * k, 1), draw(k * n, 2), draw(n, 3)];
    for (const b of [bias, null]) {
      const y = new Float32Array(m * n);
      dense([m, n, k], x, w, b, y);
      const to = out(m * n);
      module.dense(m, n, k, put(x), put(w), b ? put(b) : 0, to);
      expectSame(get(to, m * n), y, `${m} × ${n} × ${k}`);
    }
  }
});

test("a row has the same bits however many go with it", () => {
  const [m, n, k] = [11, 45, 700];
  const { module, put, out, get } = instance();
  const [x, w, bias] = [normals(m * k, 1), normals(k * n, 2), normals(n, 3)];
  const [all, one] = [out(m * n), out(n)];
  const [at, weights, biases] = [put(x), put(w), put(bias)];
  module.dense(m, n, k, at, weights, biases, all);
  for (let i = 0; i < m; i++) {
    module.dense(1, n, k, at + 4 * i * k, weights, biases, one);
    expectSame(get(one, n), get(all + 4 * i * n, n));
  }
});

test.each(Object.entries(kinds))("turned operands have the bits of the obvious loop on %s numbers", (_, draw) => {
  for (const [m, n, k] of shapes) {
    const { module, put, out, get } = instance();
    const [a, b, c, to] = [draw(m * k, 1), draw(k * n, 2), new Float32Array(m * n), out(m * n)];
    const [left, right] = [put(a), put(b)];
    gemmNT([m, n, k], a, b, c);
    module.gemmNT(m, n, k, left, right, to);
    expectSame(get(to, m * n), c, `A·Bᵀ, ${m} × ${n} × ${k}`);
    gemmTN([m, n, k], a, b, c, Math.max(1, k));
    module.gemmTN(m, n, k, left, right, to, k);
    expectSame(get(to, m * n), c, `Aᵀ·B, ${m} × ${n} × ${k}`);
  }
});

const segmented = [
  [5, 9, 0, 4],
  [5, 9, 1, 4],
  [70, 17, 40, 64],
  [67, 9, 70, 32],
  [5, 6, 1100, 2000],
  [1, 1, 7, 3],
  [4, 8, 96, 32],
  [9, 21, 250, 32],
  [13, 16, 33, 32],
  [6, 11, 33, 64],
  [7, 5, 1500, 200],
  [10, 3, 1300, 163],
] as const;

test.each(Object.entries(kinds))("gemmTN and sumRows have the bits of their reference on %s numbers", (_, draw) => {
  for (const [m, n, k, segment] of segmented) {
    const { module, put, out, get } = instance();
    const [a, b, c, s] = [draw(m * k, 1), draw(k * n, 2), new Float32Array(m * n), new Float32Array(n)];
    const [product, sums, second] = [out(m * n), out(n), put(b)];
    gemmTN([m, n, k], a, b, c, segment);
    module.gemmTN(m, n, k, put(a), second, product, segment);
    expectSame(get(product, m * n), c, `${m} × ${n} × ${k} by ${segment}`);
    sumRows(k, n, b, s, segment);
    module.sumRows(k, n, second, sums, segment);
    expectSame(get(sums, n), s);
  }
});

test("segments are shards that the tree of the design adds", () => {
  const [m, n, segment] = [3, 5, 4];
  for (const shards of [1, 2, 3, 5, 7, 8]) {
    const k = shards * segment - 1;
    const { module, put, out, get } = instance();
    const [a, b] = [normals(m * k, 1), normals(k * n, 2)];
    const parts = segmentsOf(k, segment).map(([from, to]) => {
      const part = out(m * n);
      module.gemmTN(m, n, to - from, put(a.slice(from * m, to * m)), put(b.slice(from * n, to * n)), part, to - from);
      return get(part, m * n);
    });
    const add = (x: Float32Array, y: Float32Array) => x.map((v, i) => v + y[i]);
    const [p0, p1, p2, p3, p4, p5, p6, p7] = parts;
    const explicit: Record<number, () => Float32Array> = {
      1: () => p0,
      2: () => add(p0, p1),
      3: () => add(add(p0, p1), p2),
      5: () => add(add(add(p0, p1), add(p2, p3)), p4),
      7: () => add(add(add(p0, p1), add(p2, p3)), add(add(p4, p5), p6)),
      8: () => add(add(add(p0, p1), add(p2, p3)), add(add(p4, p5), add(p6, p7))),
    };
    const expected = explicit[shards]();
    const to = out(m * n);
    module.gemmTN(m, n, k, put(a), put(b), to, segment);
    expectSame(get(to, m * n), expected);
    expectSame(addTree(parts), expected);
  }
});

test("no rows sum to zero", () => {
  const { module, put, out, get } = instance();
  const to = out(6);
  module.sumRows(0, 6, put(new Float32Array(4)), to, 32);
  expect([...get(to, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
});
