import { array } from "../../../arrays.ts";
import type { ChainParams } from "../../../kernels/mcmc/chain.ts";
import { makeChain, startChain } from "../../../kernels/mcmc/chain.ts";
import { type Flaw, flawed } from "../../../kernels/mcmc/flawed.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { CALIBRATED, type McmcParams } from "./fields.ts";
import { chainParams } from "./model.ts";
import { type Simulated, simulatedModel } from "./simulated.ts";

// Simulation-based calibration: Talts, Betancourt, Simpson, Vehtari and Gelman (2018), arXiv:1804.06788. Parameters are drawn from the prior, data with
// them, and a chain samples the posterior of these data. Over many repetitions the parameters are one more draw of that posterior: among L independent draws
// of it their rank is uniform on 0 … L. A sampler whose ranks are not is wrong.

/** Which simulations a task makes: number `first`, `first` + `stride`, …, and with how many draws. */
export interface Part {
  readonly first: number;
  readonly stride: number;
  readonly draws: number;
}

const DATA = 1;
const CHAIN = 2;
/** Step size of the flawed samplers: large enough for what they lack to show. */
const FLAWED_STEP = 1.2;

const RECORDS = {
  rank: array(new Int32Array(CALIBRATED.length)),
  truth: array(new Float64Array(CALIBRATED.length)),
};

/**
 * One simulation per step. Records `rank` [parameters], how many of the draws lie below the value that made the data, and `truth`
 * [parameters], that value.
 */
export const mcmcCalibration = drive((params: McmcParams & Part, _context, { key }: Start) => ({
  advance: eachStep(RECORDS, (step, row) => {
    const own = foldIn(key, params.first + step * params.stride);
    const simulated = simulatedModel(foldIn(own, DATA));
    row.truth = simulated.truth;
    row.rank = ranksAmong(posteriorDraws(foldIn(own, CHAIN), params, simulated), simulated.truth);
  }),
  save: () => ({}),
  output: () => ({}),
}));

/** Draws after warm-up, one parameter vector each. */
export function posteriorDraws(key: Key, params: McmcParams & Part, simulated: Simulated): readonly Float64Array[] {
  const { target } = simulated;
  const { flaw = "none", draws } = params;
  const settings: ChainParams = { ...chainParams(params), conditionals: simulated.conditionals };
  const state = startChain(key, target, flaw === "none" ? settings : { ...settings, sampler: "metropolis" });
  const advance =
    flaw === "none" ? makeChain(key, target, settings) : flawedDraw(key, flaw, simulated, settings, state);
  for (let i = 0; i < params.warmup; i++) advance(state);
  return Array.from({ length: draws }, () => {
    advance(state);
    const parameters = new Float64Array(CALIBRATED.length);
    target.constrain(state.position, parameters);
    return parameters;
  });
}

function flawedDraw(
  key: Key,
  flaw: Flaw,
  { target }: Simulated,
  { thin }: ChainParams,
  state: ReturnType<typeof startChain>,
) {
  const step = flawed(flaw, target, FLAWED_STEP);
  let made = 0;
  return () => {
    for (let i = 0; i < thin; i++) step(foldIn(key, made++, 0, 1), state);
  };
}

function ranksAmong(draws: readonly Float64Array[], truth: Float64Array): Float64Array {
  return truth.map((value, i) => draws.filter((draw) => draw[i] < value).length);
}
