/** What a chain says of the model: means over its sweeps, with what chance makes of them. */
import { array, type NDArray } from "../../../../arrays.ts";
import { effectiveSampleSize } from "../../../../stats/ess.ts";
import { mean, variance } from "../../../../stats/moments.ts";
import { UNKNOWN } from "./quantities.ts";

/** With fewer independent sweeps than this, a chain does not know its own error. */
const ENOUGH = 20;
const BLOCKS = 20;

interface Lattice {
  readonly side: number;
  readonly temperature: number;
}

/**
 * Quantities × (value, standard error), of energy e and magnetisation m per site after each sweep, |m| being what counts of m:
 * ⟨e⟩, ⟨|m|⟩, C = N (⟨e²⟩ − ⟨e⟩²)/T², χ = N (⟨m²⟩ − ⟨|m|⟩²)/T, U = 1 − ⟨m⁴⟩/(3 ⟨m²⟩²) (Binder 1981), and τ = ½ + Σ_t ρ(t) of e and |m|, in sweeps. Errors of
 * the means are σ √(2τ/n), τ by Geyer's initial monotone sequence; those of C, χ and U come from leaving out one block of twenty (jackknife), and
 * are too small where a block is not far longer than τ: then there is none. U is 2/3 where |m| does not vary.
 */
export function estimates({ side, temperature }: Lattice, energy: Float64Array, magnetisation: Float64Array): NDArray {
  const size = magnetisation.map(Math.abs);
  const powers = [energy, energy.map((e) => e * e), size, size.map((m) => m * m), size.map((m) => m ** 2 * m ** 2)];
  const sites = side * side;
  const derived = ([e, e2, m, m2, m4]: readonly number[]) => [
    (sites * Math.max(0, e2 - e * e)) / temperature ** 2,
    (sites * Math.max(0, m2 - m * m)) / temperature,
    m2 > 0 ? 1 - m4 / (3 * m2 * m2) : 0,
  ];
  const [ofEnergy, ofSize] = [energy, size].map(meanOf);
  const isEnough = Math.min(ofEnergy.effective, ofSize.effective) >= ENOUGH;
  const values = derived(powers.map(mean));
  const errors = isEnough ? jackknife(powers, derived) : values.map(() => UNKNOWN);
  const rows = [
    [ofEnergy.value, ofEnergy.error],
    [ofSize.value, ofSize.error],
    ...values.map((value, i) => [value, errors[i]]),
    [ofEnergy.tau, UNKNOWN],
    [ofSize.tau, UNKNOWN],
  ];
  return array(Float64Array.from(rows.flat()), [rows.length, 2]);
}

function meanOf(series: Float64Array) {
  const effective = effectiveSampleSize([series]) ?? 0;
  return {
    effective,
    value: mean(series),
    error: effective >= ENOUGH ? Math.sqrt(variance(series) / effective) : UNKNOWN,
    tau: effective > 0 ? series.length / (2 * effective) : UNKNOWN,
  };
}

/** Standard errors of functions of means: √((B − 1)/B Σ_b (f_b − f̄)²), f_b without block b. What does not fill a block stands in none. */
function jackknife(series: readonly Float64Array[], f: (means: readonly number[]) => readonly number[]): number[] {
  const length = Math.floor(series[0].length / BLOCKS);
  const sums = series.map((values) =>
    Array.from({ length: BLOCKS }, (_, b) => mean(values.subarray(b * length, (b + 1) * length))),
  );
  const totals = sums.map((blocks) => blocks.reduce((sum, value) => sum + value, 0));
  const without = Array.from({ length: BLOCKS }, (_, b) =>
    f(sums.map((blocks, i) => (totals[i] - blocks[b]) / (BLOCKS - 1))),
  );
  return without[0].map((_, k) => {
    const values = Float64Array.from(without, (row) => row[k]);
    return (BLOCKS - 1) * Math.sqrt(variance(values) / BLOCKS);
  });
}
