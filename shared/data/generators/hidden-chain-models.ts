/** Well-known hidden chains, and what they show. */
import type { HiddenChain } from "../hidden-chain.ts";

const f64 = (...numbers: readonly number[]) => Float64Array.from(numbers);

/** A croupier who swaps a fair die for a loaded one (Durbin, Eddy, Krogh & Mitchison, "Biological sequence analysis", 1998, section 3.2). */
const casino: HiddenChain = {
  states: ["fair", "loaded"],
  symbols: ["1", "2", "3", "4", "5", "6"],
  model: {
    initial: f64(2 / 3, 1 / 3),
    transitions: f64(0.95, 0.05, 0.1, 0.9),
    emissions: {
      kind: "discrete",
      symbols: 6,
      table: f64(...new Array<number>(6).fill(1 / 6), 0.1, 0.1, 0.1, 0.1, 0.1, 0.5),
    },
  },
};

/** A guard who sees no sky, but whether people bring umbrellas (Russell & Norvig, "Artificial intelligence", section 14.1). */
const weather: HiddenChain = {
  states: ["dry", "rain"],
  symbols: ["no-umbrella", "umbrella"],
  model: {
    initial: f64(0.5, 0.5),
    transitions: f64(0.7, 0.3, 0.3, 0.7),
    emissions: { kind: "discrete", symbols: 2, table: f64(0.8, 0.2, 0.1, 0.9) },
  },
};

/** A signal that jumps between three levels. */
const levels: HiddenChain = {
  states: ["high", "low", "middle"],
  model: {
    initial: f64(1 / 3, 1 / 3, 1 / 3),
    transitions: f64(0.95, 0.01, 0.04, 0.01, 0.95, 0.04, 0.03, 0.03, 0.94),
    emissions: { kind: "diagonal", dimensions: 1, means: f64(2.5, -2.5, 0), covariances: f64(1, 0.5, 0.7) },
  },
};

/** A traffic light seen by a bad camera: its phases keep their time, which no chain without durations can say. */
const light: HiddenChain = {
  states: ["go", "stop", "wait"],
  model: {
    initial: f64(1, 0, 0),
    transitions: f64(0, 0, 1, 1, 0, 0, 0, 1, 0),
    durations: durationsAbout([16, 12, 3], [1, 1, 0], 20),
    emissions: { kind: "diagonal", dimensions: 1, means: f64(-1, 1, 0), covariances: f64(1, 1, 1) },
  },
};

/** Per state uniform over `spread` steps about a middle: K × longest. */
function durationsAbout(middles: readonly number[], spreads: readonly number[], longest: number): Float64Array {
  return Float64Array.from({ length: middles.length * longest }, (_, i) => {
    const s = Math.floor(i / longest);
    return Math.abs((i % longest) + 1 - middles[s]) <= spreads[s] ? 1 / (2 * spreads[s] + 1) : 0;
  });
}

export const hiddenChainModels = { casino, weather, levels, light } as const satisfies Record<string, HiddenChain>;
