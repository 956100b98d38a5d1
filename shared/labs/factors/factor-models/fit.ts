import { type Arrays, array } from "../../../arrays.ts";
import { type FactorModel, logLikelihood } from "../../../kernels/fa/fa.ts";
import type { LinearModel } from "../../../kernels/factor-models/family.ts";
import { blockCount, blockOf, type Moments, momentsOf, openMoments } from "../../../kernels/moments/index.ts";
import { type SfaArithmetic, scalarSfa, wasmSfa } from "../../../kernels/sfa/arithmetic.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { checkFamily, momentAbout, numbersOf, type Parts, partsOf } from "./data.ts";
import type { FamilyFit, Model } from "./fields.ts";
import { openFa, openIca, openPca, openPpca, openSfa, openSparse } from "./models.ts";

/** Held-out rows whose reconstructions views show, and whose codes. */
const SHOWN = 24;
const PLOTTED = 500;
/** Held-out rows that are worked on at a time. */
const TESTED_AT_ONCE = 1024;

/** What a model is given once the moments of the rows are known. */
export interface Given {
  readonly params: FamilyFit;
  readonly parts: Parts;
  readonly moments: Moments;
  readonly context: Context;
  readonly task: Task;
  readonly arithmetic: SfaArithmetic;
}

/** A model while it is fitted, from nothing or from a checkpoint. */
export interface Fitting {
  /** One iteration. */
  iterate(iteration: number): void;
  checkpoint(): Arrays;
  readonly linear: LinearModel;
  /** A Gaussian model's likelihood follows from second moments. */
  readonly gaussian?: FactorModel;
  /** Mean log-likelihood a row of the held-out rows, where another model has one. */
  logLikelihood?(codes: Float64Array): number;
  /** Codes and reconstructions of rows, where they do not follow from `linear`. */
  code?(x: Float64Array, rows: number): { readonly codes: Float64Array; readonly back: Float64Array };
  /** Numbers of its own that views show. */
  extra?(): Arrays;
}

const openers: Record<Model, (given: Given, from: Arrays) => Fitting> = {
  pca: openPca,
  ppca: openPpca,
  fa: openFa,
  ica: openIca,
  sfa: openSfa,
  sparse: openSparse,
};

/** Steps of a fit: the blocks of rows, then its iterations. */
export function fitSteps({ train }: Parts, iterations: number): number {
  return blockCount(train.rows) + iterations;
}

/**
 * One of the six models on the rows to learn from. Output: "mean", "components" (latents × columns), "mse" and, where there is one, "logLikelihood" of the held-out rows,
 * "codes" and "back" of the first of them, and what the model has of its own.
 */
export function openFit(task: Task, context: Context, checkpoint: Arrays = {}): Process {
  const { model, ...own } = task.params;
  const params = own as unknown as FamilyFit;
  const parts = partsOf(params, checkFamily(params, context.data));
  const blocks = blockCount(parts.train.rows);
  const wasm = context.device === "wasm";
  const arithmetic = wasm ? wasmSfa(context.wasm("sfa"), () => context.wasm("math")) : scalarSfa;
  const sums = wasm ? context.wasm("moments") : "scalar";
  const seen = openMoments(parts.columns, sums, checkpoint.rows && checkpoint);
  let step = checkpoint.step?.values[0] ?? 0;
  let fitting: Fitting | undefined;
  const fitted = () => {
    const given = { params, parts, moments: seen.moments(), context, task, arithmetic };
    fitting ??= openers[model as Model](given, under("fit.", checkpoint));
    return fitting;
  };
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++) {
        if (step < blocks) seen.add(blockOf(parts.train, step));
        else fitted().iterate(step - blocks);
      }
      return {};
    },
    snapshot: (): Arrays => (step > blocks ? shown(fitted().linear) : {}),
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      ...seen.checkpoint(),
      ...(step > blocks ? prefixed("fit.", fitted().checkpoint()) : {}),
    }),
    output: () => ({
      ...shown(fitted().linear),
      ...tested(fitted(), parts, context, arithmetic),
      ...(fitted().extra?.() ?? {}),
    }),
  };
}

function shown({ mean, decode }: LinearModel): Arrays {
  return { mean: array(mean.slice()), components: array(decode.slice(), [decode.length / mean.length, mean.length]) };
}

/** How a model does on the rows that it has not seen; these go by in blocks too. */
function tested(fitting: Fitting, parts: Parts, context: Context, arithmetic: SfaArithmetic): Arrays {
  const { test, columns } = parts;
  const { linear, gaussian } = fitting;
  const width = linear.decode.length / columns;
  const codes = new Float64Array(test.rows * width);
  const shownRows = Math.min(SHOWN, test.rows);
  const shownBack = new Float64Array(shownRows * columns);
  let error = 0;
  for (let from = 0; from < test.rows; from += TESTED_AT_ONCE) {
    const rows = Math.min(TESTED_AT_ONCE, test.rows - from);
    const x = numbersOf(test.values.subarray(from * columns, (from + rows) * columns));
    const found = fitting.code?.(x, rows) ?? straight(linear, x, rows, arithmetic);
    codes.set(found.codes, from * width);
    if (from < shownRows) shownBack.set(found.back.subarray(0, (shownRows - from) * columns), from * columns);
    for (let at = 0; at < x.length; at++) error += (x[at] - found.back[at]) * (x[at] - found.back[at]);
  }
  const second = () =>
    momentAbout(momentsOf(test, context.device === "wasm" ? context.wasm("moments") : "scalar"), linear.mean);
  const likelihood = gaussian ? logLikelihood(second(), columns, gaussian) : fitting.logLikelihood?.(codes);
  const plotted = Math.min(PLOTTED, test.rows);
  return {
    mse: array(Float64Array.of(error / (test.rows * columns))),
    ...(likelihood !== undefined && Number.isFinite(likelihood)
      ? { logLikelihood: array(Float64Array.of(likelihood)) }
      : {}),
    codes: array(codes.slice(0, plotted * width), [plotted, width]),
    back: array(shownBack, [shownRows, columns]),
  };
}

function straight({ mean, encode, decode }: LinearModel, x: Float64Array, rows: number, { project }: SfaArithmetic) {
  const codes = project(x, rows, mean, encode);
  const back = project(codes, rows, new Float64Array(codes.length / rows), decode);
  for (let at = 0; at < back.length; at++) back[at] += mean[at % mean.length];
  return { codes, back };
}

function under(prefix: string, arrays: Arrays): Arrays {
  const found = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}
function prefixed(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, value]) => [prefix + name, value]));
}
