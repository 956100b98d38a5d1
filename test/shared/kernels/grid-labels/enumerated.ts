/** Slow and obvious: all labellings of a small field. */
import fc from "fast-check";
import {
  type FieldShape,
  type GridField,
  gridField,
  type Neighbourhood,
} from "../../../../shared/kernels/grid-labels/index.ts";

/** Every labelling of so many pixels. */
export function* labellings(pixels: number, labels: number): Generator<Uint8Array> {
  const x = new Uint8Array(pixels);
  for (;;) {
    yield x;
    let i = 0;
    while (i < pixels && x[i] === labels - 1) x[i++] = 0;
    if (i === pixels) return;
    x[i]++;
  }
}

/** E(x) from the pairs of pixels whose centres are near enough. */
export function plainEnergy(field: GridField, x: Uint8Array): number {
  const { width, labels, unary, offsets, weights, apart } = field;
  let sum = 0;
  for (const [i, label] of x.entries()) {
    sum += unary[i * labels + label];
    for (const [j, other] of x.entries()) {
      const [dx, dy] = [(j % width) - (i % width), Math.floor(j / width) - Math.floor(i / width)];
      const isPair = (dx === 1 && dy === 0) || (dy === 1 && (dx === 0 || (offsets.length === 4 && Math.abs(dx) === 1)));
      if (isPair)
        sum +=
          weights[[1, width, width + 1, width - 1].indexOf(j - i, dy) * x.length + i] * apart[Math.abs(label - other)];
    }
  }
  return sum;
}

export interface Enumerated {
  readonly least: number;
  readonly logZ: number;
  /** pixels × labels. */
  readonly marginals: Float64Array;
  /** Of each pixel and label the least energy with it. */
  readonly leastWith: Float64Array;
}

export function enumerated(field: GridField): Enumerated {
  const { labels, unary } = field;
  const pixels = unary.length / labels;
  const marginals = new Float64Array(unary.length);
  const leastWith = new Float64Array(unary.length).fill(Number.POSITIVE_INFINITY);
  let [z, least] = [0, Number.POSITIVE_INFINITY];
  for (const x of labellings(pixels, labels)) {
    const energy = plainEnergy(field, x);
    const p = Math.exp(-energy);
    z += p;
    least = Math.min(least, energy);
    for (const [i, label] of x.entries()) {
      marginals[i * labels + label] += p;
      leastWith[i * labels + label] = Math.min(leastWith[i * labels + label], energy);
    }
  }
  return { least, logZ: Math.log(z), marginals: marginals.map((p) => p / z), leastWith };
}

/** Random fields; numbers from a seed, as a grid has many. */
export function anyField(shapes: readonly FieldShape[], options: { readonly neighbours?: Neighbourhood } = {}) {
  return fc
    .record({
      shape: fc.constantFrom(...shapes),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      coupling: fc.double({ min: 0, max: 3, noNaN: true }),
      neighbours: options.neighbours ? fc.constant(options.neighbours) : fc.constantFrom<Neighbourhood>(4, 8),
      truncation: fc.constantFrom(1, 1, 1.5, 3),
    })
    .map(({ shape, seed, coupling, neighbours, truncation }) => {
      const next = uniforms(seed);
      const unary = Float64Array.from({ length: shape.width * shape.height * shape.labels }, () => 4 * next() - 2);
      return gridField(shape, unary, (_a, _b, distance) => (coupling * next()) / distance, { neighbours, truncation });
    });
}

/** Park & Miller (1988). */
export function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
