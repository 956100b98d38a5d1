/** What the parameters and the table say: a chain, where it starts, and the number that is averaged. */
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import {
  bell,
  boxes,
  chainOf,
  cube,
  cycle,
  type FiniteChain,
  metropolis,
  ordersOf,
  SeveralPartsError,
  shuffle,
  wells,
} from "../../../kernels/finite-chain/index.ts";
import { cosTurns } from "../../../math/index.ts";
import type { BurnInParams } from "./fields.ts";

export type ChainParams = Omit<BurnInParams, "steps" | "chains" | "discarded" | "thin">;

export interface Problem {
  readonly chain: FiniteChain;
  /** Probabilities of the states at time 0. */
  readonly start: Float64Array;
  /** What is averaged, of each state. */
  readonly f: Float64Array;
}

/** Numbers that records of all steps and states may hold. */
const MOST = 1_000_000;
/** States of a matrix of the user's. */
const MOST_STATES = 200;
/** How far the sum of a row may be from 1, as sums of rounded probabilities are. */
const ROUNDED = 1e-3;

export function problemOf(params: ChainParams, table: Table | null): Problem {
  const chain = chainFrom(params, table);
  return { chain, start: startOf(params.start, chain), f: valuesOf(params, chain) };
}

/** Throws an ExperimentError for a matrix that is none, and for more steps than can be kept. */
export function checkProblem(params: BurnInParams, table: Table | null): void {
  if (table !== null && params.chain !== "own")
    throw new ExperimentError(
      "params.chain",
      "matrix-unused",
      `params.chain: "${params.chain}" takes no table (must be "own", or without data)`,
      { value: params.chain, fits: "own" },
    );
  const { chain } = problemOf(params, table);
  const most = Math.floor(MOST / chain.states);
  if (params.steps > most)
    throw new ExperimentError(
      "params.steps",
      "too-many-steps",
      `params.steps: ${params.steps} (must be at most ${most} with ${chain.states} states)`,
      { value: params.steps, max: most },
    );
  if (params.discarded >= params.steps)
    throw new ExperimentError(
      "params.discarded",
      "nothing-left",
      `params.discarded: ${params.discarded} (must be at most ${params.steps - 1}, one less than the steps)`,
      { value: params.discarded, max: params.steps - 1 },
    );
}

function chainFrom(params: ChainParams, table: Table | null): FiniteChain {
  const { chain, states = 40, width = 2, barrier = 4, dimension = 5, cards = 4, holding } = params;
  switch (chain) {
    case "bell":
      return metropolis(bell(states), width, holding);
    case "wells":
      return metropolis(wells(states, barrier), width, holding);
    case "cycle":
      return cycle(states, holding);
    case "cube":
      return cube(dimension, holding);
    case "shuffle":
      return shuffle(cards, holding);
    case "own":
      return ownChain(table, holding);
    default:
      throw chain satisfies never;
  }
}

function ownChain(table: Table | null, holding: number): FiniteChain {
  const bad = (code: string, message: string, values: Readonly<Record<string, string | number>>) =>
    new ExperimentError("data", code, message, values);
  const { rows = 0, columns = 0, values = [], mask } = table ?? {};
  if (rows !== columns || rows < 2 || rows > MOST_STATES)
    throw bad(
      "not-a-chain",
      `transition matrix: ${rows} × ${columns} (must have as many rows as columns, from 2 to ${MOST_STATES}: row i holds the probabilities of going from state i to each)`,
      { rows, columns, max: MOST_STATES },
    );
  const moves = Array.from({ length: rows }, (_, i) => {
    const row = Float64Array.from({ length: rows }, (_, j) => Number(values[i * rows + j]));
    const wrong = row.findIndex((value, j) => !(value >= 0 && value <= 1) || mask?.[i * rows + j] === 0);
    if (wrong >= 0)
      throw bad(
        "no-probability",
        `transition matrix: row ${i + 1}, column ${wrong + 1} is ${row[wrong]} (must be a probability from 0 to 1)`,
        { row: i + 1, column: wrong + 1 },
      );
    const sum = row.reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) > ROUNDED)
      throw bad("row-sum", `transition matrix: row ${i + 1} sums to ${sum} (must sum to 1)`, {
        row: i + 1,
        value: sum,
      });
    const left = (value: number, j: number) => (1 - holding) * (value / sum) + (i === j ? holding : 0);
    return new Map(Array.from(row, (value, j) => [j, left(value, j)] as const));
  });
  try {
    return chainOf(moves);
  } catch (error) {
    if (!(error instanceof SeveralPartsError)) throw error;
    const [one, other] = error.states;
    throw bad("several-parts", error.message, { one: one + 1, other: other + 1 });
  }
}

function startOf(start: BurnInParams["start"], { states, stationary }: FiniteChain): Float64Array {
  if (start === "equilibrium") return stationary.slice();
  if (start === "uniform") return new Float64Array(states).fill(1 / states);
  const one = new Float64Array(states);
  one[start === "first" ? 0 : start === "last" ? states - 1 : states >> 1] = 1;
  return one;
}

/** Place on the line, cosine of the place on the ring, share of the bits that are set, share of the cards in their place; of an own matrix the number of the state. */
function valuesOf({ chain, dimension = 5, cards = 4 }: ChainParams, { states }: FiniteChain): Float64Array {
  switch (chain) {
    case "bell":
      return boxes(states, 4);
    case "wells":
      return boxes(states, 2);
    case "cycle":
      return Float64Array.from({ length: states }, (_, i) => cosTurns(i / states));
    case "cube":
      return Float64Array.from({ length: states }, (_, i) => bitsOf(i) / dimension);
    case "shuffle":
      return Float64Array.from(ordersOf(cards), (order) => order.filter((card, at) => card === at).length / cards);
    case "own":
      return Float64Array.from({ length: states }, (_, i) => i + 1);
    default:
      throw chain satisfies never;
  }
}

function bitsOf(state: number): number {
  let count = 0;
  for (let rest = state; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
