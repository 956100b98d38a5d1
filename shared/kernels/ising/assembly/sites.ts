/** The twin of shared/kernels/ising/sites.ts. */
import { exp } from "../../../math/assembly/elementary";
import { fillWords, fold, word } from "../../../random/assembly/philox";

const TWO_32: f64 = 4294967296;
const STATES: u32 = 1;
const WOLFF_SITE = 0;
const WOLFF_STATE = 1;
const WOLFF_ACCEPT = 2;
const WOLFF_BONDS: u64 = 4;
const BUFFERED = 64;

let side = 0;
let count = 0;
let states = 0;
let coupling: f64 = 0;
let field: f64 = 0;
/** States of the sites, one byte each. */
export let sites: usize = 0;
/** Two random words for each site, or those that are ready for bonds. */
let words: usize = 0;
/** Parents of sites in their clusters, or the sites of Wolff's. */
let parents: usize = 0;
/** New states of clusters, drawn, and their sizes. */
let drawn: usize = 0;
let sizes: usize = 0;
/** Sites in each state, and how many neighbours of one site are in it. */
export let stateCounts: usize = 0;
let around: usize = 0;
/** Nine numbers: factors, or thresholds, of what a site gains. */
let gains: usize = 0;

export function sitesSetUp(givenSide: i32, givenStates: i32): void {
  side = givenSide;
  states = givenStates;
  count = side * side;
  sites = heap.alloc(count);
  words = heap.alloc(max(count * 8, BUFFERED * 4));
  parents = heap.alloc(count * 4);
  drawn = heap.alloc(count * 4);
  sizes = heap.alloc(count * 4);
  stateCounts = heap.alloc(states * 4);
  around = heap.alloc(states);
  gains = heap.alloc(9 * 8);
}

export function setSiteWeights(givenCoupling: f64, givenField: f64): void {
  coupling = givenCoupling;
  field = givenField;
}

@inline
function thresholdOf(probability: f64): u32 {
  return <u32>min<f64>(4294967295, floor<f64>(probability * TWO_32));
}

@inline
function below(n: i32, drawnWord: u32): i32 {
  return <i32>((<u64>drawnWord * <u64>n) >> 32);
}

@inline
function spin(site: i32): i32 {
  return <i32>load<u8>(sites + site);
}

@inline
function wordAt(place: usize, i: i32): u32 {
  return load<u32>(place + (<usize>i << 2));
}

@inline
function rightOf(site: i32, column: i32): i32 {
  return column == side - 1 ? site - column : site + 1;
}

@inline
function belowOf(site: i32, column: i32): i32 {
  return site + side < count ? site + side : column;
}

@inline
function leftOf(site: i32, column: i32): i32 {
  return column == 0 ? site + side - 1 : site - 1;
}

@inline
function aboveOf(site: i32): i32 {
  return site >= side ? site - side : site + side * (side - 1);
}

@inline
function see(state: i32): void {
  store<u8>(around + state, load<u8>(around + state) + 1);
}

@inline
function factorOf(state: i32): f64 {
  return load<f64>(gains + (<usize>load<u8>(around + state) << 3));
}

export function gibbs(k0: u32, k1: u32): i32 {
  fillWords(words, count, k0, k1, 0);
  for (let n = 0; n < 5; n++) store<f64>(gains + (<usize>n << 3), exp(coupling * <f64>n));
  for (let colour = 0; colour < 2; colour++)
    for (let row = 0; row < side; row++)
      for (let column = (row + colour) & 1; column < side; column += 2) redraw(row * side + column, column);
  return count;
}

@inline
function redraw(site: i32, column: i32): void {
  for (let s = 0; s < states; s++) store<u8>(around + s, 0);
  see(spin(rightOf(site, column)));
  see(spin(belowOf(site, column)));
  see(spin(leftOf(site, column)));
  see(spin(aboveOf(site)));
  let total: f64 = 0;
  for (let s = 0; s < states; s++) total += factorOf(s);
  const target = ((<f64>wordAt(words, site) + 0.5) / TWO_32) * total;
  let state = 0;
  let sum = factorOf(0);
  while (sum <= target && state < states - 1) {
    state++;
    sum += factorOf(state);
  }
  store<u8>(sites + site, state);
}

export function metropolis(k0: u32, k1: u32): i32 {
  fillWords(words, 2 * count, k0, k1, 0);
  for (let i = 0; i < 9; i++)
    store<u32>(gains + (<usize>i << 2), thresholdOf(min<f64>(1, exp(coupling * <f64>(i - 4)))));
  for (let colour = 0; colour < 2; colour++)
    for (let row = 0; row < side; row++)
      for (let column = (row + colour) & 1; column < side; column += 2) offer(row * side + column, column);
  return count;
}

@inline
function offer(site: i32, column: i32): void {
  const old = spin(site);
  const proposed = (old + 1 + below(states - 1, wordAt(words, 2 * site))) % states;
  const right = spin(rightOf(site, column));
  const under = spin(belowOf(site, column));
  const left = spin(leftOf(site, column));
  const above = spin(aboveOf(site));
  const toNew = i32(right == proposed) + i32(under == proposed) + i32(left == proposed) + i32(above == proposed);
  const toOld = i32(right == old) + i32(under == old) + i32(left == old) + i32(above == old);
  if (wordAt(words, 2 * site + 1) < wordAt(gains, 4 + toNew - toOld)) store<u8>(sites + site, proposed);
}

@inline
function bondThreshold(): u32 {
  return thresholdOf(1 - exp(-coupling));
}

export function swendsenWang(k0: u32, k1: u32): i32 {
  fillWords(words, 2 * count, k0, k1, 0);
  const threshold = bondThreshold();
  for (let site = 0; site < count; site++) store<u32>(parents + (<usize>site << 2), site);
  for (let row = 0, site = 0; row < side; row++) {
    for (let column = 0; column < side; column++, site++) {
      const own = spin(site);
      const right = rightOf(site, column);
      if (own == spin(right) && wordAt(words, 2 * site) < threshold) join(site, right);
      const under = belowOf(site, column);
      if (own == spin(under) && wordAt(words, 2 * site + 1) < threshold) join(site, under);
    }
  }
  const key = fold(k0, k1, STATES);
  fillWords(drawn, count, <u32>key, <u32>(key >> 32), 0);
  turnClusters();
  return count;
}

/** Each cluster to its new state. */
function turnClusters(): void {
  if (field != 0) {
    memory.fill(sizes, 0, <usize>count << 2);
    for (let site = 0; site < count; site++) {
      const place = sizes + (<usize>rootOf(site) << 2);
      store<u32>(place, load<u32>(place) + 1);
    }
  }
  for (let site = 0; site < count; site++) {
    const root = rootOf(site);
    const own = wordAt(drawn, root);
    const state =
      field == 0 ? below(states, own) : i32(own < thresholdOf(1 / (1 + exp(-field * <f64>wordAt(sizes, root)))));
    store<u8>(sites + site, state);
  }
}

@inline
function rootOf(site: i32): i32 {
  let parent = <i32>wordAt(parents, site);
  while (parent != site) {
    const next = <i32>wordAt(parents, parent);
    store<u32>(parents + (<usize>site << 2), next);
    site = next;
    parent = <i32>wordAt(parents, site);
  }
  return site;
}

@inline
function join(a: i32, b: i32): void {
  const first = rootOf(a);
  const second = rootOf(b);
  if (first < second) store<u32>(parents + (<usize>second << 2), first);
  else store<u32>(parents + (<usize>first << 2), second);
}

let wolffKey0: u32 = 0;
let wolffKey1: u32 = 0;
let nextBond: u64 = 0;
let buffered = 0;
let cluster = 0;

@inline
function bondWord(): u32 {
  if (buffered == BUFFERED) {
    fillWords(words, BUFFERED, wolffKey0, wolffKey1, nextBond);
    nextBond += BUFFERED;
    buffered = 0;
  }
  return wordAt(words, buffered++);
}

@inline
function grow(site: i32, old: i32, next: i32, threshold: u32): void {
  if (spin(site) != old || bondWord() >= threshold) return;
  store<u8>(sites + site, next);
  store<u32>(parents + (<usize>cluster << 2), site);
  cluster++;
}

export function wolff(k0: u32, k1: u32): i32 {
  wolffKey0 = k0;
  wolffKey1 = k1;
  nextBond = WOLFF_BONDS;
  buffered = BUFFERED;
  const seed = below(count, word(k0, k1, WOLFF_SITE));
  const old = spin(seed);
  const next = (old + 1 + below(states - 1, word(k0, k1, WOLFF_STATE))) % states;
  const threshold = bondThreshold();
  store<u8>(sites + seed, next);
  store<u32>(parents, seed);
  cluster = 1;
  for (let i = 0; i < cluster; i++) {
    const site = <i32>wordAt(parents, i);
    const column = site % side;
    grow(rightOf(site, column), old, next, threshold);
    grow(belowOf(site, column), old, next, threshold);
    grow(leftOf(site, column), old, next, threshold);
    grow(aboveOf(site), old, next, threshold);
  }
  const gain = field * <f64>cluster * <f64>(next - old);
  if (field != 0 && word(k0, k1, WOLFF_ACCEPT) >= thresholdOf(min<f64>(1, exp(gain))))
    for (let i = 0; i < cluster; i++) store<u8>(sites + wordAt(parents, i), old);
  return cluster;
}

/** Bonds between equal neighbours. */
export function siteAligned(): i32 {
  let sum = 0;
  for (let row = 0, site = 0; row < side; row++) {
    for (let column = 0; column < side; column++, site++) {
      const own = spin(site);
      sum += i32(own == spin(rightOf(site, column))) + i32(own == spin(belowOf(site, column)));
    }
  }
  return sum;
}

/** Sites in each state, uint32 at `stateCounts`. */
export function countStates(): void {
  for (let s = 0; s < states; s++) store<u32>(stateCounts + (<usize>s << 2), 0);
  for (let site = 0; site < count; site++) {
    const place = stateCounts + (<usize>spin(site) << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
}
