/** What the parameters ask for: the integrand with its parameters, its exact value where there is one, and how its variables are shown. */
import { ExperimentError } from "../../../../experiment/errors.ts";
import {
  ballVolume,
  continuousIntegral,
  cornerPeakIntegral,
  discontinuousIntegral,
  gaussianIntegral,
  geometricOption,
  keisterIntegral,
  oscillatoryIntegral,
  outbreakProbability,
  productPeakIntegral,
  waitProbability,
} from "../../../../kernels/integration/exact.ts";
import * as codes from "../../../../kernels/integration/integrands.ts";
import { epidemicParameters, type Problem } from "../../../../kernels/integration/machine.ts";
import { exp, log } from "../../../../math/index.ts";
import { lateCode } from "../../../late-code.ts";
import type { IntegrationParams } from "../fields.ts";
import type { Own } from "./own.ts";

/** What reads functions that the user writes: only for these does a page need it before a run. */
export const reading = lateCode(() => import("./own.ts"), "a function");

export interface Setup {
  readonly problem: Problem;
  readonly own?: Own;
  /** Computes the exact value, to rounding; absent where no formula gives it. */
  readonly exact: (() => number) | undefined;
}

/** Interest rate and first price of the option, people of the epidemic. */
const RATE = 0.05;
const PRICE = 100;
export const PEOPLE = 100;

/** Throws an ExperimentError for parameters that do not fit together, and for an expression that cannot be read. */
export function setupOf(params: IntegrationParams): Setup {
  const { problem, dimension = 2, controls } = params;
  if (controls === "geometric" && problem !== "asian")
    throw new ExperimentError(
      "params.controls",
      "no-geometric-control",
      'control variates: "geometric" exist only for the Asian option (choose "quadratic")',
      { value: "geometric", fits: "quadratic" },
    );
  switch (problem) {
    case "ball":
      return made(codes.BALL, dimension, Float64Array.of(2 ** dimension), () => ballVolume(dimension));
    case "keister":
      return made(codes.KEISTER, dimension, Float64Array.of(exp((dimension / 2) * log(Math.PI))), () =>
        keisterIntegral(dimension),
      );
    case "asian":
      return asian(params, dimension);
    case "queue":
      return queue(params, dimension);
    case "epidemic": {
      const { contagion = 1.5, outbreak = 20 } = params;
      const spare = 1 - contagion / PEOPLE;
      const exact = () => outbreakProbability(PEOPLE, spare, 1, outbreak, dimension);
      return made(codes.EPIDEMIC, dimension, epidemicParameters(PEOPLE, spare, 1, outbreak), exact);
    }
    case "own":
      return ownIntegrand(params);
    default:
      return genz(params, dimension);
  }
}

function ownIntegrand(params: IntegrationParams): Setup {
  const own = reading.code().readOwn(params);
  return { problem: own.stated, own, exact: undefined };
}

function made(code: number, dimension: number, parameters: Float64Array, exact?: () => number): Setup {
  return { problem: { code, dimension, parameters }, exact };
}

function genz({ problem, difficulty = 5, importance }: IntegrationParams, dimension: number): Setup {
  const weights = Float64Array.from({ length: dimension }, (_, j) =>
    importance === "decaying" ? 1 / (j + 1) ** 2 : 1,
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const a = weights.map((weight) => (difficulty * weight) / sum);
  // Spread over [0.2, 0.8] by the golden ratio: Genz draws them at random.
  const w = a.map((_, j) => {
    const turn = (j + 1) * 0.6180339887498949;
    return 0.2 + 0.6 * (turn - Math.floor(turn));
  });
  const parameters = Float64Array.of(...a, ...w, 2 * Math.PI * w[0]);
  switch (problem) {
    case "oscillatory":
      return made(codes.OSCILLATORY, dimension, parameters, () => oscillatoryIntegral(a, w[0]));
    case "product-peak":
      return made(codes.PRODUCT_PEAK, dimension, parameters, () => productPeakIntegral(a, w));
    case "corner-peak":
      return made(codes.CORNER_PEAK, dimension, parameters, () => cornerPeakIntegral(a));
    case "gaussian":
      return made(codes.GAUSSIAN, dimension, parameters, () => gaussianIntegral(a, w));
    case "continuous":
      return made(codes.CONTINUOUS, dimension, parameters, () => continuousIntegral(a, w));
    default:
      return made(codes.DISCONTINUOUS, dimension, parameters, () => discontinuousIntegral(a, w));
  }
}

/** An Asian call over a year, on the mean of `dimension` prices at equal times: no formula gives its value, but that of its geometric sister. */
function asian({ strike = 100, volatility = 0.3, path }: IntegrationParams, dimension: number): Setup {
  const discount = exp(-RATE);
  const drift = RATE - (volatility * volatility) / 2;
  const rows = path === "bridge" ? bridge(dimension) : steps(dimension);
  const mean = log(PRICE) + (drift * (dimension + 1)) / (2 * dimension);
  const sd = volatility * Math.sqrt(((dimension + 1) * (2 * dimension + 1)) / (6 * dimension * dimension));
  const drifts = Array.from({ length: dimension }, (_, t) => (drift * (t + 1)) / dimension);
  const geometric = geometricOption(discount, strike, mean, sd);
  const parameters = [discount, strike, geometric, log(PRICE), ...drifts, ...rows.flat().map((x) => volatility * x)];
  return made(codes.ASIAN, dimension, Float64Array.from(parameters));
}

/** Rows of the matrix that makes a Brownian motion at times (t + 1)/d of standard normal numbers, one increment after the other. */
function steps(d: number): number[][] {
  return Array.from({ length: d }, (_, t) => Array.from({ length: d }, (_, j) => (j <= t ? Math.sqrt(1 / d) : 0)));
}

/** The same by halving: the first number sets the end, each further one the middle of an interval whose ends are set. */
function bridge(d: number): number[][] {
  const rows = Array.from({ length: d }, () => new Array<number>(d).fill(0));
  rows[d - 1][0] = 1;
  const intervals: [from: number, to: number][] = [[-1, d - 1]];
  let drawn = 1;
  for (const [from, to] of intervals) {
    const middle = Math.floor((from + to) / 2);
    if (middle === from) continue;
    const [before, after, whole] = [(middle - from) / d, (to - middle) / d, (to - from) / d];
    for (let j = 0; j < drawn; j++)
      rows[middle][j] = ((from < 0 ? 0 : after * rows[from][j]) + before * rows[to][j]) / whole;
    rows[middle][drawn++] = Math.sqrt((before * after) / whole);
    intervals.push([from, middle], [middle, to]);
  }
  return rows;
}

function queue({ load = 0.8, wait = 3 }: IntegrationParams, dimension: number): Setup {
  if (dimension % 2 === 1)
    throw new ExperimentError(
      "params.dimension",
      "odd-queue",
      `dimensions of the queue: ${dimension} (must be even: each customer takes two numbers; use ${dimension + 1})`,
      { value: dimension, fits: dimension + 1 },
    );
  return made(codes.QUEUE, dimension, Float64Array.of(load, wait), () => waitProbability(dimension / 2, load, wait));
}
