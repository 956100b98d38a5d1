// Gibbs sampling and the full conditionals, as in shared/kernels/mcmc/{gibbs,conditionals}.ts.
import { exp, log } from "../../../math/assembly/elementary";
import { dimension, PATH_ACCEPTED, Place, report, visitMarked } from "./hamiltonian";
import { makeMemory, memoryCount, recall, remember } from "./memory";
import { logDensityAlone } from "./targets";
import { nextUniform, transitionNormals } from "./transition";

// Numbers of CONDITIONAL_TARGETS.
const GAUSSIAN: i32 = 0;
const MIXTURE: i32 = 1;
const GAUSSIAN_100: i32 = 2;
const EIGHT_SCHOOLS: i32 = 3;

let conditionals: i32 = 0;

export function prepareGibbs(number: i32): void {
  conditionals = number;
  makeMemory(number === EIGHT_SCHOOLS ? 2 : 1);
}

export function startGibbs(): void {
  for (let i = 0; i < memoryCount; i++) remember(i, 1);
}

export function stepGibbs(state: Place): void {
  const q = state.position;
  if (conditionals === GAUSSIAN) autoregressive(q, 0.95);
  else if (conditionals === GAUSSIAN_100) autoregressive(q, 0.9);
  else if (conditionals === MIXTURE) mixture(q);
  else eightSchools(q);
  state.logDensity = logDensityAlone(q);
  report(1, 1, 0, false, -state.logDensity);
}

@inline
function scaleOf(i: i32): f64 {
  return conditionals === GAUSSIAN ? 1 : <f64>(i + 1) / 10;
}

function autoregressive(q: usize, correlation: f64): void {
  const normals = transitionNormals();
  const square = correlation * correlation;
  const endDeviation = sqrt(1 - square);
  const pull = correlation / (1 + square);
  const deviation = sqrt((1 - square) / (1 + square));
  const last = dimension - 1;
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    const before: f64 = i > 0 ? load<f64>(q + at - 8) / scaleOf(i - 1) : 0;
    const after: f64 = i < last ? load<f64>(q + at, 8) / scaleOf(i + 1) : 0;
    const isEnd = i === 0 || i === last;
    const mean = (isEnd ? correlation : pull) * (before + after);
    store<f64>(q + at, scaleOf(i) * (mean + (isEnd ? endDeviation : deviation) * load<f64>(normals + at)));
    visitMarked(q, i + 1, PATH_ACCEPTED);
  }
}

/** Centres x, y of the modes. */
const modes = memory.data<f64>([-2.5, -1.5, 2.5, -1.5, 0, 3]);

@inline
function modeAt(k: i32, coordinate: i32): f64 {
  return load<f64>(modes + (<usize>(2 * k + coordinate) << 3));
}

@inline
function logWeight(k: i32, i: i32, other: f64): f64 {
  const off = other - modeAt(k, 1 - i);
  return (-0.5 * (off * off)) / (0.6 * 0.6);
}

function mixture(q: usize): void {
  const normals = transitionNormals();
  for (let i = 0; i < 2; i++) {
    const other = load<f64>(q + (<usize>(1 - i) << 3));
    const a = logWeight(0, i, other);
    const b = logWeight(1, i, other);
    const c = logWeight(2, i, other);
    const largest = max<f64>(max<f64>(a, b), c);
    const first = exp(a - largest);
    const second = first + exp(b - largest);
    const place = nextUniform() * (second + exp(c - largest));
    const k = place < first ? 0 : place < second ? 1 : 2;
    const at = <usize>i << 3;
    store<f64>(q + at, modeAt(k, i) + 0.6 * load<f64>(normals + at));
    visitMarked(q, i + 1, PATH_ACCEPTED);
  }
}

/** Effects, then standard errors. */
const schools = memory.data<f64>([28, 8, -3, 7, -1, 1, 18, 12, 15, 10, 16, 11, 9, 11, 10, 18]);

function eightSchools(q: usize): void {
  const normals = transitionNormals();
  const tau = exp(load<f64>(q, 72));
  const precision = 1 / (tau * tau);
  let sum: f64 = 0;
  for (let at: usize = 0; at < 64; at += 8) {
    const error = load<f64>(schools + at, 64);
    const weight = 1 / (error * error);
    const total = weight + precision;
    const mean = (load<f64>(schools + at) * weight + load<f64>(q, 64) * precision) / total;
    store<f64>(q + at, mean + load<f64>(normals + at) / sqrt(total));
    sum += load<f64>(q + at);
  }
  const total = 8 * precision + 0.04;
  store<f64>(q, (sum * precision) / total + load<f64>(normals, 64) / sqrt(total), 64);
  let squares: f64 = 0;
  for (let at: usize = 0; at < 64; at += 8) {
    const deviation = load<f64>(q + at) - load<f64>(q, 64);
    squares += deviation * deviation;
  }
  const z = load<f64>(normals, 72);
  let gamma = 0.5 * (z * z);
  for (let k = 0; k < 4; k++) gamma -= log(1 - nextUniform());
  const variance = (1 / recall(1) + 0.5 * squares) / gamma;
  store<f64>(q, 0.5 * log(variance), 72);
  remember(1, (0.04 + 1 / variance) / -log(1 - nextUniform()));
}
