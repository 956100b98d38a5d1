import { expect, test } from "vitest";
import { dropMask } from "../../../../shared/nets/kernels/draws.ts";
import { adam, rmsprop, sgd } from "../../../../shared/nets/kernels/optimisers.ts";
import { loadRows } from "../../../../shared/nets/kernels/tables.ts";
import { ADAM, optimiserStep, updateRange } from "../../../../shared/nets/optimisers.ts";
import { fillNormal32, fillUniform32, fillWords } from "../../../../shared/random/index.ts";
import { awkward, expectSame, instance, normals, uniforms } from "./instance.ts";

const N = 24;
const block = (stream: number) => awkward(N, stream, 5);

test("Adam has the bits of its reference, and that those of the machines", () => {
  const { module, put, get } = instance();
  const [parameters, gradient, first, second] = [block(1), block(2), block(3), uniforms(N, 4)];
  const [p, g, m, v] = [put(parameters), put(gradient), put(first), put(second)];
  const blocks = { parameters: parameters.slice(), gradients: gradient, first: first.slice(), second: second.slice() };
  for (let t = 1; t <= 3; t++) {
    const step = optimiserStep({ kind: "adam", rate: 0.01 }, t);
    const { a: rate, b: root } = step;
    adam([4, N], { parameters, gradient, first, second }, { ...ADAM, rate, root });
    module.adam(4, N, p, g, m, v, rate, root, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
    updateRange(blocks, step, 4, N);
  }
  expectSame(get(p, N), parameters);
  expectSame(get(m, N), first);
  expectSame(get(v, N), second);
  expectSame(parameters, blocks.parameters);
  expectSame(parameters.slice(0, 4), block(1).slice(0, 4));
});

test("momentum and RMSProp have the bits of their references", () => {
  const { module, put, get } = instance();
  const [a, b, gradient] = [block(1), block(1), block(2)];
  const [velocity, square] = [block(3), uniforms(N, 4)];
  const [pa, pb, g, v, s] = [put(a), put(b), put(gradient), put(velocity), put(square)];
  sgd([4, N], { parameters: a, gradient }, velocity, 0.1, 0.9);
  module.sgd(4, N, pa, g, v, 0.1, 0.9);
  rmsprop([4, N], { parameters: b, gradient }, square, { rate: 0.01, decay: 0.9, epsilon: 1e-7 });
  module.rmsprop(4, N, pb, g, s, 0.01, 0.9, 1e-7);
  expectSame(get(pa, N), a);
  expectSame(get(v, N), velocity);
  expectSame(get(pb, N), b);
  expectSame(get(s, N), square);
});

test("RMSProp moves by the rate times g over its root plus ε, at small slopes too", () => {
  const parameters = Float32Array.of(1, 1);
  rmsprop([0, 2], { parameters, gradient: Float32Array.of(2, 1e-7) }, new Float32Array(2), {
    ...{ rate: 0.1, decay: 0.9, epsilon: 1e-7 },
  });
  expect(parameters[0]).toBeCloseTo(1 - 0.1 / Math.sqrt(0.1), 6);
  expect(parameters[1]).toBeCloseTo(1 - (0.1 * 1e-7) / (1e-7 * Math.sqrt(0.1) + 1e-7), 6);
});

test("every byte becomes the quotient by 255, correctly rounded, on either path", () => {
  const bytes = Uint8Array.from({ length: 257 * 3 }, (_, i) => (i % 257) % 256);
  const indexes = Uint32Array.of(2, 0, 0, 1);
  for (const columns of [257, 3]) {
    const { module, put, out, get } = instance();
    const [y, to] = [new Float32Array(4 * columns), out(4 * columns)];
    loadRows(columns, indexes, bytes, y);
    module.loadBytes(4, columns, put(indexes), put(bytes), to);
    expectSame(get(to, y.length), y);
  }
  const table = normals(15, 1);
  const { module, put, out, get } = instance();
  const [y, to] = [new Float32Array(20), out(20)];
  loadRows(5, indexes, table, y);
  module.loadFloats(4, 5, put(indexes), put(table), to);
  expectSame(get(to, 20), y);
});

test("masks, uniforms and normals are those of the key and index", () => {
  for (const [n, from, rate] of [
    [1, 0, 0.5],
    [37, 3, 0.1],
    [64, 2 ** 33 + 1, 0.3],
    [5, 7, 0],
  ]) {
    const { module, put: _, out, get } = instance();
    const y = new Float32Array(n);
    const to = out(n);
    dropMask([5, 4_000_000_000], from, rate, y);
    module.dropMask(n, 5, 4_000_000_000, from, rate, to);
    expectSame(get(to, n), y);
    fillUniform32([5, 6], from, y);
    module.uniforms(n, 5, 6, from, to);
    expectSame(get(to, n), y);
    fillNormal32([5, 6], from, y);
    module.normals(n, 5, 6, from, to);
    expectSame(get(to, n), y);
  }
});

test("a mask drops exactly the uniforms below a rate that float32 cannot hold", () => {
  const { module, out, get } = instance();
  const words = new Uint32Array(400);
  fillWords([1, 2], 0, words);
  // Rates right at, and a little above, a uniform that is drawn.
  for (const rate of [(words[3] >>> 8) / 2 ** 24, ((words[3] >>> 8) + 0.25) / 2 ** 24]) {
    const to = out(400);
    module.dropMask(400, 1, 2, 0, rate, to);
    const uniform = Array.from(words, (w) => (w >>> 8) / 2 ** 24);
    expect([...get(to, 400)]).toEqual(uniform.map((u) => (u < rate ? 0 : Math.fround(1 / (1 - rate)))));
  }
});
