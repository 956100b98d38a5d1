/**
 * The integrands, functions on the unit cube (0, 1)^d. The compiler of AssemblyScript reads this file as it stands: both devices have the same bits. Points come
 * in blocks; coordinate j of point i of a block lies at POINTS + j·BLOCK + i, the parameters from 0 on (`problems.ts` says which).
 *
 * Test functions: A. Genz (1984), "Testing multidimensional integration routines", and B. D. Keister (1996), "Multidimensional quadrature algorithms",
 * Computers in Physics 10.
 */
import { exp } from "../../math/exponential.ts";
import { log } from "../../math/logarithm.ts";
import { pow } from "../../math/power.ts";
import { cos } from "../../math/trigonometric.ts";
import { normalQuantile } from "../../stats/normal-quantile.ts";
import { get, integer, set } from "./memory.ts";

/** Points of a block at most. */
export const BLOCK: i32 = 256;
/** Room for parameters. */
export const MOST_PARAMETERS: i32 = 1120;
/** Values of a block, then those of the integrand's own control variate, whose mean is 0, then the points. */
export const VALUES: i32 = MOST_PARAMETERS;
export const OWN_CONTROL: i32 = VALUES + BLOCK;
export const POINTS: i32 = OWN_CONTROL + BLOCK;
export const MOST_DIMENSIONS: i32 = 64;
/** The points once more, as standard normal numbers. */
export const NORMALS: i32 = POINTS + MOST_DIMENSIONS * BLOCK;
export const ROOM: i32 = NORMALS + MOST_DIMENSIONS * BLOCK;

/** Codes of the integrands. */
export const BALL: i32 = 0;
export const OSCILLATORY: i32 = 1;
export const PRODUCT_PEAK: i32 = 2;
export const CORNER_PEAK: i32 = 3;
export const GAUSSIAN: i32 = 4;
export const CONTINUOUS: i32 = 5;
export const DISCONTINUOUS: i32 = 6;
export const KEISTER: i32 = 7;
export const ASIAN: i32 = 8;
export const QUEUE: i32 = 9;
export const EPIDEMIC: i32 = 10;

/** Writes the values at the first `count` points of the block. */
export function evaluate(code: i32, dimension: i32, count: i32): void {
  if (code === KEISTER || code === ASIAN) toNormals(dimension, count);
  for (let i: i32 = 0; i < count; i++) set(VALUES + i, valueAt(code, dimension, i));
}

/** Writes z = Φ⁻¹(u) for all coordinates of the block. */
export function toNormals(dimension: i32, count: i32): void {
  for (let j: i32 = 0; j < dimension; j++)
    for (let i: i32 = 0; i < count; i++) set(NORMALS + j * BLOCK + i, normalQuantile(get(POINTS + j * BLOCK + i)));
}

function valueAt(code: i32, dimension: i32, i: i32): number {
  if (code === BALL) return ball(dimension, i);
  if (code === OSCILLATORY) return cos(get(2 * dimension) + scaled(dimension, i));
  if (code === PRODUCT_PEAK) return productPeak(dimension, i);
  if (code === CORNER_PEAK) return pow(1 + scaled(dimension, i), -(dimension + 1));
  if (code === GAUSSIAN) return gaussian(dimension, i);
  if (code === CONTINUOUS) return continuous(dimension, i);
  if (code === DISCONTINUOUS) return discontinuous(dimension, i);
  if (code === KEISTER) return keister(dimension, i);
  if (code === ASIAN) return asian(dimension, i);
  if (code === QUEUE) return queue(dimension, i);
  return epidemic(dimension, i);
}

function coordinate(j: i32, i: i32): number {
  return get(POINTS + j * BLOCK + i);
}

/** 2^d within the unit ball, 0 elsewhere: its mean over the cube around the ball is the ball's volume. Parameter: 2^d. */
function ball(dimension: i32, i: i32): number {
  let squares: number = 0;
  for (let j: i32 = 0; j < dimension; j++) {
    const x = 2 * coordinate(j, i) - 1;
    squares += x * x;
  }
  return squares <= 1 ? get(0) : 0;
}

/** Σ a_j·x_j. Parameters of Genz's functions: a (d numbers), w (d numbers), 2π·w_1. */
function scaled(dimension: i32, i: i32): number {
  let sum: number = 0;
  for (let j: i32 = 0; j < dimension; j++) sum += get(j) * coordinate(j, i);
  return sum;
}

function productPeak(dimension: i32, i: i32): number {
  let product: number = 1;
  for (let j: i32 = 0; j < dimension; j++) {
    const a = get(j);
    const x = coordinate(j, i) - get(dimension + j);
    product *= (a * a) / (1 + a * a * x * x);
  }
  return product;
}

function gaussian(dimension: i32, i: i32): number {
  let squares: number = 0;
  for (let j: i32 = 0; j < dimension; j++) {
    const x = get(j) * (coordinate(j, i) - get(dimension + j));
    squares += x * x;
  }
  return exp(-squares);
}

function continuous(dimension: i32, i: i32): number {
  let sum: number = 0;
  for (let j: i32 = 0; j < dimension; j++) sum += get(j) * Math.abs(coordinate(j, i) - get(dimension + j));
  return exp(-sum);
}

/** 0 beyond w in one of the first two coordinates. */
function discontinuous(dimension: i32, i: i32): number {
  if (coordinate(0, i) > get(dimension)) return 0;
  if (dimension > 1 && coordinate(1, i) > get(dimension + 1)) return 0;
  return exp(scaled(dimension, i));
}

/** π^(d/2)·cos(|z|/√2), whose mean under a standard normal z is the integral of cos|x|·e^(−|x|²). Parameter: π^(d/2). */
function keister(dimension: i32, i: i32): number {
  let squares: number = 0;
  for (let j: i32 = 0; j < dimension; j++) {
    const z = get(NORMALS + j * BLOCK + i);
    squares += z * z;
  }
  return get(0) * cos(Math.sqrt(squares * 0.5));
}

/**
 * Discounted payoff of an Asian call: max(mean of the prices − strike, 0). Parameters: discount factor, strike, exact value of the option on the geometric mean,
 * log of the first price, then drifts (d), then the rows of the matrix that makes the logarithms' random parts of z (d × d). Own control: the payoff on the
 * geometric mean less its value (A. G. Z. Kemna, A. C. F. Vorst, 1990).
 */
function asian(dimension: i32, i: i32): number {
  let sum: number = 0;
  let logs: number = 0;
  for (let t: i32 = 0; t < dimension; t++) {
    let walk = get(3) + get(4 + t);
    const row = 4 + dimension + t * dimension;
    for (let j: i32 = 0; j < dimension; j++) walk += get(row + j) * get(NORMALS + j * BLOCK + i);
    logs += walk;
    sum += exp(walk);
  }
  const strike = get(1);
  const geometric = exp(logs / dimension) - strike;
  set(OWN_CONTROL + i, get(0) * Math.max(geometric, 0) - get(2));
  const arithmetic = sum / dimension - strike;
  return get(0) * Math.max(arithmetic, 0);
}

/**
 * 1 where the customer after d/2 others waits longer than so long, else 0, at one counter (D. V. Lindley, 1952): service times are exponential with mean 1, times between arrivals
 * exponential with mean 1/load. Parameters: load, wait.
 */
function queue(dimension: i32, i: i32): number {
  const load = get(0);
  let wait: number = 0;
  for (let j: i32 = 0; j + 1 < dimension; j += 2) {
    const served = wait - log(coordinate(j, i)) + log(coordinate(j + 1, i)) / load;
    wait = Math.max(served, 0);
  }
  return wait > get(1) ? 1 : 0;
}

/**
 * 1 where more than so many people were infected after d generations, else 0: the chain binomial of Reed and Frost. One number draws the cases of a
 * generation, by inversion. Parameters: people, cases at the start, most infected; then for each
 * number of cases from 0 to all people the chance that they infect a given other not, and after these its logarithms.
 */
function epidemic(dimension: i32, i: i32): number {
  const people = get(0);
  let cases = get(1);
  let susceptible = people - cases;
  for (let j: i32 = 0; j < dimension; j++) {
    if (cases === 0 || susceptible === 0) break;
    const spared = get(3 + integer(cases));
    const odds = (1 - spared) / spared;
    let chance = exp(susceptible * get(4 + integer(people + cases)));
    let below = chance;
    let infected: number = 0;
    const u = coordinate(j, i);
    while (u > below && infected < susceptible) {
      chance *= (odds * (susceptible - infected)) / (infected + 1);
      infected += 1;
      below += chance;
    }
    susceptible -= infected;
    cases = infected;
  }
  return people - susceptible > get(2) ? 1 : 0;
}
