// build: --memoryBase 4096 --exportTable
// Markov chain Monte Carlo in float64: one instance runs one chain, with the bits of shared/kernels/mcmc. The order of the calls: setTarget, prepare,
// prepareMetric, prepareMemory, then start or restore, then advance; after a draw that ended a window the metric is written into the chain, and
// metricChanged called. The loader is shared/kernels/mcmc/wasm.ts.
import { chain, chainLength, moveCheckpoint, windowEnded as hasWindowEnded } from "./chain";
import { path, pathLength, setDimension } from "./hamiltonian";
import { memoryCount } from "./memory";
import { setDensity } from "./targets";

export { alloc } from "../../../wasm/lib/memory";
export { advance, metricChanged, prepare, prepareMemory, prepareMetric, start } from "./chain";
export { logDensity, logDensityAlone, report } from "./targets";

/**
 * Places in the table of a density alone, of it with its gradient, of what reports on it, and of its leapfrog steps (three functions; 0: it has none); coordinates, and
 * reported numbers.
 */
export function setTarget(value: u32, density: u32, reporter: u32, leap: u32, newDimension: i32, reported: i32): void {
  setDensity(value, density, reporter, leap, reported);
  setDimension(newDimension);
}

/** Numbers of a checkpoint. */
export function checkpointLength(): i32 {
  return chainLength() + memoryCount;
}

/** The chain itself, without what the sampler remembers: chainNumbers float64. */
export function chainAddress(): usize {
  return chain;
}

export function chainNumbers(): i32 {
  return chainLength();
}

/** Whether the last of the draws that were made ended a window. */
export function windowEnded(): bool {
  return hasWindowEnded;
}

export function save(buffer: usize): void {
  moveCheckpoint(buffer, false);
}

export function restore(buffer: usize): void {
  moveCheckpoint(buffer, true);
}

/** States that the newest transition visited, in the plane: x, y, time of each. */
export function pathAddress(): usize {
  return path;
}

export function pathCount(): i32 {
  return pathLength;
}
