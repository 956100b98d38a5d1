import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../../../shared/densities/interpret.ts";
import { BINARY, type Operation, type Program, UNARY } from "../../../../shared/densities/program.ts";
import { fillWords, normal } from "../../../../shared/random/index.ts";
import { thorough } from "../../../thorough.ts";
import { openCompiled } from "./open.ts";
import { LONG, programOf } from "./random-program.ts";

/** Positions of ordinary and of large numbers. */
function positions(dimension: number): readonly Float64Array[] {
  return [1, 30].map((scale) => Float64Array.from({ length: dimension }, (_, i) => scale * normal([9, scale], i)));
}

function expectSameBits(program: Program): void {
  const reference = interpret(program);
  const compiled = openCompiled(program);
  for (const position of positions(program.dimension)) {
    const gradient = new Float64Array(program.dimension);
    const reported = new Float64Array(program.names.length);
    const value = reference.value(position, gradient);
    reference.report(position, reported);
    expect(compiled.density(position)).toEqual({ value, gradient });
    expect(compiled.value(position)).toEqual(value);
    expect(compiled.report(position)).toEqual(reported);
  }
}

test.each([
  [12, 60, undefined],
  [60, 60, undefined],
  [18, 12, [1, 5, LONG]],
])(
  "random programs of %d operations: the interpreter's bits",
  (size, runs, lengths) => {
    const property = fc.property(fc.nat(), (seed) => expectSameBits(programOf(seed, size, lengths)));
    fc.assert(property, { numRuns: thorough ? 30 * runs : runs, seed: 5, endOnFailure: true });
  },
  120_000,
);

/** Numbers of all magnitudes, of ordinary size, and those at which functions turn. */
function probes(seed: number): Float64Array {
  const words = new Uint32Array(1200);
  fillWords([seed, 3], 0, words);
  const ordinary = Array.from({ length: 600 }, (_, i) => [1, 8, 60, 900, 1e-9][i % 5] * normal([seed, 4], i));
  const turning = [
    0,
    -0,
    1,
    -1,
    0.5,
    2,
    Infinity,
    -Infinity,
    NaN,
    5e-324,
    2.2250738585072014e-308,
    709.8,
    -745.2,
    41,
    -41,
    22,
    0.4142,
    -0.2928,
    1e300,
  ];
  return Float64Array.of(
    ...turning,
    ...turning.map((x) => -x * (1 + 2 ** -52)),
    ...new Float64Array(words.buffer),
    ...ordinary,
  );
}

test.each([...UNARY, ...BINARY])("%s of long and of single numbers: the interpreter's bits", (op) => {
  const [x, y] = [
    probes(1),
    op === "pow" ? probes(2).map((value, i) => (i % 3 === 0 ? Math.round(value) : value)) : probes(1).reverse(),
  ];
  const { length } = x;
  const of = (a: number, b: number, size: number) =>
    ({ op, x: a, ...((BINARY as readonly string[]).includes(op) ? { y: b } : {}), length: size }) as Operation;
  const operations: Operation[] = [{ op: "data", data: 0, length }, { op: "data", data: 1, length }, of(0, 1, length)];
  const single = Array.from({ length: 60 }, (_, i) => {
    const from = i < 38 ? i : 17 * i;
    operations.push({ op: "slice", x: 0, from, length: 1 }, { op: "slice", x: 1, from, length: 1 });
    return operations.push(of(operations.length - 2, operations.length - 1, 1)) - 1;
  });
  const reported = [2, ...single];
  const names = Array.from({ length: length + single.length }, (_, i) => `${i}`);
  expectSameBits({
    dimension: 1,
    operations,
    data: [
      { kind: "vector", values: x },
      { kind: "vector", values: y },
    ],
    value: single[0],
    gradient: [single[1]],
    reported,
    names,
  });
});
