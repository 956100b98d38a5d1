/** Chains that textbooks name (Levin and Peres, Markov Chains and Mixing Times, 2017), and Metropolis on densities in boxes. */
import { exp } from "../../math/index.ts";
import { chainOf, type FiniteChain } from "./chain.ts";

type Row = Map<number, number>;

const add = (row: Row, state: number, probability: number) => row.set(state, (row.get(state) ?? 0) + probability);
/** Stays with probability `holding`, else moves as before. */
const held = (rows: readonly Row[], holding: number): readonly Row[] =>
  holding === 0
    ? rows
    : rows.map((row, i) => {
        const slower: Row = new Map([...row].map(([state, value]) => [state, (1 - holding) * value]));
        add(slower, i, holding);
        return slower;
      });
const even = (states: number) => new Float64Array(states).fill(1 / states);

/** One step to either side, on a ring of `states` ≥ 3. */
export function cycle(states: number, holding: number): FiniteChain {
  const rows = Array.from({ length: states }, (_, i) => {
    const row: Row = new Map();
    add(row, (i + 1) % states, 0.5);
    add(row, (i + states - 1) % states, 0.5);
    return row;
  });
  return chainOf(held(rows, holding), even(states));
}

/** Corners of a cube of `dimension` ≥ 1, as bits: one bit, chosen at random, is turned. */
export function cube(dimension: number, holding: number): FiniteChain {
  const states = 2 ** dimension;
  const rows = Array.from({ length: states }, (_, i) => {
    const row: Row = new Map();
    for (let bit = 0; bit < dimension; bit++) add(row, i ^ (1 << bit), 1 / dimension);
    return row;
  });
  return chainOf(held(rows, holding), even(states));
}

/** The top card of `cards` goes to a place at random: each order is a state, the ordered deck is state 0. */
export function shuffle(cards: number, holding: number): FiniteChain {
  const orders = ordersOf(cards);
  const number = new Map(orders.map((order, i) => [order.join(), i]));
  const rows = orders.map(([top, ...rest]) => {
    const row: Row = new Map();
    for (let at = 0; at < cards; at++)
      add(row, number.get([...rest.slice(0, at), top, ...rest.slice(at)].join()) as number, 1 / cards);
    return row;
  });
  return chainOf(held(rows, holding), even(orders.length));
}

/** All orders of the cards 0 … cards − 1, in the order of the alphabet. */
export function ordersOf(cards: number): readonly (readonly number[])[] {
  if (cards === 0) return [[]];
  const extend = (rest: readonly number[]): readonly (readonly number[])[] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((card) => extend(rest.filter((one) => one !== card)).map((order) => [card, ...order]));
  return extend(Array.from({ length: cards }, (_, card) => card));
}

/**
 * Random-walk Metropolis on boxes in a row, with weights proportional to the density: a proposal is one of the `width` boxes to either side, all alike; beyond the
 * ends it is refused.
 */
export function metropolis(weights: Float64Array, width: number, holding: number): FiniteChain {
  const states = weights.length;
  let total = 0;
  for (const weight of weights) total += weight;
  const rows = Array.from({ length: states }, (_, i) => {
    const row: Row = new Map();
    let left = 1;
    for (let j = Math.max(0, i - width); j <= Math.min(states - 1, i + width); j++) {
      if (j === i) continue;
      const accepted = Math.min(1, weights[j] / weights[i]) / (2 * width);
      add(row, j, accepted);
      left -= accepted;
    }
    if (left > 1e-15) add(row, i, left);
    return row;
  });
  return chainOf(
    held(rows, holding),
    weights.map((weight) => weight / total),
  );
}

/** A standard normal in boxes from −4 to 4. */
export function bell(states: number): Float64Array {
  return boxes(states, 4).map((x) => exp(-0.5 * x * x));
}

/** Two wells at ±1 on [−2, 2], with a wall of `barrier` nats between them: exp(−barrier·(x² − 1)²), the right one e times as deep. */
export function wells(states: number, barrier: number): Float64Array {
  return boxes(states, 2).map((x) => exp(-barrier * (x * x - 1) * (x * x - 1) + 0.5 * x));
}

/** Centres of `states` boxes from −end to end. */
export function boxes(states: number, end: number): Float64Array {
  return Float64Array.from({ length: states }, (_, i) => -end + (2 * end * (i + 0.5)) / states);
}
