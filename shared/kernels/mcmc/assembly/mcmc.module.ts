// Markov chain Monte Carlo in float64: one instance runs one chain, with the bits of shared/kernels/mcmc. The order of the calls: setTarget
// (with setLinear or setLogistic), prepare, then start or restore, then advance. The loader is shared/kernels/mcmc/wasm.ts.
import { advanceChain, moveCheckpoint, prepareChain, startChain } from "./chain";
import { dimension, path, pathLength, setDimension, vectorBytes } from "./hamiltonian";
import { setLinear as setLinearModel, setLogistic as setLogisticModel } from "./regression";
import { constrain as constrainPosition, logDensity as evaluateDensity, setTarget as chooseTarget } from "./targets";

export { alloc } from "../../../wasm/lib/memory";

export function setTarget(code: i32, newDimension: i32): void {
  chooseTarget(code);
  setDimension(newDimension);
}

export function setLinear(coefficients: i32, rows: f64, remainder: f64, r: usize, qty: usize, report: usize): void {
  setLinearModel(coefficients, rows, remainder, r, qty, report);
}

export function setLogistic(coefficients: i32, blocks: i32, padding: f64, x: usize, xty: usize, report: usize): void {
  setLogisticModel(coefficients, blocks, padding, x, xty, report);
}

/** `sampler`: 0 NUTS, 1 HMC, 2 Metropolis. */
export function prepare(
  k0: u32,
  k1: u32,
  sampler: i32,
  warmup: i32,
  thin: i32,
  adapts: i32,
  targetAccept: f64,
  stepSize: f64,
  leapfrogs: i32,
  maxDepth: i32,
): void {
  prepareChain(k0, k1, sampler, warmup, thin, adapts != 0, targetAccept, stepSize, leapfrogs, maxDepth);
}

/** 1 when a first state of finite density was found. */
export function start(initRadius: f64): i32 {
  return startChain(initRadius) ? 1 : 0;
}

/** Makes `count` draws; `records` has room for dimension + 7 numbers a draw. */
export function advance(count: i32, records: usize): void {
  advanceChain(count, records);
}

/** Numbers of a checkpoint. */
export function checkpointLength(): i32 {
  return 5 * <i32>(vectorBytes >> 3) + 10;
}

export function save(buffer: usize): void {
  moveCheckpoint(buffer, false);
}

export function restore(buffer: usize): void {
  moveCheckpoint(buffer, true);
}

/** Log density at the vector `position`; the gradient to `gradient`. Both padded to an even length. */
export function logDensity(position: usize, gradient: usize): f64 {
  return evaluateDensity(position, gradient);
}

export function constrain(position: usize, parameters: usize): void {
  constrainPosition(position, parameters, dimension);
}

/** States that the newest transition visited, in the plane: x, y, time of each. */
export function pathAddress(): usize {
  return path;
}

export function pathCount(): i32 {
  return pathLength;
}
