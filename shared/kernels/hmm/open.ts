/** The door of forward–backward. */
import type { WasmModules } from "../../wasm/modules.ts";
import type { HmmMachine } from "./machine.ts";
import { scalarMachine } from "./scalar.ts";
import { wasmMachine } from "./wasm.ts";

/** On which device: `Context` of a process, as far as this kernel wants it. */
interface Place {
  readonly device: string;
  wasm(name: "hmm"): WasmModules["hmm"];
}

export function openHmm({ device, wasm }: Place): HmmMachine {
  return device === "scalar" ? scalarMachine : wasmMachine(wasm("hmm"));
}
