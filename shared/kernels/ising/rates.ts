/** Probabilities of the moves of single sites. */
import { exp } from "../../math/index.ts";
import { thresholdOf, type Update, type Weights } from "./machine.ts";

/**
 * Thresholds (`thresholdOf`) of the probability that a site of an Ising lattice is up after its update, by its state (0, 1) and the number of its neighbours
 * that are up (0 … 4): at [5·state + up]. Heat bath: 1 / (1 + e^−d) whatever the state, d = K (2·up − 4) + H; Metropolis: a flip is accepted with
 * min(1, e^±d).
 */
export function upThresholds(update: Update, { coupling, field }: Weights): Uint32Array {
  return Uint32Array.from({ length: 10 }, (_, i) => {
    const up = i % 5;
    const d = coupling * (2 * up - 4) + field;
    if (update === "gibbs") return thresholdOf(1 / (1 + exp(-d)));
    return thresholdOf(i < 5 ? Math.min(1, exp(d)) : 1 - Math.min(1, exp(-d)));
  });
}
