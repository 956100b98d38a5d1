import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { keepOf, type Rule, type SparseCoder, sparseCoder } from "../../../kernels/sparse/index.ts";
import { renewAtoms } from "../../../kernels/sparse/renew.ts";
import { fold } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { checkSparse } from "./data.ts";
import type { SparseCodingParams } from "./fields.ts";
import { cosines, firstAtoms, noise } from "./first.ts";
import { type RowSource, rowSource } from "./source.ts";

const STREAM = { source: 0, first: 1, step: 2, evaluate: 3 } as const;
/** Idle atoms are renewed so often, until this step: it must not hang on how many steps there will be. */
const RENEW_EVERY = 10;
const RENEW_UNTIL = 200;
/** Codes while learning need not be exact. */
const ROUGH = { tolerance: 0.01, iterations: 200 } as const;
const FINE = { tolerance: 1e-7, iterations: 20_000 } as const;
/** Rows that a step of the evaluation looks at, and its steps. */
const EVALUATED = 256;
export const EVALUATION_STEPS = 8;

export function coderOn(context: Context, inputs: number, atoms: number, rows: number): SparseCoder {
  return sparseCoder(context.device === "wasm" ? context.wasm("sparse") : "scalar", inputs, atoms, rows);
}

/** How rows of norm about 1 are coded. */
export function ruleOf({ method, penalty, nonZeros }: SparseCodingParams, care: typeof ROUGH | typeof FINE): Rule {
  if (method === "omp") return { method, nonZeros: nonZeros ?? 5, error: 1e-6 };
  return { method: method as "cd", penalty: penalty ?? 0.15, ...care };
}

export const penaltyOf = ({ method, penalty }: SparseCodingParams): number =>
  method === "omp" ? 0 : (penalty ?? 0.15);

/** Keys that tasks share: of the data, and of what is done to the picture. */
export interface SharedKeys {
  readonly dataKey: Key;
  readonly damageKey: Key;
}

export function paramsOf(task: Task): SparseCodingParams & SharedKeys {
  return task.params as unknown as SparseCodingParams & SharedKeys;
}

export function sourceOf(task: Task, data: Table): RowSource {
  const params = paramsOf(task);
  return rowSource(data, params, fold(params.dataKey, STREAM.source), params.damageKey);
}

/**
 * Learning: a step is a minibatch. Records: mean loss and mean number of coefficients a row, before the atoms moved. Output: atoms (atoms × inputs) and the
 * factor that brings patches to norm 1.
 */
export function openTraining(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = paramsOf(task);
  const data = checkSparse(params, context.data);
  const source = sourceOf(task, data);
  const { batch, atoms } = params;
  const coder = coderOn(context, source.inputs, atoms, batch);
  const rows = Array.from({ length: batch }, () => new Float64Array(source.inputs));
  let step = 0;
  if (checkpoint) step = restore(coder, checkpoint);
  else if (params.dictionary === "dct") coder.setAtoms(cosines(data, params, source.inputs));
  else
    coder.setAtoms(
      firstAtoms(params.start === "noise" ? noise : source, atoms, fold(task.key, STREAM.first), source.inputs),
    );
  const once = (): readonly [loss: number, nonZeros: number] => {
    const key = fold(task.key, STREAM.step, step);
    for (const [r, row] of rows.entries()) {
      source.draw(key, r, row);
      coder.setRow(r, row);
    }
    coder.code(batch, ruleOf(params, ROUGH));
    const { losses } = coder.reconstruct(batch, penaltyOf(params));
    const counted = nonZerosOf(coder.codes(batch)) / batch;
    if (params.dictionary === "learnt") {
      coder.learn(batch, keepOf(step), 1 / batch);
      if (step % RENEW_EVERY === RENEW_EVERY - 1 && step < RENEW_UNTIL) renewAtoms(coder, rows, losses);
    }
    step++;
    return [meanOf(losses), counted];
  };
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const objective = new Float64Array(steps);
      const sparsity = new Float64Array(steps);
      for (let s = 0; s < steps; s++) [objective[s], sparsity[s]] = once();
      return { objective: array(objective), sparsity: array(sparsity) };
    },
    snapshot: () => ({ atoms: array(coder.atoms(), [atoms, source.inputs]) }),
    checkpoint() {
      const memory = coder.memory();
      return {
        step: array(Float64Array.of(step)),
        atoms: array(coder.atoms(), [atoms, source.inputs]),
        codes: array(memory.codes),
        inputs: array(memory.inputs),
      };
    },
    output: () => ({
      atoms: array(coder.atoms(), [atoms, source.inputs]),
      scale: array(Float64Array.of(source.scale)),
    }),
  };
}

function restore(coder: SparseCoder, saved: Arrays): number {
  coder.setAtoms(saved.atoms.values as Float64Array);
  coder.setMemory({ codes: saved.codes.values as Float64Array, inputs: saved.inputs.values as Float64Array });
  return saved.step.values[0];
}

/** Rows that were not learnt from, coded as exactly as can be. Records: mean loss and mean number of coefficients of each block. */
export function openEvaluation(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = paramsOf(task);
  const source = sourceOf(task, checkSparse(params, context.data));
  const coder = coderOn(context, source.inputs, params.atoms, EVALUATED);
  coder.setAtoms(context.inputs.train.atoms.values as Float64Array);
  const row = new Float64Array(source.inputs);
  let step = checkpoint?.step.values[0] ?? 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const objective = new Float64Array(steps);
      const sparsity = new Float64Array(steps);
      for (let s = 0; s < steps; s++, step++) {
        const key = fold(task.key, STREAM.evaluate, step);
        for (let r = 0; r < EVALUATED; r++) {
          source.draw(key, r, row);
          coder.setRow(r, row);
        }
        coder.code(EVALUATED, ruleOf(params, FINE));
        objective[s] = meanOf(coder.reconstruct(EVALUATED, penaltyOf(params)).losses);
        sparsity[s] = nonZerosOf(coder.codes(EVALUATED)) / EVALUATED;
      }
      return { objective: array(objective), sparsity: array(sparsity) };
    },
    snapshot: () => ({}),
    checkpoint: () => ({ step: array(Float64Array.of(step)) }),
    output: () => ({}),
  };
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

export function nonZerosOf(codes: Float64Array): number {
  let count = 0;
  for (const a of codes) if (a !== 0) count++;
  return count;
}
