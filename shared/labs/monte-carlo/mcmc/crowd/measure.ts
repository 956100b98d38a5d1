import { nestedMcse, nestedRhat, nestedSd, type Superchain } from "../../../../stats/nested-rhat.ts";
import type { Fold } from "../../../fold.ts";
import type { McmcParams } from "../fields.ts";

/** What superchains of finished tasks say of one reported quantity, number `column` of `width`. */
export function superchainsIn(fold: Fold, column: number): readonly Superchain[] {
  return fold.tasks.flatMap(({ id }) => {
    const told = fold.output(id)?.superchains;
    if (told === undefined) return [];
    const [superchains, width] = told.shape;
    return Array.from({ length: superchains }, (_, k) => {
      const at = 3 * (k * width + column);
      return { mean: told.values[at], between: told.values[at + 1], within: told.values[at + 2] };
    });
  });
}

/** Of all superchains that are finished; what steps tell is of all chains so far. */
export function measureCrowd(fold: Fold, params: McmcParams, names: readonly string[]): Record<string, number> {
  const metrics: Record<string, number> = {};
  const put = (name: string, value: number | undefined) => {
    if (value !== undefined && Number.isFinite(value)) metrics[name] = value;
  };
  put("gradients", gradients(fold, params));
  Object.assign(metrics, later(fold, params.warmup));
  const { subchains = 1, draws } = params;
  const rhats: number[] = [];
  const errors: number[] = [];
  for (const [p, name] of names.entries()) {
    const superchains = superchainsIn(fold, p);
    if (superchains.length === 0) break;
    const sd = nestedSd(superchains, subchains, draws);
    const mcse = nestedMcse(superchains);
    const rhat = nestedRhat(superchains);
    put(`mean.${name}`, superchains.reduce((sum, { mean }) => sum + mean, 0) / superchains.length);
    put(`sd.${name}`, sd);
    put(`mcse.${name}`, mcse);
    put(`nestedRhat.${name}`, rhat);
    if (rhat !== undefined) rhats.push(rhat);
    if (mcse !== undefined && sd > 0) errors.push(mcse / sd);
  }
  if (rhats.length === names.length) put("nestedRhat", Math.max(...rhats));
  if (errors.length > 0) put("mcse", Math.max(...errors));
  return metrics;
}

function gradients(fold: Fold, { sampler, leapfrogs = 1 }: McmcParams): number {
  if (sampler !== "hmc") return 0;
  return fold.tasks.reduce(
    (sum, { id, params }) => sum + fold.done(id) * Number(params.superchains) * Number(params.subchains) * leapfrogs,
    0,
  );
}

/** Acceptance and divergences after warm-up, of all chains that have come so far. */
function later(fold: Fold, warmup: number): Record<string, number> {
  let transitions = 0;
  let accepted = 0;
  let divergences = 0;
  for (const { id, params } of fold.tasks) {
    const accept = fold.records(id, "accept")?.values;
    const divergent = fold.records(id, "divergent")?.values;
    if (accept === undefined || divergent === undefined) continue;
    const chains = Number(params.superchains) * Number(params.subchains);
    // Of a published result rows may have been left out.
    const first = Math.ceil((warmup * accept.length) / Math.max(1, fold.done(id)));
    for (let n = first; n < accept.length; n++) {
      transitions += chains;
      accepted += chains * accept[n];
      divergences += divergent[n];
    }
  }
  return transitions > 0 ? { acceptance: accepted / transitions, divergences } : {};
}

/** What all chains say of one quantity at one step. */
export interface Moment {
  readonly mean: number;
  readonly sd: number;
  /** Nested R̂ of this single draw of each chain. */
  readonly rhat: number | undefined;
}

/**
 * Of the chains of all tasks that have made the step: means of superchains are equally many draws each, so that variances between them add up over tasks, and so do those
 * within. Undefined where no task has.
 */
export function momentAt(fold: Fold, column: number, row: number): Moment | undefined {
  const parts = fold.tasks.flatMap(({ id, params }) => {
    const [mean, between, within] = ["mean", "between", "within"].map((name) => fold.records(id, name));
    if (!mean || !between || !within || row >= mean.shape[0]) return [];
    const at = row * mean.shape[1] + column;
    return [
      {
        superchains: Number(params.superchains),
        chains: Number(params.subchains),
        mean: mean.values[at],
        between: between.values[at],
        within: within.values[at],
      },
    ];
  });
  const K = parts.reduce((sum, { superchains }) => sum + superchains, 0);
  if (K === 0) return undefined;
  const M = parts[0].chains;
  const over = (of: (part: (typeof parts)[number]) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const mean = over((part) => part.superchains * part.mean) / K;
  const within = over((part) => part.superchains * part.within) / K;
  const squares = over(
    (part) => (part.superchains - 1) * part.between + part.superchains * (part.mean - mean) * (part.mean - mean),
  );
  const ratio = K > 1 && within > 0 ? Math.sqrt(1 + squares / (K - 1) / within) : undefined;
  const sd = Math.sqrt((M * squares + K * (M - 1) * within) / Math.max(1, K * M - 1));
  return { mean, sd, rhat: ratio };
}
