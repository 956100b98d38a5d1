/**
 * Trains a net on minibatches: forward, backward, one step of the optimiser. A minibatch is cut into shards, whose gradients are added as a
 * balanced tree; on one thread all of them go through the net in one pass, on several each takes some (`gang.ts`), and the bits are the same.
 */
import { foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import { type Cut, cutOf } from "./cut.ts";
import { initialise } from "./initial.ts";
import type { NetMachine, Program } from "./machine.ts";
import { type BuiltNet, gradientsOf, type Model, SHARE } from "./model.ts";
import { type Optimiser, optimiserStep, type Shrinkage, type ShrinkStep, shrinkStep, statesOf } from "./optimisers.ts";
import { ordered } from "./order.ts";
import { type ParameterLayout, parametersOf } from "./plan.ts";
import { isShardSum } from "./shard-sums.ts";
import { type ShardedStep, shardCount } from "./shards.ts";
import type { Tensor } from "./tensor.ts";
import { treeSum } from "./tree.ts";

/** What feeds an input of the net: for each sample the row of the same number. */
export interface Source {
  readonly values: Uint8Array | Float32Array;
  readonly columns: number;
}

export interface TrainerOptions {
  readonly machine: (layout: ParameterLayout) => NetMachine;
  readonly model: Model;
  /** By name of the input. */
  readonly sources: Readonly<Record<string, Source>>;
  /** Samples of a whole minibatch: decides the shards. */
  readonly batch: number;
  readonly optimiser: Optimiser;
  readonly shrinkage?: Shrinkage;
  /** Factor of the rate at step t, from 1. */
  readonly schedule?: (t: number) => number;
  /** Gradients longer than this (Euclidean norm, all parameters together) are shortened to it. */
  readonly clip?: number;
  /** Takes connections away. */
  readonly cut?: Cut;
  /** Of the task: initial parameters, masks and noise follow from it. */
  readonly key: Key;
}

/** Means over samples. */
export interface Means {
  readonly loss: number;
  readonly [measure: string]: number;
}

const STREAM = { initial: 1, step: 2 } as const;

/** What is random in a step follows from it. */
export function keyOfStep(key: Key, step: number): Key {
  return foldIn(key, STREAM.step, step);
}

/** Whether the loss of a sample depends on the others of its minibatch: then the minibatch is one shard. */
export function mixesSamples({ losses }: BuiltNet): boolean {
  return ordered([losses]).some(
    ({ operation, inputs, attributes }) =>
      operation.reducesSamples?.(inputs, attributes) || operation.mixesSamples?.(inputs, attributes),
  );
}

export interface Trainer {
  readonly machine: NetMachine;
  /** What is measured of the samples of a step, and of those that are evaluated: "loss" first. */
  readonly measures: readonly string[];
  readonly tested: readonly string[];
  /** The step that `shards.ts` runs; `samplesOf(step)`: the minibatch. */
  readonly step: ShardedStep;
  /** The minibatch is one shard, or what follows from a step is not a matter of each parameter alone: more threads cannot help. */
  readonly isAlone: boolean;
  /** Means of loss and measures of the losses that a step left, over so many samples. */
  means(losses: Float64Array, samples: number): Means;
  /** Means over these samples, without learning. */
  evaluate(samples: Uint32Array): Means;
  /** What goes in and comes out for these samples, by name, without learning: fresh arrays. */
  predict(samples: Uint32Array, names: readonly string[]): Readonly<Record<string, Float32Array>>;
}

/** Throws an ExperimentError or RangeError of the net's operations for shapes that do not go together. */
export function trainer(options: TrainerOptions, samplesOf: (step: number) => Uint32Array): Trainer {
  const { model, batch, key, optimiser, clip } = options;
  const first = model.build(1, true);
  const layout = parametersOf([first.losses, ...Object.values(first.statistics ?? {})]);
  const machine = options.machine(layout);
  initialise(layout, machine.block("parameters"), foldIn(key, STREAM.initial));
  const load = loaderOf(machine, options.sources);
  const shards = mixesSamples(model.build(batch, true)) ? 1 : shardCount(batch);
  const rows = Math.ceil(batch / shards);
  const measures = measuresOf(first);
  const gradient = gradientOf({ machine, model, key, load, rows, measures, samplesOf });
  const cut = options.cut && cutOf(machine, options.cut);
  return {
    machine,
    measures,
    isAlone: shards === 1 || layout.parts.some(({ fixed }) => fixed) || clip !== undefined || cut !== undefined,
    step: {
      count: layout.count,
      states: statesOf(optimiser),
      losses: measures.length,
      parameters: () => machine.block("parameters"),
      gradients: () => machine.block("gradients"),
      state: (index) => machine.block(index === 0 ? "first" : "second"),
      shardsOf: (step) => Math.ceil(samplesOf(step).length / rows),
      gradient: cut ? cut.before(gradient) : gradient,
      add: (from, to, other) => machine.addGradients(from, to, other),
      update(step, from, to) {
        update(machine, options, step + 1, from, to);
        cut?.hold();
      },
    },
    means: (losses, samples) => meansOf(measures, (m) => losses[m] / samples),
    ...withoutLearning(machine, model, load),
  };
}

/** Feeds the rows of these samples, from all sources. */
type Load = (program: Program, samples: Uint32Array) => void;

function loaderOf(machine: NetMachine, sources: TrainerOptions["sources"]): Load {
  const tables = Object.entries(sources).map(
    ([name, { values, columns }]) => [name, machine.table(values, columns)] as const,
  );
  return (program, samples) => {
    for (const [name, table] of tables) program.load(name, table, samples);
  };
}

interface Minibatches {
  readonly machine: NetMachine;
  readonly model: Model;
  readonly key: Key;
  readonly load: Load;
  /** Samples of a shard. */
  readonly rows: number;
  readonly measures: readonly string[];
  samplesOf(step: number): Uint32Array;
}

/** Leaves the gradient of shards [from, from + count) in its block, and the sums of their losses: at once where the net can, else shard by shard. */
function gradientOf(minibatches: Minibatches): ShardedStep["gradient"] {
  const { machine, model, rows } = minibatches;
  const pass = passOf(minibatches);
  if (Object.values(gradientsOf(model.build(rows, true), machine.layout)).every(isShardSum)) return pass;
  return (step, from, count, losses) => {
    if (count === 1) return pass(step, from, 1, losses);
    const shard = (s: number) => {
      pass(step, from + s, 1, losses);
      return { gradient: machine.block("gradients").slice(), losses: losses.slice() };
    };
    const sums = treeSum(count, shard, (a, b) => {
      for (const [p, slope] of b.gradient.entries()) a.gradient[p] += slope;
      for (const [m, loss] of b.losses.entries()) a.losses[m] += loss;
      return a;
    });
    machine.block("gradients").set(sums.gradient);
    losses.set(sums.losses);
  };
}

/** The same in one pass through the net, which also moves its statistics on. */
function passOf({ machine, model, key, load, rows, measures, samplesOf }: Minibatches) {
  const programs = passes((count) => trainingPass(machine, model.build(count, true), rows));
  const statistics = machine.layout.parts.filter(({ fixed }) => fixed);
  return (step: number, from: number, count: number, losses: Float64Array): void => {
    const samples = samplesOf(step);
    const own = samples.subarray(from * rows, (from + count) * rows);
    const program = programs(own.length);
    load(program, own);
    program.input(SHARE)[0] = 1 / samples.length;
    program.run(from * rows, keyOfStep(key, step));
    for (const [m, name] of measures.entries()) losses[m] = sumOfShards(program.output(name), rows);
    for (const { name, offset } of statistics) machine.block("parameters").set(program.output(`next ${name}`), offset);
  };
}

/** Step t, from 1, on floats [from, to) of the blocks: the rate by its schedule, gradients shortened, weights shrunk, then the optimiser's rule. */
function update(
  machine: NetMachine,
  { optimiser, schedule, clip, shrinkage }: TrainerOptions,
  t: number,
  from: number,
  to: number,
): void {
  const scale = schedule?.(t) ?? 1;
  if (clip !== undefined) shorten(machine.block("gradients"), clip);
  if (shrinkage) shrink(machine, shrinkStep(shrinkage, optimiser.rate * scale), from, to);
  machine.update(optimiserStep(optimiser, t, scale), from, to);
}

/** Samples that go through at once where nothing is learnt. */
export const EVALUATED = 256;
/** What is random there is so from the same key each time: evaluations differ by the weights alone. */
export const EVALUATION_KEY: Key = [0, 0];

function withoutLearning(
  machine: NetMachine,
  model: Model,
  load: Load,
): Pick<Trainer, "tested" | "evaluate" | "predict"> {
  const tested = measuresOf(model.build(1, false));
  const programs = passes((count) => machine.program({ outputs: outputsOf(model.build(count, false)) }));
  const run = (samples: Uint32Array) => {
    const program = programs(samples.length);
    load(program, samples);
    program.run(0, EVALUATION_KEY);
    return program;
  };
  return {
    tested,
    evaluate(samples) {
      const sums = new Float64Array(tested.length);
      for (let from = 0; from < samples.length; from += EVALUATED) {
        const program = run(samples.subarray(from, from + EVALUATED));
        for (const [m, name] of tested.entries()) for (const x of program.output(name)) sums[m] += x;
      }
      return meansOf(tested, (m) => sums[m] / samples.length);
    },
    predict(samples, names) {
      const program = run(samples);
      return Object.fromEntries(names.map((name) => [name, program.output(name).slice()]));
    },
  };
}

function passes(make: (rows: number) => Program): (rows: number) => Program {
  const known = new Map<number, Program>();
  return (rows) => {
    const program = known.get(rows) ?? make(rows);
    known.set(rows, program);
    return program;
  };
}

function trainingPass(machine: NetMachine, net: BuiltNet, segment: number): Program {
  const gradients = gradientsOf(net, machine.layout);
  const next = Object.entries(net.statistics ?? {}).map(([name, tensor]) => [`next ${name}`, tensor] as const);
  return machine.program({ outputs: { ...outputsOf(net), ...Object.fromEntries(next) }, gradients }, { segment });
}

/** Weights are drawn to zero; biases, gains and statistics are not. */
function shrink(machine: NetMachine, step: ShrinkStep, from: number, to: number): void {
  for (const { name, offset, size } of machine.layout.parts) {
    const [begin, end] = [Math.max(from, offset), Math.min(to, offset + size)];
    if (name.endsWith(".weights") && begin < end) machine.shrink(step, begin, end);
  }
}

/** Pascanu et al. 2013: a gradient that is longer than `most` keeps its direction. */
function shorten(gradient: Float32Array, most: number): void {
  let square = 0;
  for (let p = 0; p < gradient.length; p++) square += gradient[p] * gradient[p];
  const norm = Math.sqrt(square);
  if (norm <= most) return;
  const scale = Math.fround(most / norm);
  for (let p = 0; p < gradient.length; p++) gradient[p] *= scale;
}

/** Their names, that of the loss first. */
export function measuresOf({ measures }: BuiltNet): readonly string[] {
  return ["loss", ...Object.keys(measures ?? {})];
}

function outputsOf({ losses, measures, outputs }: BuiltNet): Readonly<Record<string, Tensor>> {
  return { ...outputs, ...measures, loss: losses };
}

function meansOf(measures: readonly string[], mean: (m: number) => number): Means {
  return Object.fromEntries(measures.map((name, m) => [name, mean(m)])) as unknown as Means;
}

/** In float64, ascending within each shard, then as the tree. */
function sumOfShards(values: Float32Array, rows: number): number {
  const shard = (s: number) => values.subarray(s * rows, (s + 1) * rows).reduce((total, x) => total + x, 0);
  return treeSum(Math.ceil(values.length / rows), shard, (a, b) => a + b);
}
