/**
 * Checkerboard updates of the Ising model, many sites at once (multi-spin coding: Creutz, Jacobs & Rebbi 1979): the sites of one colour of a row are the bits
 * of ⌈L/64⌉ words, so that the four neighbours of 32 sites are four words, their sum is made by adders of whole words, and each site's uniform number u is compared
 * with its threshold digit by digit from the highest: a site is decided at the first digit in which the two differ. Digit j of the 32 sites of word w is word
 * (j mod 4) of block (⌊j/4⌋·2^32 + w) of the sweep's stream, so that it matters to no bit how many digits are looked at.
 */
import type { Key } from "../../random/key.ts";
import { blockInto } from "../../random/philox.ts";
import type { Counts, SpinMachine, Update, Weights } from "./machine.ts";
import { upThresholds } from "./rates.ts";

const TWO_32 = 4294967296;

/** Words of one colour, row after row. */
export const wordsOfRow = (side: number): number => Math.ceil(side / 64);
/** Words between the streams of the two colours. */
export const colourStride = (side: number): number => (side * wordsOfRow(side) + 3) & ~3;

/** The reference. `side` is even. Knows the updates "gibbs" and "metropolis". */
export function packedMachine(side: number): SpinMachine {
  const width = wordsOfRow(side);
  const length = side * width;
  const colours = [new Int32Array(length), new Int32Array(length)] as const;
  let weights: Weights = { coupling: 0, field: 0 };
  return {
    side,
    states: 2,
    setWeights(given) {
      weights = given;
    },
    spins: () => unpack(colours, side),
    setSpins: (spins) => packInto(colours, side, spins),
    sweep(update: Update, key) {
      const thresholds = upThresholds(update, weights);
      for (const colour of [0, 1] as const)
        updateColour(colours[colour], colours[1 - colour], { side, colour, thresholds, key });
      return side * side;
    },
    counts: () => count(colours, side),
  };
}

interface Half {
  readonly side: number;
  readonly colour: 0 | 1;
  readonly thresholds: Uint32Array;
  readonly key: Key;
}

/** Redraws all sites of one colour, given those of the other. */
function updateColour(own: Int32Array, other: Int32Array, { side, colour, thresholds, key }: Half): void {
  const width = wordsOfRow(side);
  const first = colour * colourStride(side);
  for (let row = 0; row < side; row++) {
    for (let w = 0; w < width; w++) {
      const at = row * width + w;
      const [a, b, c, d] = neighbours(other, side, colour, row, w);
      const fewer = a ^ b ^ c ^ d;
      const pairs = (a & b) ^ (c & d) ^ ((a ^ b) & (c ^ d));
      const four = a & b & c & d;
      // Sites with 0, 1, 2, 3, 4 neighbours up.
      const classes = [~(fewer | pairs | four), fewer & ~pairs, pairs & ~fewer, fewer & pairs, four];
      own[at] = draw(own[at], classes, thresholds, key, first + at) & maskOf(side, w);
    }
  }
}

/** The words of the neighbours beside (twice), above and below. */
function neighbours(other: Int32Array, side: number, colour: number, row: number, w: number) {
  const width = wordsOfRow(side);
  const above = row === 0 ? side - 1 : row - 1;
  const below = row === side - 1 ? 0 : row + 1;
  const beside = (row + colour) % 2 === 1 ? nextOf(other, side, row, w) : previousOf(other, side, row, w);
  return [other[row * width + w], beside, other[above * width + w], other[below * width + w]] as const;
}

/** Bit k of the row is bit k + 1 of the other colour's row, around the torus. */
function nextOf(other: Int32Array, side: number, row: number, w: number): number {
  const width = wordsOfRow(side);
  const last = (side / 2 - 1) % 32;
  const start = row * width;
  const shifted = other[start + w] >>> 1;
  if (w < width - 1) return shifted | (other[start + w + 1] << 31);
  return shifted | ((other[start] & 1) << last);
}

/** Bit k of the row is bit k − 1 of the other colour's row. */
function previousOf(other: Int32Array, side: number, row: number, w: number): number {
  const width = wordsOfRow(side);
  const last = (side / 2 - 1) % 32;
  const start = row * width;
  const shifted = other[start + w] << 1;
  return shifted | (w > 0 ? other[start + w - 1] >>> 31 : (other[start + width - 1] >>> last) & 1);
}

/** The bits of word w that are sites. */
export function maskOf(side: number, w: number): number {
  const bits = side / 2 - 32 * w;
  return bits >= 32 ? -1 : (1 << bits) - 1;
}

const block = new Uint32Array(4);

/** Which of 32 sites are up: u < threshold. */
function draw(own: number, classes: readonly number[], thresholds: Uint32Array, key: Key, index: number): number {
  let below = 0;
  let undecided = -1;
  for (let j = 0; j < 32 && undecided !== 0; j++) {
    if (j % 4 === 0) blockInto(block, key, (j / 4) * TWO_32 + index);
    const u = block[j % 4];
    let digit = 0;
    for (let n = 0; n < 5; n++) {
      const down = -((thresholds[n] >>> (31 - j)) & 1);
      const up = -((thresholds[5 + n] >>> (31 - j)) & 1);
      digit |= classes[n] & ((own & up) | (~own & down));
    }
    below |= undecided & ~u & digit;
    undecided &= ~(u ^ digit);
  }
  return below;
}

function count([even, odd]: readonly [Int32Array, Int32Array], side: number): Counts {
  const width = wordsOfRow(side);
  let aligned = 0;
  let up = 0;
  for (let row = 0; row < side; row++) {
    for (let w = 0; w < width; w++) {
      const own = even[row * width + w];
      up += ones(own) + ones(odd[row * width + w]);
      // Every bond has one end of each colour.
      for (const other of neighbours(odd, side, 0, row, w)) aligned += ones(~(own ^ other) & maskOf(side, w));
    }
  }
  return { aligned, states: [side * side - up, up] };
}

/** How many bits of a word are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Word and bit of a site within its colour. */
function placeOf(side: number, row: number, column: number): readonly [number, number] {
  const k = column >> 1;
  return [row * wordsOfRow(side) + (k >> 5), k & 31];
}

function unpack(colours: readonly Int32Array[], side: number): Uint8Array {
  const spins = new Uint8Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [word, bit] = placeOf(side, row, column);
      spins[row * side + column] = (colours[(row + column) & 1][word] >>> bit) & 1;
    }
  }
  return spins;
}

function packInto(colours: readonly Int32Array[], side: number, spins: Uint8Array): void {
  for (const words of colours) words.fill(0);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [word, bit] = placeOf(side, row, column);
      colours[(row + column) & 1][word] |= spins[row * side + column] << bit;
    }
  }
}
