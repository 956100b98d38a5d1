// The random numbers of transitions, as shared/kernels/mcmc draws them one after the other from fold(key, draw, pass, TRANSITION).
import { fillUniform } from "../../../random/assembly/distributions";
import { foldFour, storeNormals, storeUniforms, twoBlocks } from "./four-keys";

/** UNIFORMS of shared/kernels/mcmc/hamiltonian.ts, in blocks. */
const FIRST_BLOCK: u32 = 1 << 19;
/** Most uniforms of a transition that are drawn ahead; further ones come in eights. */
const MOST_AHEAD: u32 = 14;
const MORE: u32 = 8;
const LANES = 4;
const TRANSITION: u32 = 3;

// The random numbers of four transitions that follow each other are drawn together, one transition a lane.
let key0: u32 = 0;
let key1: u32 = 0;
let warmup: i32 = 0;
let thin: i32 = 1;
let blocks: i32 = 0;
let ahead: u32 = 0;
let rowBytes: usize = 0;
/** Raw words of the blocks that are being drawn: of each its first words of all lanes, then its second, third and fourth ones. */
let words: usize = 0;
const moreUniforms = memory.data(64, 16);

// A group of four transitions: draws, passes and keys of each, rows of uniforms, then of normals. While one is used up, the next is drawn, bit by bit.
const PASSES: usize = 16;
const KEYS: usize = 32;
const UNIFORM_ROWS: usize = 64;
const NORMAL_ROWS: usize = UNIFORM_ROWS + 448;
let current: usize = 0;
let following: usize = 0;
/** Pieces of work on the following group, and how many are done. */
let pieces: i32 = 0;
let piece: i32 = 0;
const PIECES_AHEAD = 2;

let lane: usize = 0;
// Where nextUniform reads, and the key from which it goes on when that is used up.
let next: usize = 0;
let end: usize = 0;
let stream0: u32 = 0;
let stream1: u32 = 0;
let drawnUniforms: u32 = 0;

/** Transitions of a draw: 1 in warm-up, `newThin` afterwards. */
export function prepareTransitions(k0: u32, k1: u32, newWarmup: i32, newThin: i32, bytes: usize): void {
  key0 = k0;
  key1 = k1;
  warmup = newWarmup;
  thin = newThin;
  rowBytes = bytes;
  blocks = <i32>(bytes >> 4);
  // An even number of blocks in all.
  ahead = MOST_AHEAD - (blocks & 1 ? 0 : 2);
  const all = blocks + <i32>(ahead >> 1);
  words = heap.alloc(<usize>all << 6);
  pieces = 1 + (all >> 1) + blocks + 1;
  piece = pieces;
  current = makeGroup();
  following = makeGroup();
}

function makeGroup(): usize {
  const group = heap.alloc(NORMAL_ROWS + rowBytes * LANES);
  memory.fill(group, 0xff, KEYS);
  return group;
}

/** Makes ready the random numbers of transition `pass` of a draw, from the key fold(key, draw, pass, TRANSITION). */
export function startTransition(draw: i32, pass: i32): void {
  lane = (lane + 4) & 12;
  if (!isOf(current + lane, draw, pass)) {
    lane = 0;
    if (!isOf(following, draw, pass)) beginGroup(draw, pass);
    while (piece < pieces) drawPiece();
    const used = current;
    current = following;
    following = used;
    const lastDraw = load<i32>(current, 12);
    const lastPass = load<i32>(current, PASSES + 12) + 1;
    const isLast = lastPass >= passesOf(lastDraw);
    beginGroup(lastDraw + <i32>isLast, isLast ? 0 : lastPass);
  }
  next = current + UNIFORM_ROWS + (lane >> 2) * (MOST_AHEAD << 3);
  end = next + (ahead << 3);
  stream0 = load<u32>(current + lane, KEYS);
  stream1 = load<u32>(current + lane, KEYS + 16);
  drawnUniforms = ahead;
}

@inline
function isOf(at: usize, draw: i32, pass: i32): bool {
  return ((load<i32>(at) ^ draw) | (load<i32>(at, PASSES) ^ pass)) === 0;
}

@inline
function passesOf(draw: i32): i32 {
  return draw < warmup ? 1 : thin;
}

function beginGroup(draw: i32, pass: i32): void {
  for (let at: usize = 0; at < 16; at += 4) {
    store<i32>(following + at, draw);
    store<i32>(following + at, pass, PASSES);
    pass++;
    if (pass >= passesOf(draw)) {
      pass = 0;
      draw++;
    }
  }
  piece = 0;
}

/** Draws a bit of what the following group needs: to be called where a transition waits for its own numbers. */
export function drawAhead(): void {
  const until = min<i32>(piece + PIECES_AHEAD, pieces);
  while (piece < until) drawPiece();
}

function drawPiece(): void {
  // Blocks of normals, then of uniforms.
  const all = blocks + <i32>(ahead >> 1);
  const folded = piece - 1;
  const made = folded - (all >> 1);
  piece++;
  if (folded < 0) {
    foldFour(key0, key1, following, TRANSITION, following + KEYS);
  } else if (made < 0) {
    const b = folded << 1;
    twoBlocks(counterOf(b), counterOf(b + 1), following + KEYS, words + (<usize>b << 6));
  } else if (made < blocks) {
    storeNormals(words + (<usize>made << 6), following + NORMAL_ROWS + (<usize>made << 4), rowBytes);
  } else {
    for (let b = blocks; b < all; b++) {
      storeUniforms(words + (<usize>b << 6), following + UNIFORM_ROWS + (<usize>(b - blocks) << 4), MOST_AHEAD << 3);
    }
  }
}

@inline
function counterOf(b: i32): u32 {
  return b < blocks ? b : FIRST_BLOCK + b - blocks;
}

/** The transition's normals from index 0 on, an even number of them. */
export function transitionNormals(): usize {
  return current + NORMAL_ROWS + (lane >> 2) * rowBytes;
}

/** `nextUniform` goes on with uniform(key, UNIFORMS), uniform(key, UNIFORMS + 1), … */
export function startUniforms(k0: u32, k1: u32): void {
  stream0 = k0;
  stream1 = k1;
  drawnUniforms = 0;
  next = end;
}

/** The transition's uniforms from index UNIFORMS on, one after the other. */
@inline
export function nextUniform(): f64 {
  if (next === end) drawMore();
  const at = next;
  next = at + 8;
  return load<f64>(at);
}

/** The transition's key. */
export function transitionKey0(): u32 {
  return stream0;
}

export function transitionKey1(): u32 {
  return stream1;
}

function drawMore(): void {
  fillUniform(moreUniforms, MORE, stream0, stream1, (FIRST_BLOCK << 1) + drawnUniforms);
  drawnUniforms += MORE;
  next = moreUniforms;
  end = next + (MORE << 3);
}
