// Markov chain Monte Carlo in float64: one instance runs one chain, with the bits of shared/kernels/mcmc. The order of the calls: setTarget
// (with setLinear or setLogistic), prepare, prepareMemory, then start or restore, then advance. The loader is shared/kernels/mcmc/wasm.ts.
import { moveCheckpoint } from "./chain";
import { dimension, path, pathLength, setDimension, vectorBytes } from "./hamiltonian";
import { memoryCount } from "./memory";
import { constrain as constrainPosition, setTarget as chooseTarget } from "./targets";

export { alloc } from "../../../wasm/lib/memory";
export { advance, prepare, prepareMemory, start } from "./chain";
export { setLinear, setLogistic } from "./regression";
export { logDensity } from "./targets";

export function setTarget(code: i32, newDimension: i32): void {
  chooseTarget(code);
  setDimension(newDimension);
}

/** Numbers of a checkpoint. */
export function checkpointLength(): i32 {
  return 5 * <i32>(vectorBytes >> 3) + 10 + memoryCount;
}

export function save(buffer: usize): void {
  moveCheckpoint(buffer, false);
}

export function restore(buffer: usize): void {
  moveCheckpoint(buffer, true);
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
