import { array } from "../../../arrays.ts";
import { keepOf, type Memory, type Rule, type SparseCoder, sparseCoder } from "../../../kernels/sparse/index.ts";
import { renewAtoms } from "../../../kernels/sparse/renew.ts";
import { andThen } from "../../../later.ts";
import { joinSums, runSums } from "../../../nets/gang-sums.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkSparse } from "./data.ts";
import type { SparseCodingParams, SparseTaskParams } from "./fields.ts";
import { cosines, firstAtoms, noise } from "./first.ts";
import { codeAll, codingRoom, type Minibatches, nonZerosOf, shardRows, shardsOf, sumsOf } from "./shards.ts";
import { rowSource } from "./source.ts";

const STREAM = { first: 1, step: 2, evaluate: 3 } as const;
/** Idle atoms are renewed this often, up to this step: it must not depend on how many steps there will be. */
const RENEW_EVERY = 10;
const RENEW_UNTIL = 200;
/** Codes while learning need not be exact. */
const ROUGH = { tolerance: 0.01, iterations: 200 } as const;
const FINE = { tolerance: 1e-7, iterations: 20_000 } as const;
/** Rows that a step of the evaluation looks at, and its steps. */
const EVALUATED = 256;
export const EVALUATION_STEPS = 8;

export function coderOn(context: Context, inputs: number, atoms: number, rows: number): SparseCoder {
  return sparseCoder(context.device !== "scalar" ? context.wasm("sparse") : "scalar", inputs, atoms, rows);
}

type Coding = Pick<SparseCodingParams, "method" | "penalty" | "nonZeros">;

/** How rows of norm about 1 are coded. */
export function ruleOf(
  { method, penalty, nonZeros }: Coding,
  care: { readonly tolerance: number; readonly iterations: number },
): Rule {
  if (method === "omp") return { method, nonZeros: nonZeros ?? 5, error: 1e-6 };
  return { method, penalty: penalty ?? 0.15, ...care };
}

export const penaltyOf = ({ method, penalty }: Coding): number => (method === "omp" ? 0 : (penalty ?? 0.15));

/** The minibatches of a task; `learns`: for whoever learns from them. */
function minibatchesOf(params: SparseTaskParams, context: Context, key: Key, learns: boolean): Minibatches {
  const source = rowSource(checkSparse(params, context.data), params);
  const cut = { batch: params.batch, shards: shardsOf(params, source.inputs) };
  const answered = cut.shards > 1 ? 2 * shardRows(cut) : 0;
  const rows = learns ? Math.max(params.batch, answered) : shardRows(cut);
  const coder = coderOn(context, source.inputs, params.atoms, rows);
  const rule = ruleOf(params, ROUGH);
  return {
    ...cut,
    source,
    coder,
    learns,
    keyOf: (step) => foldIn(key, STREAM.step, step),
    code(rows) {
      coder.code(rows, rule);
      return coder.losses(rows, penaltyOf(params));
    },
  };
}

/**
 * Learning: a step is a minibatch, whose rows several threads may share. Records: mean loss and mean number of coefficients per row, before the atoms are
 * updated. Output: atoms (atoms × inputs) and the factor that brings patches to norm 1.
 */
export const sparseTraining = drive(
  (params: SparseTaskParams, context, { key, saved }: Start<{ atoms: Float64Array; memory: Memory }>) => {
    const minibatches = minibatchesOf(params, context, key, true);
    const { source, coder } = minibatches;
    const { inputs } = source;
    const { batch, atoms } = params;
    const run = runSums(sumsOf(minibatches), context.gang);
    const room = codingRoom(minibatches);
    const learns = params.dictionary !== "dct";
    const remember = (from: number, rows: number) => {
      if (learns) coder.remember(from, rows, 1 / batch);
    };
    const first = () =>
      params.dictionary === "dct"
        ? cosines(checkSparse(params, context.data), params, inputs)
        : firstAtoms(params.start === "noise" ? noise : source, atoms, foldIn(key, STREAM.first), inputs);
    coder.setAtoms(saved?.atoms ?? first());
    if (saved) coder.setMemory(saved.memory);
    const dictionary = () => array(coder.atoms(), [atoms, inputs]);
    return {
      advance: eachStep(["objective", "sparsity"], (step, record) => {
        if (learns) coder.fade(keepOf(step));
        return andThen(codeAll(run, minibatches, step, room, remember), ({ losses, nonZeros }) => {
          record.objective = meanOf(losses);
          record.sparsity = nonZeros / batch;
          if (!learns) return;
          coder.improve();
          if (step % RENEW_EVERY === RENEW_EVERY - 1 && step < RENEW_UNTIL) renewAtoms(coder, room.rows, losses);
        });
      }),
      live: () => ({ atoms: dictionary() }),
      save: () => ({ atoms: coder.atoms(), memory: coder.memory() }),
      output: () => ({ atoms: dictionary(), scale: array(Float64Array.of(source.scale)) }),
      close: () => run.close(),
    };
  },
  {
    member: ({ params, key }, context, buffers, seat) =>
      joinSums(sumsOf(minibatchesOf(params as SparseTaskParams, context, key, false)), buffers, seat),
  },
);

/** Rows that were not learnt from, coded as exactly as possible. Records: mean loss and mean number of coefficients of each block. */
export const sparseEvaluation = drive((params: SparseTaskParams, context, { key }: Start) => {
  const source = rowSource(checkSparse(params, context.data), params);
  const coder = coderOn(context, source.inputs, params.atoms, EVALUATED);
  coder.setAtoms(context.inputs.train.atoms.values as Float64Array);
  const row = new Float64Array(source.inputs);
  return {
    advance: eachStep(["objective", "sparsity"], (step, record) => {
      const stepKey = foldIn(key, STREAM.evaluate, step);
      for (let r = 0; r < EVALUATED; r++) {
        source.draw(stepKey, r, row);
        coder.setRow(r, row);
      }
      coder.code(EVALUATED, ruleOf(params, FINE));
      record.objective = meanOf(coder.losses(EVALUATED, penaltyOf(params)));
      record.sparsity = nonZerosOf(coder.codes(EVALUATED)) / EVALUATED;
    }),
    save: () => ({}),
    output: () => ({}),
  };
});

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
