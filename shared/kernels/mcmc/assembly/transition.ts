// The random numbers of transitions, as shared/kernels/mcmc draws them one after the other from fold(key, draw, pass, TRANSITION).
import { fillUniform } from "../../../random/assembly/distributions";
import { fourPhilox, storeNormals, storeUniforms, word0, word1 } from "./lanes";

/** UNIFORMS of shared/kernels/mcmc/hamiltonian.ts, in blocks. */
const FIRST_BLOCK: u32 = 1 << 19;
/** Uniforms of a transition that are drawn ahead; further ones come in eights. */
const AHEAD: u32 = 8;
const MORE: u32 = 8;
const LANES = 4;
const TRANSITION: u32 = 3;
const FOLD: u32 = 0x464f4c44;

// The random numbers of four transitions that follow each other are drawn together, one transition a lane.
let key0: u32 = 0;
let key1: u32 = 0;
let warmup: i32 = 0;
let thin: i32 = 1;
let blocks: i32 = 0;
let rowBytes: usize = 0;
let normalRows: usize = 0;
const uniformRows = memory.data(256, 16);
const moreUniforms = memory.data(64, 16);
const draws = memory.data<i32>([-1, -1, -1, -1]);
const passes = memory.data<i32>([0, 0, 0, 0]);
const keys0 = memory.data<i32>([0, 0, 0, 0]);
const keys1 = memory.data<i32>([0, 0, 0, 0]);
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
  normalRows = heap.alloc(bytes * LANES);
  memory.fill(draws, 0xff, 16);
}

/** Makes ready the random numbers of transition `pass` of a draw, from the key fold(key, draw, pass, TRANSITION). */
export function startTransition(draw: i32, pass: i32): void {
  lane = (lane + 4) & 12;
  if (load<i32>(draws + lane) !== draw || load<i32>(passes + lane) !== pass) {
    drawFour(draw, pass);
    lane = 0;
  }
  next = uniformRows + (lane << 4);
  end = next + (AHEAD << 3);
  stream0 = load<u32>(keys0 + lane);
  stream1 = load<u32>(keys1 + lane);
  drawnUniforms = AHEAD;
}

/** `nextUniform` goes on with uniform(key, UNIFORMS), uniform(key, UNIFORMS + 1), … */
export function startUniforms(k0: u32, k1: u32): void {
  stream0 = k0;
  stream1 = k1;
  drawnUniforms = 0;
  next = end;
}

function drawFour(draw: i32, pass: i32): void {
  for (let at: usize = 0; at < 16; at += 4) {
    store<i32>(draws + at, draw);
    store<i32>(passes + at, pass);
    pass++;
    if (pass >= (draw < warmup ? 1 : thin)) {
      pass = 0;
      draw++;
    }
  }
  fourPhilox(v128.load(draws), v128.load(passes), i32x4.splat(TRANSITION), i32x4.splat(FOLD), i32x4.splat(key0), i32x4.splat(key1));
  const k0 = word0;
  const k1 = word1;
  v128.store(keys0, k0);
  v128.store(keys1, k1);
  const zero = i32x4.splat(0);
  for (let b = 0; b < blocks; b++) {
    fourPhilox(i32x4.splat(b), zero, zero, zero, k0, k1);
    storeNormals(normalRows + (<usize>b << 4), rowBytes);
  }
  for (let b: u32 = 0; b < AHEAD >> 1; b++) {
    fourPhilox(i32x4.splat(FIRST_BLOCK + b), zero, zero, zero, k0, k1);
    storeUniforms(uniformRows + (<usize>b << 4), AHEAD << 3);
  }
}

/** The transition's normals from index 0 on, an even number of them. */
export function transitionNormals(): usize {
  return normalRows + (lane >> 2) * rowBytes;
}

/** The transition's uniforms from index UNIFORMS on, one after the other. */
// @ts-ignore: decorator
@inline
export function nextUniform(): f64 {
  if (next === end) drawMore();
  const at = next;
  next = at + 8;
  return load<f64>(at);
}

function drawMore(): void {
  fillUniform(moreUniforms, MORE, stream0, stream1, (FIRST_BLOCK << 1) + drawnUniforms);
  drawnUniforms += MORE;
  next = moreUniforms;
  end = next + (MORE << 3);
}
