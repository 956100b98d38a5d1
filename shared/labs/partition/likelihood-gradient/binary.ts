import {
  type AtParameters,
  type BinaryMachine,
  contrastive,
  fullyVisible,
  klOf,
  logProducts,
  noiseContrastive,
  normalised,
  type Phases,
  pairsOf,
  products,
  pseudoLikelihood,
  ratioMatching,
  restricted,
  sharesOf,
  total,
} from "../../../kernels/boltzmann/index.ts";
import { categorical, cumulate, fillNormal, foldIn, type Key } from "../../../random/index.ts";
import type { LikelihoodParams } from "./fields.ts";
import type { Found, Problem, Sampler, Strength } from "./ways.ts";

/** Parameters beyond this are on their way to infinity. */
const FARTHEST = 60;
/** Deviation of the first weights of a restricted machine: at 0 its hidden units would all stay alike. */
const INITIAL = 0.3;
/** Rates of the noise are kept from 0 and 1. */
const KEPT = 0.02;

const STREAM = { initial: 0, first: 1, sweep: 2, noise: 3 } as const;

export function binaryProblem(
  params: Pick<LikelihoodParams, "model" | "pairs" | "hidden">,
  data: Float64Array,
  truth: Float64Array | undefined,
  key: Key,
): Problem {
  const visible = 31 - Math.clz32(data.length);
  const hidden = params.hidden ?? 1;
  const isRestricted = params.model === "rbm";
  const machine = isRestricted
    ? restricted(visible, hidden)
    : fullyVisible(visible, pairsOf(visible, params.pairs ?? "all"));
  const rates = ratesOf(data, visible);
  const logNoise = logProducts(rates);
  const noise = new Float64Array(data.length);
  products(noise, visible, (i) => rates[i]);
  const contrasted = (at: AtParameters, theta: Float64Array, seen: Float64Array, ratio: number) =>
    noiseContrastive(at, data, seen, logNoise, ratio, theta[machine.size]);
  return {
    size: machine.size,
    start: isRestricted
      ? firstWeights(machine, visible + hidden, foldIn(key, STREAM.initial))
      : new Float64Array(machine.size),
    allowed: (theta) => theta.every((value) => Math.abs(value) <= FARTHEST),
    likelihood(theta) {
      const at = machine.at(theta);
      const { p, logZ } = normalised(at.logWeights);
      return {
        phases: foundOf(at, { positive: data, negative: p, scale: 1 }),
        kl: klOf(data, at.logWeights, logZ),
        ...(truth && { klTruth: klOf(truth, at.logWeights, logZ) }),
        logZ,
      };
    },
    expected(method, theta, { k, noiseRatio }) {
      const at = machine.at(theta);
      switch (method) {
        case "exact":
        case "sml":
          return foundOf(at, { positive: data, negative: normalised(at.logWeights).p, scale: 1 });
        case "cd":
          return foundOf(at, contrastive(at, data, k));
        case "pseudo":
          return foundOf(at, pseudoLikelihood(at, data));
        case "ratio":
          return foundOf(at, ratioMatching(at, data));
        case "nce":
          return withLogZ(at, contrasted(at, theta, noise, noiseRatio));
        case "score":
          return undefined;
        default:
          throw new RangeError(`no such method: ${method satisfies never}`);
      }
    },
    sampler(method, own, task, saved) {
      if (method === "cd" || method === "sml") return chainsOf(machine, data, method, own, task, saved);
      if (method === "nce") {
        const sums = cumulate(noise);
        const count = Math.max(1, Math.round(own.noiseRatio * own.batch));
        return standing((theta, step) => {
          const at = machine.at(theta);
          const seen = foldIn(step, STREAM.noise);
          const drawn = Uint16Array.from({ length: count }, (_, n) => categorical(seen, n, sums));
          return withLogZ(at, contrasted(at, theta, sharesOf(drawn, data.length), own.noiseRatio));
        });
      }
      return standing((theta) => this.expected(method, theta, own) as Found);
    },
  };
}

const standing = (step: Sampler["step"]): Sampler => ({ step, save: () => new Float64Array(0) });

/** Chains that begin in the data: at every step (contrastive divergence), or once (SML, Tieleman 2008). */
function chainsOf(
  machine: BinaryMachine,
  data: Float64Array,
  method: "cd" | "sml",
  { k, batch }: Strength & { readonly batch: number },
  task: Key,
  saved: Float64Array | undefined,
): Sampler {
  const sums = cumulate(data);
  const chains = new Uint16Array(batch);
  const begin = (key: Key) => {
    for (let c = 0; c < batch; c++) chains[c] = categorical(key, c, sums);
  };
  if (saved && saved.length > 0) chains.set(saved);
  else begin(foldIn(task, STREAM.first));
  return {
    step(theta, key) {
      const at = machine.at(theta);
      if (method === "cd") begin(foldIn(key, STREAM.first));
      for (let sweep = 0; sweep < k; sweep++) at.drawSweep(chains, foldIn(key, STREAM.sweep, sweep));
      return foundOf(at, { positive: data, negative: sharesOf(chains, data.length), scale: 1 });
    },
    save: () => Float64Array.from(chains),
  };
}

function foundOf(at: AtParameters, { positive, negative, scale }: Phases): Found {
  return { positive: at.expect(positive), negative: at.expect(negative), scale };
}

function withLogZ(at: AtParameters, phases: Phases): Found {
  return { ...foundOf(at, phases), byLogZ: total(phases.negative) - total(phases.positive) };
}

function ratesOf(data: Float64Array, visible: number): Float64Array {
  return Float64Array.from({ length: visible }, (_, i) => {
    let rate = 0;
    for (let x = 0; x < data.length; x++) if ((x >> i) & 1) rate += data[x];
    return Math.min(1 - KEPT, Math.max(KEPT, rate));
  });
}

function firstWeights({ size }: BinaryMachine, biases: number, key: Key): Float64Array {
  const theta = new Float64Array(size);
  fillNormal(key, 0, theta);
  return theta.map((value, i) => (i < biases ? 0 : INITIAL * value));
}
