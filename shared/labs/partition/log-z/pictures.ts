/** Tasks whose results are drawn: draws, chains that are annealed, and ladders. */
import { array, type NDArray } from "../../../arrays.ts";
import { bridge } from "../../../kernels/log-z/bridge.ts";
import { type Climbed, climb, emptyClimbed, look, setUp } from "../../../kernels/log-z/ladder.ts";
import { logWeight, schedule } from "../../../kernels/log-z/path.ts";
import { enclosing, integrandOf, trapezoids } from "../../../kernels/log-z/thermodynamic.ts";
import { annealStep, startForward, startReverse } from "../../../kernels/log-z/weights.ts";
import { foldIn } from "../../../random/index.ts";
import { drive, once, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import type { LogZParams } from "./fields.ts";
import { BASES, type BaseName } from "./names.ts";
import { type Model, modelOf, pathFrom, sizeOf } from "./problem.ts";
import { CHAINS, CLIMBS, DRAWS, PICTURES, POINTS, RUNGS } from "./sizes.ts";

/** Ladders from either side, and sweeps of each that are not counted. */
const LADDERS = 4;
const BURN_IN = CLIMBS / 4;

/**
 * By base, "<base>.model" and "<base>.weights": log p* and log p* / p_0 of independent draws, and "<base>.states": the first of them (of units and spins whether they are on;
 * of a mixture two numbers at most). "model" and "model.states": the same of exact draws of the model.
 */
export const draws = once((params: LogZParams, context, { key }) => {
  const own = modelOf(params, context);
  const found: Record<string, NDArray> = {};
  for (const [b, base] of BASES.entries()) {
    const path = pathFrom(own, base, context.inputs.model);
    const seen = drawn(own, (n, x) => path.drawBase(foldIn(key, b, n), x));
    found[`${base}.model`] = array(seen.map(path.logModel));
    found[`${base}.weights`] = array(seen.map((x) => logWeight(path, x)));
    found[`${base}.states`] = seen.states;
    if (b > 0) continue;
    const exact = drawn(own, (n, x) => own.exact.draw(foldIn(key, BASES.length, n), x));
    found.model = array(exact.map(path.logModel));
    found["model.states"] = exact.states;
  }
  return found;
});

/** Draws one after another: a number of each, and how the first of them look. */
function drawn(own: Model, draw: (n: number, x: Float64Array) => void) {
  const size = sizeOf(own);
  const all = new Float64Array(DRAWS * size);
  const row = (n: number) => all.subarray(n * size, (n + 1) * size);
  for (let n = 0; n < DRAWS; n++) draw(n, row(n));
  return {
    map: (of: (x: Float64Array) => number) => Float64Array.from({ length: DRAWS }, (_, n) => of(row(n))),
    states:
      own.kind === "mixture" ? leading(all, size) : array(onOf(all.subarray(0, PICTURES * size)), [PICTURES, size]),
  };
}

function onOf(values: Float64Array): Uint8Array {
  return Uint8Array.from(values, (value) => (value > 0 ? 1 : 0));
}

/** The first two numbers of states, or the only one. */
function leading(all: Float64Array, size: number): NDArray {
  const width = Math.min(2, size);
  return array(
    Float64Array.from({ length: POINTS * width }, (_, at) => all[Math.floor(at / width) * size + (at % width)]),
    [POINTS, width],
  );
}

interface Chains {
  readonly states: Float64Array;
  readonly logWeights: Float64Array;
}

/**
 * Chains from one base: a step changes β once. Records "forward": log weights of chains on the way from the base to the model (they estimate log Z in the end); "reverse":
 * less the log weights of chains on the way back.
 */
export const anneal = drive((params: LogZParams & { readonly from: BaseName }, context, task: Start<Chains>) => {
  const { key, steps, saved } = task;
  const model = modelOf(params, context);
  const path = pathFrom(model, params.from, context.inputs.model);
  const betas = schedule(steps, params.power);
  const keyOf = (n: number) => foldIn(key, n);
  const chains = Array.from({ length: 2 * CHAINS }, (_, n) =>
    n < CHAINS ? startForward(path, n, keyOf(n)) : startReverse(path, model.exact, n, keyOf(n)),
  );
  if (saved)
    for (const [n, chain] of chains.entries()) {
      chain.x.set(saved.states.subarray(n * path.size, (n + 1) * path.size));
      chain.logWeight = saved.logWeights[n];
    }
  const blank = array(new Float64Array(CHAINS).fill(Number.POSITIVE_INFINITY));
  return {
    advance: eachStep<"forward" | "reverse">({ forward: blank, reverse: blank }, (k, row) => {
      for (const [n, chain] of chains.entries()) {
        const [from, to] = n < CHAINS ? [k, k + 1] : [steps - k, steps - k - 1];
        annealStep(path, chain, betas[from], betas[to], k, keyOf(n));
      }
      row.forward = chains.slice(0, CHAINS).map(({ logWeight: value }) => value);
      row.reverse = chains.slice(CHAINS).map(({ logWeight: value }) => -value);
    }),
    save: () => ({
      states: Float64Array.from(chains.flatMap(({ x }) => [...x])),
      logWeights: Float64Array.from(chains, ({ logWeight: value }) => value),
    }),
    output: () => ({ betas: array(betas) }),
  };
});

interface Climbing {
  readonly states: Float64Array;
  readonly slopes: Float64Array;
  readonly curvatures: Float64Array;
  readonly above: Float64Array;
  readonly below: Float64Array;
}

/**
 * Ladders from either side: a step is a sweep of all rungs. Output: `betas`; `means`, `errors` and `rises` of U (`Integrand`); `integral`: log Z by steps on the left, by trapezoids, by
 * steps on the right; `overlaps` of neighbouring rungs; `above` and `below`, log p*_k+1 − log p*_k at
 * draws of rung k and of rung k + 1 (draws × pairs).
 */
export const ladder = drive((params: LogZParams, context, task: Start<Climbing>) => {
  const { key, saved } = task;
  const model = modelOf(params, context);
  const path = pathFrom(model, params.base, context.inputs.model);
  const betas = schedule(RUNGS - 1, params.power);
  const climbed = emptyClimbed(betas, 2 * LADDERS, task.steps - BURN_IN);
  const keyOf = (l: number) => foldIn(key, l);
  const ladders = Array.from({ length: 2 * LADDERS }, (_, l) =>
    setUp(path, betas, keyOf(l), l < LADDERS ? undefined : model.exact),
  );
  const all = ladders.flatMap(({ states }) => states);
  if (saved) {
    for (const [i, state] of all.entries()) state.set(saved.states.subarray(i * path.size, (i + 1) * path.size));
    for (const name of ["slopes", "curvatures", "above", "below"] as const) climbed[name].set(saved[name]);
  }
  const seen = () => {
    const integrand = integrandOf(climbed);
    const { means, errors, rises } = integrand;
    const [left, right] = enclosing(integrand, path.logBase);
    const pairs = (values: Float64Array) => array(values.slice(), [values.length / (RUNGS - 1), RUNGS - 1]);
    return {
      betas: array(betas),
      means: array(means),
      errors: array(errors),
      rises: array(rises),
      integral: array(Float64Array.of(left, trapezoids(integrand, path.logBase), right)),
      overlaps: array(overlapsOf(climbed)),
      above: pairs(climbed.above),
      below: pairs(climbed.below),
    };
  };
  return {
    advance: eachStep([], (time) => {
      for (const [l, own] of ladders.entries()) {
        if (time > 0) climb(path, own, betas, time, keyOf(l));
        if (time >= BURN_IN) look(path, own, climbed, l * climbed.draws + time - BURN_IN);
      }
    }),
    save: () => ({
      states: Float64Array.from(all.flatMap((state) => [...state])),
      slopes: climbed.slopes.slice(),
      curvatures: climbed.curvatures.slice(),
      above: climbed.above.slice(),
      below: climbed.below.slice(),
    }),
    output: seen,
  };
});

function overlapsOf({ above, below, betas }: Climbed): Float64Array {
  const pairs = betas.length - 1;
  const column = (values: Float64Array, k: number) => values.filter((_, at) => at % pairs === k);
  return Float64Array.from({ length: pairs }, (_, k) => bridge(column(above, k), column(below, k)).overlap);
}
