/**
 * Ising and Potts lattices site by site: single-site updates of the Potts model, and the cluster updates of both. Every bond between equal states
 * is closed with probability 1 − e^−K, and what closed bonds join, a cluster, changes its state as one: all clusters, each to a state drawn anew (Swendsen & Wang
 * 1987), or one alone, grown from a random site, to another state (Wolff 1989). With a field (two states) a cluster of n sites is up with probability
 * 1 / (1 + e^−Hn), and one of Wolff's is turned with min(1, e^±Hn).
 */
import { exp } from "../../math/index.ts";
import { fillWords, foldIn, type Key, word } from "../../random/index.ts";
import { type Counts, type SpinMachine, thresholdOf, type Update, type Weights } from "./machine.ts";

const TWO_32 = 4294967296;
/** Key of the states of clusters beside that of the bonds. */
const STATES = 1;
/** Words of Wolff's stream: the site, its new state, acceptance; from the fourth word on, bonds. */
const WOLFF = { site: 0, state: 1, accept: 2, bonds: 4 } as const;

interface Lattice {
  readonly side: number;
  readonly states: number;
  readonly spins: Uint8Array;
  weights: Weights;
}

/** The reference. The updates of single sites want an even side and no field. */
export function siteMachine(side: number, states: number): SpinMachine {
  const lattice: Lattice = {
    side,
    states,
    spins: new Uint8Array(side * side),
    weights: { coupling: 0, field: 0 },
  };
  return {
    side,
    states,
    setWeights(weights) {
      lattice.weights = weights;
    },
    spins: () => lattice.spins.slice(),
    setSpins: (spins) => lattice.spins.set(spins),
    sweep: (update, key) => updates[update](lattice, key),
    counts: () => count(lattice),
  };
}

const updates: Readonly<Record<Update, (lattice: Lattice, key: Key) => number>> = {
  gibbs,
  metropolis,
  "swendsen-wang": swendsenWang,
  wolff,
};

/** The words 0 … n − 1 of the stream of a key. */
function wordsOf(key: Key, n: number): Uint32Array {
  const words = new Uint32Array(n);
  fillWords(key, 0, words);
  return words;
}

/** A uniform integer in 0 … n − 1 from a word; n is so small beside 2^32 that the bias is below 1e-8. */
const below = (n: number, drawn: number) => Math.floor((drawn * n) / TWO_32);

/** Calls with each site of one colour of the checkerboard, and then of the other. */
function eachSite(side: number, visit: (site: number) => void): void {
  for (let colour = 0; colour < 2; colour++)
    for (let row = 0; row < side; row++)
      for (let column = (row + colour) % 2; column < side; column += 2) visit(row * side + column);
}

/** Right, below, left, above. */
function neighbourOf(side: number, site: number, direction: number): number {
  const column = site % side;
  switch (direction) {
    case 0:
      return column === side - 1 ? site - column : site + 1;
    case 1:
      return site + side < side * side ? site + side : column;
    case 2:
      return column === 0 ? site + side - 1 : site - 1;
    default:
      return site >= side ? site - side : site + side * (side - 1);
  }
}

/** Heat bath: state s with probability ∝ e^(K n_s), n_s neighbours being in it. */
function gibbs({ side, states, spins, weights: { coupling } }: Lattice, key: Key): number {
  const words = wordsOf(key, side * side);
  const factors = Float64Array.from({ length: 5 }, (_, n) => exp(coupling * n));
  const around = new Uint8Array(states);
  eachSite(side, (site) => {
    around.fill(0);
    for (let d = 0; d < 4; d++) around[spins[neighbourOf(side, site, d)]]++;
    let total = 0;
    for (let s = 0; s < states; s++) total += factors[around[s]];
    const target = ((words[site] + 0.5) / TWO_32) * total;
    let state = 0;
    for (let sum = factors[around[0]]; sum <= target && state < states - 1; sum += factors[around[state]]) state++;
    spins[site] = state;
  });
  return side * side;
}

/** Another state is proposed, each alike, and accepted with min(1, e^(K (n_new − n_old))). */
function metropolis({ side, states, spins, weights: { coupling } }: Lattice, key: Key): number {
  const words = wordsOf(key, 2 * side * side);
  const thresholds = Uint32Array.from({ length: 9 }, (_, i) => thresholdOf(Math.min(1, exp(coupling * (i - 4)))));
  eachSite(side, (site) => {
    const old = spins[site];
    const proposed = (old + 1 + below(states - 1, words[2 * site])) % states;
    let gain = 4;
    for (let d = 0; d < 4; d++) {
      const state = spins[neighbourOf(side, site, d)];
      if (state === proposed) gain++;
      if (state === old) gain--;
    }
    if (words[2 * site + 1] < thresholds[gain]) spins[site] = proposed;
  });
  return side * side;
}

/** Probability that a bond between equal states is closed. */
const bondThreshold = ({ coupling }: Weights) => thresholdOf(1 - exp(-coupling));

function swendsenWang({ side, states, spins, weights }: Lattice, key: Key): number {
  const sites = side * side;
  const words = wordsOf(key, 2 * sites);
  const threshold = bondThreshold(weights);
  const parents = Uint32Array.from({ length: sites }, (_, i) => i);
  for (let site = 0; site < sites; site++) {
    for (let d = 0; d < 2; d++) {
      const other = neighbourOf(side, site, d);
      if (spins[site] === spins[other] && words[2 * site + d] < threshold) join(parents, site, other);
    }
  }
  const drawn = wordsOf(foldIn(key, STATES), sites);
  const sizes = new Uint32Array(sites);
  for (let site = 0; site < sites; site++) sizes[rootOf(parents, site)]++;
  for (let site = 0; site < sites; site++) {
    const root = rootOf(parents, site);
    spins[site] =
      weights.field === 0
        ? below(states, drawn[root])
        : Number(drawn[root] < thresholdOf(1 / (1 + exp(-weights.field * sizes[root]))));
  }
  return sites;
}

/** The site that stands for the cluster of a site: the first of all. Shortens the way. */
function rootOf(parents: Uint32Array, site: number): number {
  while (parents[site] !== site) {
    parents[site] = parents[parents[site]];
    site = parents[site];
  }
  return site;
}

function join(parents: Uint32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parents, a), rootOf(parents, b)];
  if (first < second) parents[second] = first;
  else parents[first] = second;
}

function wolff({ side, states, spins, weights }: Lattice, key: Key): number {
  const sites = side * side;
  const seed = below(sites, word(key, WOLFF.site));
  const old = spins[seed];
  const next = (old + 1 + below(states - 1, word(key, WOLFF.state))) % states;
  const threshold = bondThreshold(weights);
  const drawn = stream(key, WOLFF.bonds);
  const cluster = [seed];
  spins[seed] = next;
  for (let i = 0; i < cluster.length; i++) {
    for (let d = 0; d < 4; d++) {
      const other = neighbourOf(side, cluster[i], d);
      if (spins[other] !== old || drawn() >= threshold) continue;
      spins[other] = next;
      cluster.push(other);
    }
  }
  // What the field gains when `next` is up, or loses.
  const gain = weights.field * cluster.length * (next - old);
  if (weights.field !== 0 && word(key, WOLFF.accept) >= thresholdOf(Math.min(1, exp(gain))))
    for (const site of cluster) spins[site] = old;
  return cluster.length;
}

/** The words of a stream one after another. */
function stream(key: Key, start: number): () => number {
  const words = new Uint32Array(64);
  let from = start;
  let at = words.length;
  return () => {
    if (at === words.length) {
      fillWords(key, from, words);
      from += words.length;
      at = 0;
    }
    return words[at++];
  };
}

function count({ side, states, spins }: Lattice): Counts {
  const counts = new Array<number>(states).fill(0);
  let aligned = 0;
  for (let site = 0; site < spins.length; site++) {
    counts[spins[site]]++;
    for (let d = 0; d < 2; d++) if (spins[site] === spins[neighbourOf(side, site, d)]) aligned++;
  }
  return { aligned, states: counts };
}
