/** Whatever is built of operations: laid out it gives what each operation gives in memory of its own; on both machines; with its slopes; cut as shards. */
import { env } from "node:process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float32, float64 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { asConstant, asInput, asParameter } from "../../../shared/nets/leaves.ts";
import type { Program } from "../../../shared/nets/machine.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { ordered } from "../../../shared/nets/order.ts";
import { type ParameterLayout, parametersOf, planOf, type Wanted } from "../../../shared/nets/plan.ts";
import { callOf, scalarProgram } from "../../../shared/nets/scalar.ts";
import { nodesOf } from "../../../shared/nets/shard-tree.ts";
import { type Arithmetic, type Floats, sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { mixesSamples, trainer } from "../../../shared/nets/trainer.ts";
import { treeSum } from "../../../shared/nets/tree.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";
import { INPUTS } from "./graph-pool.ts";
import { type Choice, graphOf, lossesOf } from "./graphs.ts";

const numRuns = Number(env.GRAPHS ?? 60);
const seed = Number(env.GRAPHS_SEED ?? 1);
const counted = (name: string, counts: Readonly<Record<string, number>>) => {
  if (env.GRAPHS) process.stderr.write(`${name}: ${JSON.stringify(counts)}\n`);
};

const small = fc.nat({ max: 1023 });
const choices: fc.Arbitrary<Choice[]> = fc.array(fc.tuple(small, small, small, small), { minLength: 1, maxLength: 12 });

/** Of an input by its name, or of a parameter. */
function numbersOf(name: string, size: number, salt = 0): Float32Array {
  const out = new Float32Array(size);
  fillNormal32(
    [name.length + 7919 * salt, [...name].reduce((sum, c) => 31 * sum + (c.codePointAt(0) ?? 0), 0) >>> 0],
    0,
    out,
  );
  return name === "index" ? out.map((z) => Math.min(4, Math.floor(Math.abs(2 * z)))) : out;
}

/** Some numbers among them that are awkward: the sort says how many. */
function awkward(name: string, size: number, sort: number): Float32Array {
  const own = numbersOf(name, size);
  if (sort === 0 || name === "index") return own;
  const special = [NaN, Infinity, -Infinity, 0, -0, 1e38, -1e38, 2 ** -149, 1e-20, 88, -104, 1e4] as const;
  return own.map((z, i) => ((i * 7 + name.length) % 13 < sort ? special[(i + sort) % special.length] : z));
}

type Given = (name: string, size: number) => ArrayLike<number>;

const KEY = [3, 4] as const;

/** Each operation once, in the order of the graph, each tensor in an array of its own. */
function naive(
  outputs: readonly Tensor[],
  arithmetic: Arithmetic,
  segment: number,
  given: Given = numbersOf,
): ReadonlyMap<Tensor, Floats> {
  const values = new Map<Tensor, Floats>();
  const memoryOf = (tensor: Tensor) => values.get(tensor) as Floats;
  for (const tensor of ordered(outputs)) {
    const size = sizeOf(tensor.shape);
    const own = arithmetic === float32 ? new Float32Array(size) : new Float64Array(size);
    values.set(tensor, own.fill(NaN));
    const leaf = asInput(tensor) ?? asParameter(tensor);
    const constant = asConstant(tensor);
    if (leaf) own.set(given(leaf.name, size));
    else if (constant) own.fill(constant.value);
    else if (tensor.operation.alias) own.set(memoryOf(tensor.inputs[0]));
    else tensor.operation.scalar?.(callOf(tensor, segment, { key: KEY, firstRow: 0 }, memoryOf), arithmetic);
  }
  return values;
}

/** Feeds a program twice, first with NaN: nothing may be left of the first run. */
function run(program: Program<Floats>, names: Iterable<string>, given: Given): void {
  const own = [...names];
  for (const name of own) program.input(name).fill(NaN);
  program.run();
  for (const name of own) program.input(name).set(given(name, program.input(name).length));
  program.run(0, KEY);
}

function fill({ parts }: ParameterLayout, block: Float32Array, given: Given): void {
  for (const { name, tensor, offset } of parts) block.set(given(name, sizeOf(tensor.shape)), offset);
}

function planned(
  wanted: Wanted,
  layout: ParameterLayout,
  segment: number,
  given: Given,
): Program & { gradients: Float32Array } {
  const plan = planOf(wanted, layout);
  const block = () => new Float32Array(layout.count);
  const memory = { parameters: block(), gradients: block(), arena: new Float32Array(plan.arena).fill(NaN) };
  fill(layout, memory.parameters, given);
  const program = scalarProgram(plan, segment, float32, [], ({ block: name, offset }, size) =>
    memory[name].subarray(offset, offset + size),
  );
  run(program, plan.inputs.keys(), given);
  return { ...program, gradients: memory.gradients };
}

/** What a training wants of a graph, and more outputs than one. */
function wantedOf(own: readonly Choice[], rows: number) {
  const tensors = graphOf(own, rows);
  const losses = lossesOf(tensors, rows);
  const layout = parametersOf([losses]);
  const loss = sum(losses);
  const slopes = grad(
    loss,
    layout.parts.map(({ tensor }) => tensor),
  );
  const gradients = Object.fromEntries(layout.parts.map(({ name }, i) => [name, slopes[i]]));
  const within = new Set(ordered([losses]));
  const outputs = { losses, loss, last: tensors.findLast((tensor) => within.has(tensor)) ?? losses };
  return { losses, loss, layout, wanted: { gradients, outputs }, tensors };
}

function expectSame(found: Floats, expected: Floats, what: string): void {
  for (const [i, value] of expected.entries())
    if (!Object.is(found[i], value)) expect.fail(`${what}[${i}] is ${found[i]} and not ${value}`);
}

describe("random graphs", () => {
  it("are laid out without a tensor in the way of another, with the same bits on both machines", () => {
    const property = (own: Choice[], rows: number, segment: number, sort: number) => {
      const given: Given = (name, size) => awkward(name, size, sort);
      const { layout, wanted } = wantedOf(own, rows);
      const all = { ...wanted.outputs, ...wanted.gradients };
      const values = naive(Object.values(all), float32, segment, given);
      const program = planned(wanted, layout, segment, given);
      const machine = wasmMachine(fresh("tensors"), layout);
      fill(layout, machine.block("parameters"), given);
      const wasm = machine.program(wanted, { segment });
      run(wasm, planOf(wanted, layout).inputs.keys(), given);
      for (const [name, tensor] of Object.entries(wanted.outputs)) {
        expectSame(program.output(name), values.get(tensor) as Floats, `${name}, laid out,`);
        expectSame(wasm.output(name), values.get(tensor) as Floats, `${name} on wasm`);
      }
      for (const { name, offset } of layout.parts) {
        const expected = values.get(wanted.gradients[name]) as Floats;
        expectSame(program.gradients.subarray(offset), expected, `slope by ${name}, laid out,`);
        expectSame(machine.block("gradients").subarray(offset), expected, `slope by ${name} on wasm`);
      }
    };
    const few = (most: number) => fc.integer({ min: 1, max: most });
    const sort = fc.constantFrom(0, 0, 1, 5);
    fc.assert(fc.property(choices, few(40), few(17), sort, property), { numRuns, seed });
  });

  it("have the slopes of differences", () => {
    const counts = { compared: 0, kinked: 0, large: 0 };
    const property = (own: Choice[]) => {
      const { loss, layout, wanted } = wantedOf(own, 2);
      const along = (name: string, size: number) => numbersOf(name, size, 1);
      const at = (step: number) => {
        const given = (name: string, size: number) => {
          const directions = along(name, size);
          const isMoved = layout.parts.some((part) => part.name === name);
          return Float64Array.from(numbersOf(name, size), (z, i) => (isMoved ? z + step * directions[i] : z));
        };
        return (naive([loss], float64, 2, given).get(loss) as Floats)[0];
      };
      const slope = naive(Object.values(wanted.gradients), float64, 2);
      let found = 0;
      for (const { name, tensor } of layout.parts) {
        const directions = along(name, sizeOf(tensor.shape));
        for (const [i, value] of (slope.get(wanted.gradients[name]) as Floats).entries())
          found += value * directions[i];
      }
      const difference = (step: number) => (8 * (at(step) - at(-step)) - at(2 * step) + at(-2 * step)) / (12 * step);
      const [wide, narrow] = [difference(2e-5), difference(5e-6)];
      const size = 1 + Math.abs(narrow) + Math.abs(at(0));
      if (!(size < 1e7)) counts.large++;
      // Differences that disagree among themselves: a kink, a jump or a very bent place lies between.
      else if (Math.abs(wide - narrow) > 1e-7 * size) counts.kinked++;
      else {
        counts.compared++;
        if (!(Math.abs(found - narrow) < 1e-6 * size)) expect.fail(`slope ${found}, differences give ${narrow}`);
      }
    };
    fc.assert(fc.property(choices, property), { numRuns, seed });
    counted("differences", counts);
    expect(counts.compared).toBeGreaterThan(numRuns / 2);
  });

  it("cut as shards give the bits of one pass, or say that their samples depend on each other", () => {
    const counts = { cut: 0, mixed: 0 };
    const batch = 67;
    const sources = Object.fromEntries(
      Object.entries(INPUTS).map(([name, shape]) => [
        name,
        { values: numbersOf(name, batch * sizeOf(shape)), columns: sizeOf(shape) },
      ]),
    );
    const property = (own: Choice[]) => {
      const build = (rows: number) => {
        const tensors = graphOf(own, rows);
        const losses = lossesOf(tensors, rows);
        const used = new Set(ordered([losses]).flatMap((tensor) => asInput(tensor)?.name ?? []));
        return { losses, outputs: {}, used };
      };
      const { used } = build(1);
      const net = trainer(
        {
          ...{ machine: (layout) => wasmMachine(fresh("tensors"), layout), model: { build }, batch, key: KEY },
          ...{ sources: Object.fromEntries(Object.entries(sources).filter(([name]) => used.has(name))) },
          optimiser: { kind: "sgd", rate: 0.1, momentum: 0 },
        },
        () => Uint32Array.from({ length: batch }, (_, i) => i),
      );
      const shards = net.step.shardsOf(0);
      if (mixesSamples(build(batch))) {
        counts.mixed++;
        expect(shards).toBe(1);
        return;
      }
      counts.cut++;
      expect(shards).toBe(3);
      const losses = new Float64Array(1);
      const part = (first: number, length: number) => {
        void net.step.gradient(0, first, length, losses);
        return { gradient: net.step.gradients().slice(), loss: losses[0] };
      };
      const add = (a: ReturnType<typeof part>, b: ReturnType<typeof part>) => ({
        gradient: a.gradient.map((x, i) => x + b.gradient[i]),
        loss: a.loss + b.loss,
      });
      const whole = part(0, shards);
      const cut = treeSum(shards, (shard) => part(shard, 1), add);
      const nodes = nodesOf(0, shards).map(({ first, shards: length }) => part(first, length));
      for (const one of [cut, nodes.reduce(add)]) {
        expectSame(one.gradient, whole.gradient, "gradient");
        expect(one.loss).toEqual(whole.loss);
      }
    };
    fc.assert(fc.property(choices, property), { numRuns: Math.ceil(numRuns / 2), seed });
    counted("shards", counts);
    expect(counts.cut).toBeGreaterThan(counts.mixed);
  });
});
