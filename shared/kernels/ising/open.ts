/** The door of the kernel. */
import type { WasmModules } from "../../wasm/modules.ts";
import type { SpinMachine, Update } from "./machine.ts";
import { packedMachine } from "./packed.ts";
import { siteMachine } from "./sites.ts";
import { wasmPackedMachine, wasmSiteMachine } from "./wasm.ts";

/** On which device: `Context` of a process, as far as this kernel wants it. */
interface Place {
  readonly device: string;
  wasm(name: "ising"): WasmModules["ising"];
}

/** Single sites of two states are packed as bits: one checkerboard update of many at once. */
const isPacked = (states: number, update: Update) => states === 2 && (update === "gibbs" || update === "metropolis");

/** A lattice of `side`² sites, all in state 0, for sweeps of this update. With "gibbs" and "metropolis" the side is even; only two states have a field. */
export function openMachine(side: number, states: number, update: Update, { device, wasm }: Place): SpinMachine {
  if (isPacked(states, update))
    return device === "scalar" ? packedMachine(side) : wasmPackedMachine(wasm("ising"), side);
  return device === "scalar" ? siteMachine(side, states) : wasmSiteMachine(wasm("ising"), side, states);
}
