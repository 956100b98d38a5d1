/** What a slider of temperature shows, from the number of states of each level of log p*: no simulation, all exact. */

export interface Masses {
  /** Share of all states at each level. */
  readonly states: Float64Array;
  /** Share of Σ e^(β log p*) at each level. */
  readonly mass: Float64Array;
  /** Its mean level. */
  readonly mean: number;
  /** Share of all states in the levels that hold the middle half of the mass. */
  readonly chance: number;
}

/** Of `levels` (ascending) and log of how many states have each; β = 1 is the model itself. */
export function massesAt(levels: Float64Array, logCounts: Float64Array, beta: number): Masses {
  const states = shares(logCounts);
  const mass = shares(logCounts.map((count, i) => count + beta * levels[i]));
  let [mean, upTo, chance] = [0, 0, 0];
  for (let i = 0; i < levels.length; i++) {
    mean += mass[i] * levels[i];
    // A level counts where some of the middle half lies in it.
    if (upTo < 0.75 && upTo + mass[i] > 0.25) chance += states[i];
    upTo += mass[i];
  }
  return { states, mass, mean, chance };
}

function shares(logs: Float64Array): Float64Array {
  const top = logs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const parts = logs.map((value) => Math.exp(value - top));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** Share of the sum of weights that the 1, 2, … heaviest draws carry. */
export function heaviestShares(logWeights: Float64Array): Float64Array {
  const parts = shares(logWeights).sort().reverse();
  let sum = 0;
  return parts.map((part) => {
    sum += part;
    return sum;
  });
}
