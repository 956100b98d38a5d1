/**
 * Trains a net on a GPU, by the steps of `../trainer.ts`: a whole minibatch goes through at once, many steps are submitted without waiting for any, and
 * what they say, held-out losses included, is read back at the end of a slice. What follows from it (the best parameters are kept, training ends) follows
 * on the device at that very step, see `rule.ts`.
 */

import type { Gpu } from "../../webgpu/gpu.ts";
import { measuresOf } from "../measures.ts";
import { keyOfStep } from "../minibatch-gradient.ts";
import { gradientsOf, SHARE } from "../model.ts";
import { optimiserStep, shrinkStep, statesOf } from "../optimisers.ts";
import type { ParameterLayout } from "../plan.ts";
import type { Tensor } from "../tensor.ts";
import { EVALUATED, EVALUATION_KEY, type TrainerOptions } from "../trainer.ts";
import { type GpuMachine, type GpuProgram, type Prepared, webgpuMachine } from "./machine.ts";
import {
  type Blocks,
  held,
  judge,
  keepBest,
  LARGEST,
  load,
  moveOn,
  PROGRESS,
  PROGRESS_SIZE,
  record,
  shortening,
  update,
} from "./rule.ts";
import type { TableDispatch } from "./shader.ts";

export interface GpuTrainerOptions extends Omit<TrainerOptions, "machine"> {
  readonly layout: ParameterLayout;
  /** The minibatch of a step, and the samples that are held out. */
  samplesOf(step: number): Uint32Array;
  readonly tested: Uint32Array;
  /** Steps between two evaluations of them. */
  readonly every: number;
  readonly patience?: number | undefined;
  readonly target?: { readonly measure: string; readonly atLeast: number } | undefined;
  /** Called now and then while nothing can be said yet. */
  readonly beat?: (() => void) | undefined;
}

/** How training stands: as `STOPS` has it. */
export interface Progress {
  readonly bestLoss: number;
  readonly bestStep: number;
  readonly waited: number;
  readonly stopped: number;
  readonly reason: number;
}

/** What is learnt, and with it the best so far. */
export type LearntName = "parameters" | "first" | "second" | "best";

export interface GpuTrainer {
  /** Of each of these steps the sums over its samples of what is measured, then, where held-out samples were evaluated, the sums over those. */
  run(from: number, steps: number): Promise<readonly Float32Array[]>;
  /** As it was after the steps that were run. */
  readonly progress: Progress;
  /** Sums over the held-out samples of what is measured of them. */
  evaluate(): Promise<Float32Array>;
  read(names: readonly LearntName[]): Promise<Float32Array[]>;
  write(name: LearntName, values: Float32Array): void;
  /** With weights that are written: the next step finds out about those that are no numbers. */
  begin(progress: Progress, isSound: boolean): void;
}

/** Steps that are read at a time, and those that are submitted at a time, each with the numbers of its evaluation. */
const READ = 1024;
const SUBMITTED = 16;

export async function gpuTrainer(gpu: Gpu, options: GpuTrainerOptions): Promise<GpuTrainer> {
  const { layout, model, sources, samplesOf, tested, every, key } = options;
  const machine = webgpuMachine(gpu, layout, options.beat);
  const blocks: Blocks = {
    parameters: machine.block("parameters"),
    gradients: machine.block("gradients"),
    first: machine.block("first"),
    // Momentum and RMSprop keep one.
    second: statesOf(options.optimiser) > 1 ? machine.block("second") : machine.block("first"),
  };
  const best = machine.take(layout.count);
  const tables = Object.entries(sources).map(
    ([name, { values, columns }]) => [name, machine.table(values, columns)] as const,
  );
  const loads = (program: GpuProgram, first: number, moving: boolean) =>
    tables.map(([name, table]) => load(program.input(name), table, first, moving));
  const measures = measuresOf(model.build(1, true));
  const testedMeasures = measuresOf(model.build(1, false));
  const width = measures.length + testedMeasures.length;
  const place = machine.take(PROGRESS_SIZE);
  const records = { ...machine.take(READ * width), width };
  machine.writeRows(0, tested);

  const rule = await machine.prepare(ruleOf(machine, options, blocks, place));
  const passes = onDemand(async (rows: number): Promise<readonly Prepared[]> => {
    const net = model.build(rows, true);
    const next = Object.entries(net.statistics ?? {});
    const program = await machine.program({
      outputs: { ...measured(net), ...Object.fromEntries(next.map(([name, tensor]) => [`next ${name}`, tensor])) },
      gradients: gradientsOf(net, layout),
    });
    machine.write(program.input(SHARE), Float32Array.of(1 / rows));
    const moved = next.map(([name]) => {
      const { at } = partOf(layout, name, blocks.parameters.at);
      return moveOn(program.output(`next ${name}`), at, place);
    });
    const said = measures.map((name, m) => record(program.output(name), m, records, place));
    return [
      await machine.prepare(loads(program, tested.length, true)),
      program,
      await machine.prepare([...said, ...moved]),
      rule,
    ];
  });
  const evaluation = await evaluationOf();
  let progress = START;

  /** Held-out samples through the net, part by part, and the judgement. */
  async function evaluationOf() {
    const sums = machine.take(testedMeasures.length);
    const parts: Prepared[] = [];
    for (let from = 0; from < tested.length; from += EVALUATED) {
      const rows = Math.min(EVALUATED, tested.length - from);
      const program = await machine.program({ outputs: measured(model.build(rows, false)) });
      parts.push(await machine.prepare(loads(program, from, false)), program);
      const added = testedMeasures.map((name, m) => held(program.output(name), sums.at + m, from === 0));
      parts.push(await machine.prepare(added));
    }
    const { patience, target } = options;
    const aim = target && { ...target, measure: testedMeasures.indexOf(target.measure) };
    const judging = { sums, samples: tested.length, patience, target: aim };
    const judged = await machine.prepare([
      judge(judging, measures.length, records, place),
      keepBest(blocks.parameters, best, place),
    ]);
    return { sums, parts, judged };
  }

  /** Submits steps [from, to), whose records begin at row `row`. */
  async function submit(from: number, to: number, row: number): Promise<void> {
    const batches = Array.from({ length: to - from }, (_, i) => samplesOf(from + i));
    const own = await Promise.all(batches.map(({ length }) => passes(length)));
    const firsts = offsets(batches);
    machine.writeRows(tested.length, joined(batches));
    const numbers = batches.map((_, i) => ({ ...numbersOf(options, from + i), row: row + i, first: firsts[i] }));
    machine.writeSteps([
      ...numbers.map((own) => ({ ...own, key: keyOfStep(key, own.number) })),
      ...numbers.map((own) => ({ ...own, key: EVALUATION_KEY })),
    ]);
    machine.submit((pass) => {
      for (const [i, stages] of own.entries()) {
        for (const stage of stages) stage.encode(pass, i);
        if ((from + i) % every > 0 || tested.length === 0) continue;
        for (const stage of [...evaluation.parts, evaluation.judged]) stage.encode(pass, own.length + i);
      }
    });
  }

  const learnt = { ...blocks, best };
  return {
    get progress() {
      return progress;
    },
    async run(from, steps) {
      const rows: Float32Array[] = [];
      while (rows.length < steps) {
        const begun = rows.length;
        const count = Math.min(READ, steps - begun);
        for (let i = 0; i < count; i += SUBMITTED)
          await submit(from + begun + i, from + begun + Math.min(count, i + SUBMITTED), i);
        const [told, state] = await machine.read([{ at: records.at, size: count * width }, place]);
        progress = progressOf(state);
        for (let i = 0; i < count; i++) rows.push(told.subarray(i * width, (i + 1) * width));
      }
      return rows;
    },
    async evaluate() {
      machine.writeSteps([{ key: EVALUATION_KEY }]);
      machine.submit((pass) => {
        for (const stage of evaluation.parts) stage.encode(pass, 0);
      });
      const [sums] = await machine.read([evaluation.sums]);
      return sums;
    },
    read: (names) => machine.read(names.map((name) => learnt[name])),
    write: (name, values) => machine.write(learnt[name], values),
    begin(given, isSound) {
      progress = given;
      machine.write(place, floatsOf(given));
      machine.writeFlags([isSound ? 0 : 1, 0, 0, 0]);
    },
  };
}

const START: Progress = { bestLoss: Number.POSITIVE_INFINITY, bestStep: 0, waited: 0, stopped: -1, reason: 0 };

function progressOf(floats: Float32Array): Progress {
  const [bestLoss, bestStep, waited, stopped, reason] = floats;
  return { bestLoss: bestLoss === LARGEST ? Number.POSITIVE_INFINITY : bestLoss, bestStep, waited, stopped, reason };
}

function floatsOf({ bestLoss, bestStep, waited, stopped, reason }: Progress): Float32Array {
  const floats = new Float32Array(PROGRESS_SIZE);
  const values = { best: Math.min(bestLoss, LARGEST), bestStep, waited, stopped, reason };
  for (const [name, value] of Object.entries(values)) floats[PROGRESS[name as keyof typeof values]] = value;
  return floats;
}

function measured({ losses, measures }: ReturnType<TrainerOptions["model"]["build"]>): Record<string, Tensor> {
  return { ...measures, loss: losses };
}

function partOf({ parts }: ParameterLayout, name: string, from: number): { readonly at: number } {
  const part = parts.find((one) => one.name === name);
  if (part === undefined) throw new RangeError(`no parameter is called ${name} (must be one of the net)`);
  return { at: from + part.offset };
}

/** What stands after the gradient: the optimiser with what comes before it. */
function ruleOf(
  machine: GpuMachine,
  { layout, clip, shrinkage, optimiser }: GpuTrainerOptions,
  blocks: Blocks,
  place: ReturnType<GpuMachine["take"]>,
): readonly TableDispatch[] {
  const factor = clip === undefined ? undefined : machine.take(4).at;
  const before = clip === undefined ? [] : shortening(blocks.gradients, clip, factor as number, machine.take(256).at);
  const shrunk = shrinkage && machine.take(layout.count / 4);
  if (shrunk) {
    const mask = new Float32Array(shrunk.size);
    for (const { name, offset, size } of layout.parts)
      if (name.endsWith(".weights")) mask.fill(1, offset / 4, (offset + size) / 4);
    machine.write(shrunk, mask);
  }
  return [...before, update(optimiser.kind, blocks, place, { factor, shrunk })];
}

/** Of the optimiser and of shrinkage at a step, from 0. */
function numbersOf({ optimiser, schedule, shrinkage }: GpuTrainerOptions, step: number) {
  const scale = schedule?.(step + 1) ?? 1;
  const { a, b } = optimiserStep(optimiser, step + 1, scale);
  return { number: step, a, b, ...(shrinkage && shrinkStep(shrinkage, optimiser.rate * scale)) };
}

function offsets(arrays: readonly Uint32Array[]): number[] {
  let at = 0;
  return arrays.map(({ length }) => {
    at += length;
    return at - length;
  });
}

function joined(arrays: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  for (const [i, at] of offsets(arrays).entries()) all.set(arrays[i], at);
  return all;
}

function onDemand<T>(make: (rows: number) => Promise<T>): (rows: number) => Promise<T> {
  const known = new Map<number, Promise<T>>();
  return (rows) => {
    const made = known.get(rows) ?? make(rows);
    known.set(rows, made);
    return made;
  };
}
