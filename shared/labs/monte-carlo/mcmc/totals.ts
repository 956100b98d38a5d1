import { type Arrays, array } from "../../../arrays.ts";
import { ebfmi } from "../../../stats/convergence.ts";
import type { Fold } from "../../fold.ts";
import { once } from "../../process.ts";
import type { LabQuestion } from "../../recording.ts";

const SUMMED = ["leapfrogs", "divergent", "accept", "energy"] as const;
/** Marks a chain without an E-BFMI; all of them are positive. */
const NO_VALUE = -1;

/** What is summed over all chains: evaluations from the first row on, the rest from row `from` on. */
export interface Totals {
  readonly leapfrogs: number;
  readonly divergent: number;
  readonly accept: number;
  /** Of the chains that have one. */
  readonly ebfmi: readonly number[];
}

/** Answers `totalsQuestion`: `sums` [3], of leapfrogs, divergences and acceptance probabilities; `ebfmi` [chains]. */
export const mcmcTotals = once(({ from }: { readonly from: number }, { inputs }) => summed(inputs.given, from));

/** Asks for the totals of all chains, whose draws count from row `from` on. */
export function totalsQuestion(fold: Fold, from: number): LabQuestion {
  return { task: { kind: "totals", steps: 1, params: { from } }, given: summedOf(fold) };
}

export function totalsOf({ sums, ebfmi }: Arrays): Totals {
  const [leapfrogs, divergent, accept] = sums.values;
  return { leapfrogs, divergent, accept, ebfmi: Array.from(ebfmi.values).filter((value) => value !== NO_VALUE) };
}

/** The same without a question. */
export function totalsIn(fold: Fold, from: number): Totals {
  return totalsOf(summed(summedOf(fold), from));
}

/** The records of all chains, as `leapfrogs/0`, `leapfrogs/1`, …; nothing is copied. */
function summedOf(fold: Fold): Arrays {
  const records = SUMMED.flatMap((name) =>
    fold.tasks.flatMap(({ id }, chain) => {
      const record = fold.records(id, name);
      return record ? [[`${name}/${chain}`, record] as const] : [];
    }),
  );
  return Object.fromEntries(records);
}

function summed(records: Arrays, from: number): Arrays {
  const of = (name: (typeof SUMMED)[number]) =>
    Object.entries(records).flatMap(([key, { values }]) => (key.startsWith(`${name}/`) ? [values] : []));
  const total = (name: (typeof SUMMED)[number], first: number) => {
    let sum = 0;
    for (const values of of(name)) for (let i = first; i < values.length; i++) sum += values[i];
    return sum;
  };
  const energies = of("energy").map((values) => ebfmi(new Float64Array(values.subarray(from))) ?? NO_VALUE);
  return {
    sums: array(Float64Array.of(total("leapfrogs", 0), total("divergent", from), total("accept", from))),
    ebfmi: array(Float64Array.from(energies)),
  };
}
