import { array } from "../../../arrays.ts";
import {
  autocorrelations,
  autocorrelationTime,
  discardErrors,
  expectation,
  spectrumOf,
  thinnedError,
} from "../../../kernels/finite-chain/index.ts";
import { once } from "../../process.ts";
import type { BurnInParams } from "./fields.ts";
import { problemOf } from "./problem.ts";

/** Lags whose autocorrelation is shown. */
const LAGS = 201;

export type SummaryParams = Omit<BurnInParams, "chains">;

/**
 * What is exact about the chain and its averages. Output: `values` of the spectrum (empty where a state is left for good), `second`, `startBound`, `tau` and
 * `autocorrelation` [lags] of f in equilibrium (empty where it is constant there); `bias` and `meanSquare` [steps] of the average by how much is discarded, and
 * `every`, `thinned`: its mean square by thinning after the chosen burn-in.
 */
export const summary = once((params: SummaryParams, { data }) => {
  const { steps, discarded, thin, ...own } = params;
  const { chain, start, f } = problemOf(own, data);
  const isWhole = chain.stationary.every((mass) => mass > 0);
  const spectrum = isWhole ? spectrumOf(chain) : undefined;
  const tau = autocorrelationTime(chain, f);
  const { bias, meanSquare } = discardErrors(chain, f, start, steps);
  const every = thinnings(steps - discarded, thin);
  return {
    values: array(spectrum?.values ?? new Float64Array(0)),
    reversible: array(Uint8Array.of(chain.reversible ? 1 : 0)),
    second: array(spectrum ? Float64Array.of(spectrum.second) : new Float64Array(0)),
    startBound: array(
      spectrum
        ? Float64Array.of(
            expectation(
              start,
              start.map((_, i) => spectrum.start(i)),
            ),
          )
        : new Float64Array(0),
    ),
    tau: array(tau === undefined ? new Float64Array(0) : Float64Array.of(tau)),
    autocorrelation: array(tau === undefined ? new Float64Array(0) : autocorrelations(chain, f, Math.min(LAGS, steps))),
    bias: array(bias),
    meanSquare: array(meanSquare),
    every: array(Int32Array.from(every)),
    thinned: array(Float64Array.from(every, (k) => thinnedError(chain, f, start, { steps, discarded, every: k }))),
  };
});

/** Powers of two up to a quarter of what is left, and the thinning that was chosen. */
export function thinnings(left: number, chosen: number): readonly number[] {
  const found = new Set([1, chosen]);
  for (let k = 2; k <= left / 4; k *= 2) found.add(k);
  return [...found].sort((a, b) => a - b);
}
