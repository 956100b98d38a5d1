/** The door of the kernel. */
import type { SpinMachine } from "./machine.ts";
import { packedMachine } from "./packed.ts";

/** A lattice of `side`² sites, all in state 0. */
export function openMachine(side: number): SpinMachine {
  return packedMachine(side);
}
