// Phase space, as in shared/kernels/mcmc/hamiltonian.ts: momenta are whitened by the metric.
import { exp } from "../../../math/assembly/elementary";
import { forceOf, velocityOf } from "./metric";
import { logDensity } from "./targets";
import { transitionNormals } from "./transition";
import { addScaled, copyVector, halfSquare } from "./vectors";

export const DIVERGENCE: f64 = 1000;

/** Bytes of a vector. */
export let vectorBytes: usize = 0;
export let dimension: i32 = 0;
let velocity: usize = 0;

/** A position with its gradient, log density and (of a proposal) energy. */
@unmanaged
export class Place {
  position: usize;
  gradient: usize;
  logDensity: f64;
  energy: f64;
}

/** Bytes from a place of `makePlace` to its position, behind which lies the gradient, and behind this room for a momentum: `CompiledDensity.leap`. */
const VECTORS: usize = 32;

/** What the last transition did. */
export let accept: f64 = 0;
export let leapfrogs: i32 = 0;
export let treeDepth: i32 = 0;
export let divergent: bool = false;
export let energy: f64 = 0;

export function report(newAccept: f64, newLeapfrogs: i32, newDepth: i32, newDivergent: bool, newEnergy: f64): void {
  accept = newAccept;
  leapfrogs = newLeapfrogs;
  treeDepth = newDepth;
  divergent = newDivergent;
  energy = newEnergy;
}

export function setDimension(value: i32): void {
  dimension = value;
  vectorBytes = (<usize>(value + (value & 1))) << 3;
  velocity = vector();
}

export function vector(): usize {
  const at = heap.alloc(vectorBytes);
  memory.fill(at, 0, vectorBytes);
  return at;
}

export function makePlace(): Place {
  const at = heap.alloc(VECTORS + 3 * vectorBytes);
  memory.fill(at, 0, VECTORS + 3 * vectorBytes);
  const place = changetype<Place>(at);
  place.position = at + VECTORS;
  place.gradient = place.position + vectorBytes;
  place.logDensity = 0;
  place.energy = 0;
  return place;
}

/** The momentum behind a place of `makePlace`. */
@inline
export function momentumOf(place: Place): usize {
  return place.gradient + vectorBytes;
}

export function copyPlace(from: Place, to: Place): void {
  copyVector(from.position, to.position, vectorBytes);
  copyVector(from.gradient, to.gradient, vectorBytes);
  to.logDensity = from.logDensity;
  to.energy = from.energy;
}

/** The momentum with which the transition starts, and the force on it. */
export function startMomentum(place: Place, momentum: usize, force: usize): void {
  copyVector(transitionNormals(), momentum, vectorBytes);
  if ((dimension & 1) !== 0) store<f64>(momentum + (<usize>dimension << 3), 0);
  forceOf(place.gradient, force);
}

export function totalEnergy(place: Place, momentum: usize): f64 {
  const total = halfSquare(momentum, vectorBytes) - place.logDensity;
  return isNaN(total) ? Infinity : total;
}

export function leapfrog(place: Place, momentum: usize, force: usize, stepSize: f64): void {
  const half = 0.5 * stepSize;
  addScaled(momentum, half, force, vectorBytes);
  velocityOf(momentum, velocity);
  addScaled(place.position, stepSize, velocity, vectorBytes);
  place.logDensity = logDensity(place.position, place.gradient);
  forceOf(place.gradient, force);
  addScaled(momentum, half, force, vectorBytes);
}

/** e^x for x ≤ 0, 1 above. */
export function expOfNegative(x: f64): f64 {
  return exp(min<f64>(x, 0));
}

// The path of the newest transition of a target in the plane, for its picture: x, y, time and mark (PATH of hamiltonian.ts).

export const PATH_LIMIT: i32 = 1024;
export const PATH_STATE: i32 = 0;
export const PATH_ACCEPTED: i32 = 1;
export const PATH_REJECTED: i32 = 2;
export const PATH_INTERVAL: i32 = 3;
export const PATH_SWAPPED: i32 = 4;
export const PATH_PARTNER: i32 = 5;
export let path: usize = 0;
export let pathLength: i32 = 0;

export function startPath(): void {
  if (path === 0) path = heap.alloc(PATH_LIMIT * 32);
  pathLength = 0;
}

export function visit(position: usize, time: i32): void {
  visitMarked(position, time, PATH_STATE);
}

export function visitMarked(position: usize, time: i32, mark: i32): void {
  if (dimension !== 2 || pathLength === PATH_LIMIT) return;
  const at = path + <usize>pathLength * 32;
  store<f64>(at, load<f64>(position));
  store<f64>(at + 8, load<f64>(position + 8));
  store<f64>(at + 16, <f64>time);
  store<f64>(at + 24, <f64>mark);
  pathLength++;
}
