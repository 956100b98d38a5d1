import type { Table } from "../../../../data/table.ts";
import type { Program } from "../../../../densities/index.ts";
import {
  type Distribution,
  normalDistribution,
  studentDistribution,
  uniformDistribution,
} from "../../../../kernels/importance/families.ts";
import type { Combination, Component } from "../../../../kernels/importance/proposal.ts";
import { exp } from "../../../../math/index.ts";
import { BATCH } from "./batch-size.ts";
import type { EstimateParams } from "./fields.ts";
import type { OpenProgram } from "./own.ts";
import { reading, type Target, targetOf } from "./target.ts";

/** Where a proposal stands, of a run or in the hand of a reader. */
export interface Place {
  readonly centre: number;
  readonly width: number;
}

type ProposalParams = Pick<EstimateParams, "proposal" | "proposalDegrees">;

export function familyAt({ proposal, proposalDegrees = 3 }: ProposalParams, { centre, width }: Place): Distribution {
  switch (proposal) {
    case "normal":
      return normalDistribution(centre, width);
    case "student":
      return studentDistribution(proposalDegrees, centre, width);
    case "uniform":
      return uniformDistribution(centre, width);
    default:
      proposal satisfies never;
      throw new RangeError(`unknown proposal: ${proposal}`);
  }
}

/** Shares in hundredths, so that a batch of a hundred draws has them exactly. */
const inHundredths = (share: number) => Math.round(100 * share) / 100;

/** The components of q: the proposal (and a second one), and p itself for its defensive share, which comes last. */
export function componentsOf(params: EstimateParams, target: Target, place: Place = params): readonly Component[] {
  const own = [
    place,
    ...(params.combine === "one" ? [] : [{ centre: params.secondCentre ?? 0, width: params.secondWidth ?? 1 }]),
  ];
  const defensive = inHundredths(params.defensive);
  const firstShare = inHundredths((1 - defensive) / own.length);
  const shares = own.length === 1 ? [1 - defensive] : [firstShare, 1 - defensive - firstShare];
  const components = own.map((at, i) => ({
    first: familyAt(params, at),
    others: familyAt(params, { centre: 0, width: at.width }),
    share: shares[i],
  }));
  return defensive > 0 && target.parts ? [...components, { ...target.parts, share: defensive }] : components;
}

export const combinationOf = ({ combine, defensive }: Pick<EstimateParams, "combine" | "defensive">): Combination =>
  combine === "apart" && defensive === 0 ? "apart" : "balance";

type QuantityParams = Pick<EstimateParams, "quantity" | "threshold" | "integrand">;

/** f: of the first coordinate, or, of a density that the user wrote, of its first parameter. */
function quantityOf(params: QuantityParams, { own }: Target): (x: Float64Array) => number {
  const of = knownQuantity(params);
  if (!own) return (x) => of(x[0]);
  const reported = new Float64Array(own.names.length);
  return (x) => {
    own.report(x, reported);
    return of(reported[0]);
  };
}

export function knownQuantity({ quantity, threshold = 0 }: QuantityParams): (x: number) => number {
  switch (quantity) {
    case "tail":
      return (x) => (x > threshold ? 1 : 0);
    case "mean":
      return (x) => x;
    case "square":
      return (x) => x * x;
    case "exponential":
      return exp;
    case "own":
      throw new RangeError("what the user wrote is no known quantity");
    default:
      quantity satisfies never;
      throw new RangeError(`unknown quantity: ${quantity}`);
  }
}

/** The power of |x| with which |f| grows; Infinity for eˣ; 0 for what was written, of which it is not known. */
export const growthOf = ({ quantity }: QuantityParams): number =>
  ({ tail: 0, mean: 1, square: 2, exponential: Number.POSITIVE_INFINITY, own: 0 })[quantity];

/** Of BATCH draws: log p, and f. */
export interface Values {
  readonly logDensity: Float64Array;
  readonly f: Float64Array;
}

export interface Problem {
  readonly params: EstimateParams;
  readonly target: Target;
  readonly quantity: (x: Float64Array) => number;
  /** What the user wrote as f. */
  readonly integrand?: Program;
  /** At BATCH draws, coordinate j of draw i at j · BATCH + i. What is returned holds until the next call. */
  evaluate(x: Float64Array): Values;
}

export function problemOf(params: EstimateParams, table: Table | null, open?: OpenProgram): Problem {
  const target = targetOf(params, table, open);
  // What is written may name all parameters of a written density.
  const written =
    params.quantity === "own" ? reading.code().ownQuantity(params.integrand ?? "", target.own, table, open) : undefined;
  const quantity = written?.of ?? quantityOf(params, target);
  return {
    params,
    target,
    quantity,
    ...(written && { integrand: written.program }),
    evaluate: oneByOne(target, quantity),
  };
}

function oneByOne({ dimension, logDensity }: Target, quantity: Problem["quantity"]): Problem["evaluate"] {
  const values = { logDensity: new Float64Array(BATCH), f: new Float64Array(BATCH) };
  const at = new Float64Array(dimension);
  return (x) => {
    for (let i = 0; i < BATCH; i++) {
      for (let j = 0; j < dimension; j++) at[j] = x[j * BATCH + i];
      values.logDensity[i] = logDensity(at);
      values.f[i] = quantity(at);
    }
    return values;
  };
}
