import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../../../shared/densities/interpret.ts";
import type { Program } from "../../../../shared/densities/program.ts";
import type { CompiledDensity } from "../../../../shared/densities/wasm/compiled.ts";
import { exp } from "../../../../shared/math/elementary.ts";
import { normal } from "../../../../shared/random/index.ts";
import { thorough } from "../../../thorough.ts";
import { openCompiled } from "./open.ts";
import { programOf } from "./random-program.ts";

const SHORT = [1, 2, 3, 8, 15, 16];

interface State {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  readonly momentum: Float64Array;
}

/** Leapfrog steps as shared/kernels/mcmc/hamiltonian.ts makes them, on vectors of padded length. */
function reference(program: Program, scale: Float64Array, step: number) {
  const { dimension } = program;
  const { value } = interpret(program);
  return ({ position, gradient, momentum }: State) => {
    const half = 0.5 * step;
    const pushed = momentum.map((r, i) => r + half * (scale[i] * gradient[i]));
    const moved = position.map((q, i) => q + step * (pushed[i] * scale[i]));
    const slope = new Float64Array(position.length);
    const logDensity = value(moved.subarray(0, dimension), slope.subarray(0, dimension));
    const after = pushed.map((r, i) => r + half * (scale[i] * slope[i]));
    const lanes = [0, 0];
    after.forEach((r, i) => {
      lanes[i % 2] += r * r;
    });
    const energy = 0.5 * (lanes[0] + lanes[1]) - logDensity;
    const state: State = { position: moved, gradient: slope, momentum: after };
    return { state, logDensity, energy: Number.isNaN(energy) ? Infinity : energy };
  };
}

/** Places, momenta and numbers in the memory of a compiled density that has steps of its own. */
function open(program: Program) {
  const { compiled, memory } = openCompiled(program);
  const { leap, leaps, finish } = compiled;
  if (leap === undefined || leaps === undefined || finish === undefined) return null;
  const length = program.dimension + (program.dimension % 2);
  let next = memory.buffer.byteLength;
  memory.grow(1);
  const room = (numbers: number) => {
    next += 16 * Math.ceil(numbers / 2);
    return next - 16 * Math.ceil(numbers / 2);
  };
  const read = (at: number, numbers = length) => new Float64Array(memory.buffer, at, numbers);
  const places = Array.from({ length: 4 }, () => room(4 + 3 * length));
  const at = (place: number) => ({
    ...{ numbers: read(place + 8, 2), position: read(place + 32), gradient: read(place + 32 + 8 * length) },
    momentum: read(place + 32 + 16 * length),
  });
  return {
    steps: { leap, leaps, finish } as Required<Pick<CompiledDensity, "leap" | "leaps" | "finish">>,
    room,
    read,
    places,
    at,
    length,
  };
}

function expectSameSteps(program: Program, seed: number): boolean {
  const opened = open(program);
  if (opened === null) return false;
  const { steps, room, read, places, at, length } = opened;
  const [from, one, two, three] = places;
  const numbers = (stream: number, size: number) =>
    Float64Array.from({ length }, (_, i) => (i < program.dimension ? size * normal([seed, stream], i) : 0));
  const scale = numbers(1, 0.3).map(Math.abs);
  const step = seed % 2 === 0 ? 0.25 : -0.4;
  const [scaleAt, r1, r2, r3, sum, weights] = Array.from({ length: 6 }, () => room(length + 2));
  read(scaleAt).set(scale);
  const start: State = { position: numbers(2, 1), gradient: numbers(3, 1), momentum: numbers(4, 1) };
  for (const name of ["position", "gradient", "momentum"] as const) at(from)[name].set(start[name]);
  const next = reference(program, scale, step);
  const expected = [next(start)];
  for (let i = 0; i < 2; i++) expected.push(next(expected[i].state));
  const expectState = (place: number, { position, gradient }: State) => {
    expect(at(place).position).toEqual(position);
    expect(at(place).gradient).toEqual(gradient);
  };
  const energies = ({ logDensity, energy }: (typeof expected)[number]) => Float64Array.of(logDensity, energy);

  steps.leap(from, scaleAt, one, r1, r2, r3, step);
  expectState(one, expected[0].state);
  for (const r of [r1, r2, r3]) expect(read(r)).toEqual(expected[0].state.momentum);
  expectState(from, expected[0].state);
  expect(at(from).momentum).toEqual(expected[0].state.momentum);
  steps.finish(one, one, 0);
  expect(at(one).numbers).toEqual(energies(expected[0]));
  at(one).numbers.fill(-1);

  const initial = 0.5;
  const goesOn = steps.leaps(from, scaleAt, two, r1, three, r2, sum, one, one, weights, initial, step);
  expect(at(one).numbers).toEqual(energies(expected[0]));
  const weight = exp(Math.min(initial - expected[0].energy, 700));
  expect(read(weights, 2)).toEqual(Float64Array.of(weight, weight));
  expectState(two, expected[1].state);
  expectState(three, expected[2].state);
  expectState(from, expected[2].state);
  steps.finish(two, three, 0);
  expect(at(two).numbers).toEqual(energies(expected[1]));
  expect(at(three).numbers).toEqual(energies(expected[2]));
  const [first, second] = [expected[1].state.momentum, expected[2].state.momentum];
  expect(read(r1)).toEqual(first);
  expect(read(r2)).toEqual(second);
  const both = first.map((r, i) => r + second[i]);
  expect(read(sum)).toEqual(both);
  const product = (momentum: Float64Array) => {
    const lanes = [0, 0];
    momentum.forEach((r, i) => {
      lanes[i % 2] += r * both[i];
    });
    return lanes[0] + lanes[1];
  };
  expect(goesOn).toBe(product(first) > 0 && product(second) > 0 ? 1 : 0);
  return true;
}

test.each([12, 30, 60])(
  "random programs of %d operations: leapfrog steps with the bits of their operations",
  (size) => {
    let count = 0;
    const property = fc.property(fc.nat(), (seed) => {
      if (expectSameSteps(programOf(seed, size, SHORT), seed)) count++;
    });
    fc.assert(property, { numRuns: thorough ? 3000 : 150, seed: 8, endOnFailure: true });
    expect(count).toBeGreaterThan(20);
  },
);
