// Log densities and their gradients, as in ../targets: the same operations in the same order, so the same bits.
import { cos, exp, log, log1p, sin } from "../../../math/assembly/elementary";
import { sumLanes } from "./vectors";
import { linearDensity, logisticDensity, reportCoefficients } from "./regression";

// Codes of ../targets/index.ts.
const CORRELATED_GAUSSIAN: i32 = 0;
const BANANA: i32 = 1;
const DONUT: i32 = 2;
const MIXTURE: i32 = 3;
const FUNNEL: i32 = 4;
const SQUIGGLE: i32 = 5;
const EIGHT_SCHOOLS_CENTERED: i32 = 6;
const EIGHT_SCHOOLS_NONCENTERED: i32 = 7;
const GAUSSIAN_100: i32 = 8;
const LINEAR_REGRESSION: i32 = 9;
const LOGISTIC_REGRESSION: i32 = 10;

let target: i32 = 0;

export let reported: i32 = 0;
let unused: usize = 0;

/** In the place of a table's entries: the number of the target. */
export function setDensity(code: u32, _density: u32, _report: u32, _leap: u32, count: i32): void {
  target = code;
  reported = count;
}

export function report(q: usize, to: usize): void {
  constrain(q, to, reported);
}

/** By hand there is no other way to it. */
export function logDensityAlone(q: usize): f64 {
  if (unused === 0) unused = heap.alloc(1024);
  return logDensity(q, unused);
}

/** Log density at the vector `q` up to a constant; its gradient to `g`. */
export function logDensity(q: usize, g: usize): f64 {
  if (target === EIGHT_SCHOOLS_NONCENTERED) return noncentered(q, g);
  if (target === EIGHT_SCHOOLS_CENTERED) return centered(q, g);
  if (target === LOGISTIC_REGRESSION) return logisticDensity(q, g);
  if (target === LINEAR_REGRESSION) return linearDensity(q, g);
  if (target === GAUSSIAN_100) return gaussian100(q, g);
  const x = load<f64>(q);
  const y = load<f64>(q, 8);
  if (target === BANANA) return banana(x, y, g);
  if (target === DONUT) return donut(x, y, g);
  if (target === MIXTURE) return mixture(x, y, g);
  if (target === FUNNEL) return funnel(x, y, g);
  if (target === SQUIGGLE) return squiggle(x, y, g);
  return correlatedGaussian(x, y, g);
}

/** The reported parameters (as many as coordinates) at `q`. */
function constrain(q: usize, parameters: usize, dimension: i32): void {
  if (target === LINEAR_REGRESSION || target === LOGISTIC_REGRESSION) {
    reportCoefficients(q, parameters, target === LINEAR_REGRESSION);
    return;
  }
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    store<f64>(parameters + at, load<f64>(q + at));
  }
  if (target !== EIGHT_SCHOOLS_CENTERED && target !== EIGHT_SCHOOLS_NONCENTERED) return;
  const tau = exp(load<f64>(q, 72));
  store<f64>(parameters, tau, 72);
  if (target === EIGHT_SCHOOLS_CENTERED) return;
  const mu = load<f64>(q, 64);
  for (let at: usize = 0; at < 64; at += 8) store<f64>(parameters + at, mu + tau * load<f64>(q + at));
}

const SCHOOLS: usize = 8;
/** Effects, then 1/σ². */
const schools = memory.data<f64>([28, 8, -3, 7, -1, 1, 18, 12, 15, 10, 16, 11, 9, 11, 10, 18]);
let schoolsReady: bool = false;

function prepareSchools(): void {
  schoolsReady = true;
  for (let at: usize = 64; at < 128; at += 8) {
    const error = load<f64>(schools + at);
    store<f64>(schools + at, 1 / (error * error));
  }
}

function centered(q: usize, g: usize): f64 {
  if (!schoolsReady) prepareSchools();
  const mu = load<f64>(q, 64);
  const logTau = load<f64>(q, 72);
  const tau = exp(logTau);
  const precision = 1 / (tau * tau);
  let misfit: f64 = 0;
  let spread: f64 = 0;
  let pull: f64 = 0;
  for (let at: usize = 0; at < SCHOOLS << 3; at += 8) {
    const theta = load<f64>(q + at);
    const weight = load<f64>(schools + at, 64);
    const residual = load<f64>(schools + at) - theta;
    const deviation = theta - mu;
    misfit += residual * residual * weight;
    spread += deviation * deviation;
    pull += deviation;
    store<f64>(g + at, residual * weight - deviation * precision);
  }
  const t = tau * tau * 0.04;
  store<f64>(g, pull * precision - mu * 0.04, 64);
  store<f64>(g, spread * precision - 8 - (2 * t) / (1 + t) + 1, 72);
  return -0.5 * (misfit + spread * precision + mu * mu * 0.04) - 7 * logTau - log1p(t);
}

function noncentered(q: usize, g: usize): f64 {
  if (!schoolsReady) prepareSchools();
  const mu = load<f64>(q, 64);
  const logTau = load<f64>(q, 72);
  const tau = exp(logTau);
  const mus = f64x2.splat(mu);
  const taus = f64x2.splat(tau);
  let misfit = f64x2.splat(0);
  let squares = misfit;
  let pull = misfit;
  let stretch = misfit;
  for (let at: usize = 0; at < SCHOOLS << 3; at += 16) {
    const z = v128.load(q + at);
    const residual = f64x2.sub(v128.load(schools + at), f64x2.add(mus, f64x2.mul(taus, z)));
    const weighted = f64x2.mul(residual, v128.load(schools + at, 64));
    misfit = f64x2.add(misfit, f64x2.mul(residual, weighted));
    squares = f64x2.add(squares, f64x2.mul(z, z));
    pull = f64x2.add(pull, weighted);
    stretch = f64x2.add(stretch, f64x2.mul(weighted, z));
    v128.store(g + at, f64x2.sub(f64x2.mul(taus, weighted), z));
  }
  const t = tau * tau * 0.04;
  store<f64>(g, sumLanes(pull) - mu * 0.04, 64);
  store<f64>(g, tau * sumLanes(stretch) - (2 * t) / (1 + t) + 1, 72);
  const total = sumLanes(misfit) + sumLanes(squares) + mu * mu * 0.04;
  return -0.5 * total - log1p(t) + logTau;
}

const NEIGHBOURS: usize = 100;
const CORRELATION: f64 = 0.9;
const PRECISION: f64 = 1 / (1 - CORRELATION * CORRELATION);
let inverseScale: usize = 0;

function gaussian100(q: usize, g: usize): f64 {
  if (inverseScale === 0) {
    inverseScale = heap.alloc(NEIGHBOURS << 3);
    for (let i: usize = 0; i < NEIGHBOURS; i++) store<f64>(inverseScale + (i << 3), 1 / (<f64>(i + 1) / 10));
  }
  let before = load<f64>(q) * load<f64>(inverseScale);
  let squares = before * before;
  let pull = before;
  for (let at: usize = 8; at < NEIGHBOURS << 3; at += 8) {
    const scaled = load<f64>(q + at) * load<f64>(inverseScale + at);
    const innovation = scaled - CORRELATION * before;
    const weighted = innovation * PRECISION;
    squares += innovation * weighted;
    store<f64>(g + at - 8, (CORRELATION * weighted - pull) * load<f64>(inverseScale + at - 8));
    pull = weighted;
    before = scaled;
  }
  const last = (NEIGHBOURS - 1) << 3;
  store<f64>(g + last, -pull * load<f64>(inverseScale + last));
  return -0.5 * squares;
}

function correlatedGaussian(x: f64, y: f64, g: usize): f64 {
  const spread: f64 = 1 - 0.95 * 0.95;
  const dx = (0.95 * y - x) / spread;
  const dy = (0.95 * x - y) / spread;
  store<f64>(g, dx);
  store<f64>(g, dy, 8);
  return 0.5 * (x * dx + y * dy);
}

function banana(x: f64, y: f64, g: usize): f64 {
  const off = y - (x * x - 1);
  const weighted = off / 0.09;
  store<f64>(g, 2 * x * weighted - x);
  store<f64>(g, -weighted, 8);
  return -0.5 * (x * x + off * weighted);
}

function donut(x: f64, y: f64, g: usize): f64 {
  const radius = sqrt(x * x + y * y);
  const off = radius - 2.6;
  const weighted = off / 0.04;
  const inward: f64 = radius > 0 ? -weighted / radius : 0;
  store<f64>(g, inward * x);
  store<f64>(g, inward * y, 8);
  return -0.5 * off * weighted;
}

function component(dx: f64, dy: f64): f64 {
  return (-0.5 * (dx * dx + dy * dy)) / 0.36;
}

function mixture(x: f64, y: f64, g: usize): f64 {
  const a = component(x + 2.5, y + 1.5);
  const b = component(x - 2.5, y + 1.5);
  const c = component(x, y - 3);
  const largest = max<f64>(max<f64>(a, b), c);
  const wa = exp(a - largest);
  const wb = exp(b - largest);
  const wc = exp(c - largest);
  const sum = wa + wb + wc;
  const sumX = wa * -2.5 + wb * 2.5;
  const sumY = wa * -1.5 + wb * -1.5 + wc * 3;
  store<f64>(g, (sumX / sum - x) / 0.36);
  store<f64>(g, (sumY / sum - y) / 0.36, 8);
  return largest + log(sum);
}

function funnel(x: f64, y: f64, g: usize): f64 {
  const precision = exp(-y);
  const squares = x * x * precision;
  store<f64>(g, -x * precision);
  store<f64>(g, -y / 9 - 0.5 + 0.5 * squares, 8);
  return -0.5 * (squares + (y * y) / 9 + y);
}

function squiggle(x: f64, y: f64, g: usize): f64 {
  const z = y + sin(5 * x);
  const determinant: f64 = 2 * 0.5 - 0.25 * 0.25;
  const pullX = (0.5 * x - 0.25 * z) / determinant;
  const pullZ = (2 * z - 0.25 * x) / determinant;
  store<f64>(g, -pullX - pullZ * 5 * cos(5 * x));
  store<f64>(g, -pullZ, 8);
  return -0.5 * (x * pullX + z * pullZ);
}

/** None of them has leapfrog steps of its own. */
export let leaps: bool = false;

export function densityLeap(_from: usize, _scale: usize, _to: usize, _r: usize, _r2: usize, _r3: usize, _step: f64): void {}

export function densityLeaps(
  _from: usize,
  _scale: usize,
  _to1: usize,
  _r1: usize,
  _to2: usize,
  _r2: usize,
  _sum: usize,
  _last1: usize,
  _last2: usize,
  _weights: usize,
  _energy: f64,
  _step: f64,
): i32 {
  return 0;
}

export function densityFinish(_last1: usize, _last2: usize): void {}
