/** What a person says of a graph by names (evidence, soft evidence, interventions), by the places of its model. */
import { ExperimentError } from "../../experiment/errors.ts";
import type { Finding } from "../../kernels/bayes-net/exact.ts";
import type { Compiled } from "./compiled.ts";
import { nearestNames } from "./nearest.ts";

export interface Asked {
  /** State seen, by node. */
  readonly evidence?: Readonly<Record<string, string>>;
  /** One number per state, by node. */
  readonly soft?: Readonly<Record<string, readonly number[]>>;
  /** What those numbers are: weights p(what was seen | state), or the node's distribution from now on. "virtual" where it is left out. */
  readonly softKind?: "virtual" | "jeffrey";
  /** State set from outside, by node. */
  readonly do?: Readonly<Record<string, string>>;
}

export interface AskedPlaces {
  /** Evidence, and virtual soft evidence. */
  readonly findings: readonly Finding[];
  /** Distributions that marginals shall become, by Jeffrey's rule; each sums to 1. */
  readonly targets: readonly Finding[];
  readonly interventions: readonly { readonly variable: number; readonly state: number }[];
}

/**
 * In the order of the nodes. Throws an ExperimentError for a name that is not there ("no-such-node", "no-such-state", each with the nearest ones) and for soft
 * evidence with another number of weights than states ("soft-count"), without a weight > 0 ("soft-of-zeros"), or, as a distribution, with another sum than 1
 * ("soft-sum").
 */
export function findingsOf(compiled: Compiled, asked: Asked): AskedPlaces {
  const { evidence = {}, soft = {}, softKind = "virtual", do: set = {} } = asked;
  const seen = statesOf(compiled, evidence, "params.evidence").map(({ variable, state }) => ({
    variable,
    weights: Float64Array.from(compiled.states[variable], (_, s) => Number(s === state)),
  }));
  const isJeffrey = softKind === "jeffrey";
  const weighed = weightsOf(compiled, soft, isJeffrey);
  const interventions = statesOf(compiled, set, "params.do");
  if (isJeffrey) return { findings: seen, targets: weighed, interventions };
  return { findings: [...seen, ...weighed], targets: [], interventions };
}

/** Whether anything is said at all. */
export const isAsked = ({ evidence = {}, soft = {}, do: set = {} }: Asked): boolean =>
  [evidence, soft, set].some((map) => Object.keys(map).length > 0);

function statesOf(compiled: Compiled, states: Readonly<Record<string, string>>, path: string) {
  const found = Object.entries(states).map(([node, state]) => {
    const variable = placeOf(compiled, node, `${path}.${node}`);
    return { variable, state: stateOf(compiled, variable, state, `${path}.${node}`) };
  });
  return found.sort((a, b) => a.variable - b.variable);
}

/** Throws an ExperimentError at `path` for a node that is not there ("no-such-node", with the nearest names). */
export function placeOf({ index, names }: Compiled, node: string, path: string): number {
  const place = index.get(node);
  if (place !== undefined) return place;
  const nearest = nearestNames(node, names).join(", ");
  const message = `no node is called ${node} (nearest names: ${nearest})`;
  throw new ExperimentError(path, "no-such-node", message, { value: node, nearest });
}

function stateOf({ names, states }: Compiled, variable: number, state: string, path: string): number {
  const place = states[variable].indexOf(state);
  if (place >= 0) return place;
  const node = names[variable];
  const allowed = nearestNames(state, states[variable]).join(", ");
  const message = `node ${node} has no state ${state} (nearest states: ${allowed})`;
  throw new ExperimentError(path, "no-such-state", message, { value: state, node, allowed });
}

function weightsOf(
  compiled: Compiled,
  soft: Readonly<Record<string, readonly number[]>>,
  isJeffrey: boolean,
): Finding[] {
  const found = Object.entries(soft).map(([node, weights]) => {
    const variable = placeOf(compiled, node, `params.soft.${node}`);
    return { variable, weights: checkedWeights(node, weights, compiled.states[variable].length, isJeffrey) };
  });
  return found.sort((a, b) => a.variable - b.variable);
}

/** How far a distribution that a person typed may be from 1. */
const ROUNDING = 1e-4;

function checkedWeights(node: string, weights: readonly number[], states: number, isJeffrey: boolean): Float64Array {
  const path = `params.soft.${node}`;
  if (weights.length !== states) {
    const message = `soft evidence on ${node} has ${weights.length} numbers (must be ${states}, one per state)`;
    throw new ExperimentError(path, "soft-count", message, { node, value: weights.length, expected: states });
  }
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (wrong !== undefined) {
    const message = `invalid soft evidence on ${node}: ${wrong} (must be ≥ 0)`;
    throw new ExperimentError(path, "soft-negative", message, { node, value: wrong });
  }
  const most = Math.max(...weights);
  if (most === 0) {
    const message = `soft evidence on ${node} rules out every state (at least one number must be > 0)`;
    throw new ExperimentError(path, "soft-of-zeros", message, { node });
  }
  if (!isJeffrey) return Float64Array.from(weights);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > ROUNDING) {
    const message = `the distribution given to ${node} has sum ${sum} (must be 1)`;
    throw new ExperimentError(path, "soft-sum", message, { node, sum });
  }
  return Float64Array.from(weights, (weight) => weight / sum);
}
