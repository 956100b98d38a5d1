/**
 * Trains a net on minibatches: forward, backward, one step of the optimiser. A minibatch is cut into shards, whose gradients are added as a
 * balanced tree; on one thread all of them go through the net in one pass, on several each takes some (`gang.ts`), and the bits are the same.
 */
import { foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import { type Cut, cutOf } from "./cut.ts";
import { initialise } from "./initial.ts";
import type { NetMachine } from "./machine.ts";
import { type Means, meansOf, measuresOf, outputsOf, ownMeasures } from "./measures.ts";
import { gradientOf } from "./minibatch-gradient.ts";
import type { BuiltNet, Model } from "./model.ts";
import { type Optimiser, optimiserStep, type Shrinkage, type ShrinkStep, shrinkStep, statesOf } from "./optimisers.ts";
import { ordered } from "./order.ts";
import { type ParameterLayout, parametersOf } from "./plan.ts";
import { type ShardedStep, shardCount } from "./shards.ts";
import { lossesOf, lossName, rangesOf, sideOf, type Turns } from "./sides.ts";
import { type Load, loaderOf, passes, type Source } from "./sources.ts";

export type { Means } from "./measures.ts";
export type { Source } from "./sources.ts";

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
  /** Of a net with sides: whose each step is, and how it learns. Not on a GPU. */
  readonly turns?: Turns;
  /** What is used of the net in place of the parameters that it names: their moving average. Not on a GPU. */
  readonly average?: Averaging;
  /** Gradients longer than this (Euclidean norm, all parameters together) are shortened to it. */
  readonly clip?: number;
  /** Takes connections away. */
  readonly cut?: Cut;
  /** Of the task: initial parameters, masks and noise follow from it. */
  readonly key: Key;
}

/** A moving average of parameters over the steps that change them. */
export interface Averaging {
  /** Share of the average that a step leaves: from 0 to below 1. In the first steps less, so that the start is forgotten. */
  readonly keep: number;
  of(parameter: string): boolean;
}

/** Of the initial parameters, under the key of the training. */
const INITIAL = 1;

/** Whether the loss of a sample depends on the others of its minibatch: then the minibatch is one shard. */
export function mixesSamples(net: BuiltNet): boolean {
  return ordered(lossesOf(net)).some(
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
  /** Means of loss and measures of the losses that a step left, over so many samples; of a net with sides those of the step's side. */
  means(losses: Float64Array, samples: number, step?: number): Means;
  /** Means over these samples, without learning. */
  evaluate(samples: Uint32Array): Means;
  /** Looks at the net with averages in the place of the parameters that they are of. Where there are none, at the net. */
  averaged<T>(look: () => T): T;
  /** What goes in and comes out for these samples, by name, without learning: fresh arrays. */
  predict(samples: Uint32Array, names: readonly string[]): Readonly<Record<string, Float32Array>>;
}

/** Throws an ExperimentError or RangeError of the net's operations for shapes that do not go together. */
export function trainer(options: TrainerOptions, samplesOf: (step: number) => Uint32Array): Trainer {
  const { model, batch, key, optimiser, clip, turns } = options;
  const first = model.build(1, true);
  const layout = parametersOf([...lossesOf(first), ...Object.values(first.statistics ?? {})]);
  const machine = options.machine(layout);
  initialise(layout, machine.block("parameters"), foldIn(key, INITIAL));
  const load = loaderOf(machine, options.sources);
  const shards = mixesSamples(model.build(batch, true)) ? 1 : shardCount(batch);
  const rows = Math.ceil(batch / shards);
  const measures = measuresOf(first);
  const gradient = gradientOf({ machine, model, key, load, rows, measures, samplesOf, turns });
  const cut = options.cut && cutOf(machine, options.cut);
  return {
    machine,
    measures,
    isAlone: shards === 1 || layout.parts.some(({ fixed }) => fixed) || clip !== undefined || cut !== undefined,
    step: {
      count: layout.count,
      states: statesOf(optimiser) + (options.average ? 1 : 0),
      losses: measures.length,
      parameters: () => machine.block("parameters"),
      gradients: () => machine.block("gradients"),
      state: (index) => machine.block(stateNames(optimiser)[index]),
      shardsOf: (step) => Math.ceil(samplesOf(step).length / rows),
      gradient: cut ? cut.before(gradient) : gradient,
      add: (from, to, other) => machine.addGradients(from, to, other),
      update(step, from, to) {
        update(machine, options, first, step, from, to);
        cut?.hold();
      },
    },
    means(losses, samples, step = 0) {
      const turn = turns?.of(step);
      const own = ownMeasures(first, turn);
      const means = meansOf(own, (m) => losses[measures.indexOf(own[m])] / samples);
      return turn ? { ...means, loss: means[lossName(turn.side)] } : means;
    },
    averaged: (look) => (options.average ? withAverages(machine, options.average, look) : look()),
    ...withoutLearning(machine, model, load),
  };
}

const stateNames = (optimiser: Optimiser) =>
  statesOf(optimiser) > 1 ? (["first", "second", "average"] as const) : (["first", "average"] as const);

function withAverages<T>(machine: NetMachine, { of }: Averaging, look: () => T): T {
  const own = machine.block("parameters").slice();
  const ranges = rangesOf(machine.layout, of, 0, machine.layout.count);
  for (const [from, to] of ranges) machine.block("parameters").set(machine.block("average").subarray(from, to), from);
  try {
    return look();
  } finally {
    machine.block("parameters").set(own);
  }
}

/** The average after the t-th step, from 1, of parameters [from, to): the share kept is at most (1 + t) / (10 + t), as in TensorFlow's moving averages. */
function average(machine: NetMachine, { keep }: Averaging, t: number, from: number, to: number): void {
  const share = Math.fround(1 - Math.min(keep, (1 + t) / (10 + t)));
  const [averages, parameters] = [machine.block("average"), machine.block("parameters")];
  for (let p = from; p < to; p++) {
    const step = Math.fround(share * Math.fround(parameters[p] - averages[p]));
    averages[p] = Math.fround(averages[p] + step);
  }
}

/** Step `step`, from 0, on floats [from, to) of the blocks: the rate by its schedule, gradients shortened, weights shrunk, then the optimiser's rule. */
function update(
  machine: NetMachine,
  { optimiser, turns, schedule, clip, shrinkage, average: averaging }: TrainerOptions,
  net: BuiltNet,
  step: number,
  from: number,
  to: number,
): void {
  const turn = turns?.of(step);
  const t = turn?.t ?? step + 1;
  const scale = schedule?.(step + 1) ?? 1;
  const rule = (turn && turns?.optimisers[turn.side]) ?? optimiser;
  const { learns } = sideOf(net, turn);
  if (clip !== undefined) shorten(machine.block("gradients"), clip);
  for (const [begin, end] of learns ? rangesOf(machine.layout, learns, from, to) : [[from, to]]) {
    if (shrinkage) shrink(machine, shrinkStep(shrinkage, rule.rate * scale), begin, end);
    machine.update(optimiserStep(rule, t, scale), begin, end);
  }
  if (!averaging) return;
  const isAveraged = (name: string) => averaging.of(name) && (learns?.(name) ?? true);
  for (const [begin, end] of rangesOf(machine.layout, isAveraged, from, to)) average(machine, averaging, t, begin, end);
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
