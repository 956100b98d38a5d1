// Slice sampling by coordinates, as in shared/kernels/mcmc/slice.ts.
import { log } from "../../../math/assembly/elementary";
import {
  copyPlace,
  dimension,
  makePlace,
  PATH_ACCEPTED,
  PATH_INTERVAL,
  PATH_REJECTED,
  Place,
  report,
  visitMarked,
} from "./hamiltonian";
import { add, makeMemory, recall, remember } from "./memory";
import { logDensityAlone } from "./targets";
import { nextUniform } from "./transition";

const MOST_STEPS: f64 = 64;
const MOST_TRIES: i32 = 400;
const MEAN_WIDTH: i32 = 0;
const LEARNT: i32 = 1;
const WIDTHS: i32 = 2;

let moved: i32 = 0;
let warmup: i32 = 0;
let stepSize: f64 = 0;
let point: Place = changetype<Place>(0);
let tries: i32 = 0;
let evaluations: i32 = 0;

export function prepareSlice(newWarmup: i32, newStepSize: f64): void {
  warmup = newWarmup;
  stepSize = newStepSize;
  moved = WIDTHS + dimension;
  point = makePlace();
  makeMemory(moved + dimension);
}

export function startSlice(): void {
  remember(MEAN_WIDTH, stepSize);
  for (let i = WIDTHS; i < moved; i++) remember(i, stepSize);
}

function densityAt(coordinate: i32, x: f64): f64 {
  store<f64>(point.position + (<usize>coordinate << 3), x);
  evaluations++;
  return logDensityAlone(point.position);
}

function show(coordinate: i32, x: f64): void {
  store<f64>(point.position + (<usize>coordinate << 3), x);
  visitMarked(point.position, coordinate + 1, PATH_INTERVAL);
}

function updateCoordinate(i: i32, width: f64, before: f64): f64 {
  const x = load<f64>(point.position + (<usize>i << 3));
  const height = before + log(1 - nextUniform());
  let left = x - width * nextUniform();
  let right = left + width;
  let leftSteps = <i32>floor(MOST_STEPS * nextUniform());
  let rightSteps = <i32>MOST_STEPS - 1 - leftSteps;
  while (leftSteps > 0 && densityAt(i, left) > height) {
    left -= width;
    leftSteps--;
  }
  while (rightSteps > 0 && densityAt(i, right) > height) {
    right += width;
    rightSteps--;
  }
  show(i, left);
  show(i, right);
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const next = left + nextUniform() * (right - left);
    const found = densityAt(i, next);
    tries++;
    if (found >= height) {
      visitMarked(point.position, i + 1, PATH_ACCEPTED);
      return found;
    }
    visitMarked(point.position, i + 1, PATH_REJECTED);
    if (next < x) left = next;
    else right = next;
  }
  return densityAt(i, x);
}

export function stepSlice(state: Place, draw: i32): void {
  tries = 0;
  evaluations = 0;
  copyPlace(state, point);
  for (let i = 0; i < dimension; i++) point.logDensity = updateCoordinate(i, recall(WIDTHS + i), point.logDensity);
  if (draw < warmup) learn(state.position, point.position);
  copyPlace(point, state);
  report(<f64>dimension / <f64>tries, evaluations, 0, false, -state.logDensity);
}

function learn(from: usize, to: usize): void {
  add(LEARNT, 1);
  let sum: f64 = 0;
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    add(moved + i, 3 * abs(load<f64>(to + at) - load<f64>(from + at)));
    if (recall(moved + i) > 0) remember(WIDTHS + i, recall(moved + i) / recall(LEARNT));
    sum += recall(WIDTHS + i);
  }
  remember(MEAN_WIDTH, sum / <f64>dimension);
}
