import { logBase } from "../../../kernels/rbm/ais.ts";
import { type Bias, biasOf, distributionOf, type ExactPhases, exactPhases } from "../../../kernels/rbm/bias.ts";
import { enumerateGaussian } from "../../../kernels/rbm/gaussian-enumeration.ts";
import { logPartition } from "../../../kernels/rbm/log-partition.ts";
import type { Enumeration, Parameters, RbmMachine, States } from "../../../kernels/rbm/machine.ts";
import { logSumExp } from "../../../math/index.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { logMean } from "../../../stats/betting.ts";
import type { Context } from "../../lab.ts";
import type { Row } from "../../records.ts";
import { type BaseRates, baseRates, type Samples } from "./data.ts";
import type { RbmParams } from "./fields.ts";
import { machineOn } from "./machines.ts";
import { smallerSide } from "./sides.ts";

/** Sweeps of CD whose bias is measured. */
export const BIAS_STEPS = [1, 2, 5, 10, 20] as const;

type Tracked = "logLikelihood" | "heldOutLogLikelihood" | "gradientNorm" | `${"bias" | "cosine"}.${number}`;

/** What is recorded on the way beside the free energies. */
export function trackedRecords(
  { track }: Pick<RbmParams, "track">,
  { test }: Pick<Samples, "test">,
): readonly Tracked[] {
  if (track === "energy") return [];
  const likelihoods: Tracked[] = ["logLikelihood", ...(test.length > 0 ? (["heldOutLogLikelihood"] as const) : [])];
  if (track === "likelihood") return likelihoods;
  return [...likelihoods, "gradientNorm", ...BIAS_STEPS.flatMap((k): Tracked[] => [`bias.${k}`, `cosine.${k}`])];
}

/** Multiply-adds of an exact sum that is made at every measurement; beyond it AIS estimates, with so many chains and temperatures. */
const EXACT_WORK = 2 ** 26;
const CHAINS = 20;
const TEMPERATURES = 200;
const BETAS = Float64Array.from({ length: TEMPERATURES + 1 }, (_, t) => t / TEMPERATURES);

export function isCounted(visible: number, hidden: number, gaussian: boolean): boolean {
  const small = smallerSide(visible, hidden, gaussian);
  return small <= 24 && 2 ** small * (gaussian ? small : Math.max(visible, hidden)) <= EXACT_WORK;
}

/** Multiply-adds of one measurement. */
export function trackingWork(visible: number, hidden: number, gaussian: boolean): number {
  const small = smallerSide(visible, hidden, gaussian);
  if (isCounted(visible, hidden, gaussian)) return 2 ** small * (gaussian ? small : Math.max(visible, hidden));
  return CHAINS * TEMPERATURES * (visible * hidden + 8 * (visible + hidden));
}

/**
 * Answers log Z of other parameters each time, with a machine of its own where it needs one, so that the one that is trained does not notice. Undefined
 * where weights are so large that an exact sum cannot be had.
 */
export function logZMeter(
  context: Context,
  samples: Samples,
  hidden: number,
): (of: Parameters, key: Key) => number | undefined {
  const { visible } = samples;
  const gaussian = samples.scale !== undefined;
  if (isCounted(visible, hidden, gaussian)) return gaussian ? (of) => summed(enumerateGaussian(of)) : logPartition;
  const meter = machineOn(context, visible, hidden, 1, { gaussian, chains: CHAINS });
  return (of, key) => {
    meter.setParameters(of);
    return annealed(meter, baseRates(samples, of.logVariance), key);
  };
}

function summed(enumeration: Enumeration): number {
  return logSumExp(Float64Array.from({ length: enumeration.rows }, (_, row) => enumeration.rowLogSum(row)));
}

function annealed(meter: RbmMachine<States>, { visibleBias, logVariance }: BaseRates, key: Key): number {
  meter.setBase(visibleBias, logVariance);
  const weights = new Float64Array(CHAINS);
  for (let n = 0; n < CHAINS; n++) meter.startAtBase(n, foldIn(key, 0));
  meter.annealAll(foldIn(key, 1), 0, BETAS, weights);
  return logBase(visibleBias, meter.hidden, logVariance) + logMean(weights);
}

/** The distribution of the training data over the states of the visible units, as they are presented. */
export function dataDistribution({ pixels, train, visible }: Samples, sampled: boolean): Float64Array {
  const on = (pixel: number) => (sampled ? pixel / 255 : pixel >= 128 ? 1 : 0);
  const rows = Float64Array.from({ length: train.length * visible }, (_, at) =>
    on(pixels[train[Math.floor(at / visible)] * visible + (at % visible)]),
  );
  return distributionOf(rows, visible);
}

/** Norm of CD-k's bias and its cosine with the gradient, for each k, and the norm of the gradient. */
export function recordBias(parameters: Parameters, data: Float64Array, record: Row<Tracked>): void {
  const phases = exactPhases(parameters, data);
  record.gradientNorm = Math.sqrt(phases.gradient.reduce((sum, value) => sum + value * value, 0));
  for (const [at, { norm, cosine }] of biases(phases).entries()) {
    record[`bias.${BIAS_STEPS[at]}`] = norm;
    record[`cosine.${BIAS_STEPS[at]}`] = cosine;
  }
}

export function biases({ gradient, contrastiveDivergence }: ExactPhases): readonly Bias[] {
  return BIAS_STEPS.map((k) => biasOf(contrastiveDivergence(k), gradient));
}
