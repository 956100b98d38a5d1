/** The door of the kernel. */
import type { WasmModules } from "../../wasm/modules.ts";
import type { SoftmaxMachine } from "./machine.ts";
import { scalarMachine } from "./scalar.ts";
import { wasmMachine } from "./wasm.ts";

/** On which device: `Context` of a process, as far as this kernel wants it. */
interface Place {
  readonly device: string;
  wasm(name: "softmax"): WasmModules["softmax"];
}

/** A model of zeros; `width` is a multiple of four. */
export function openSoftmax(words: number, width: number, { device, wasm }: Place): SoftmaxMachine {
  return device === "scalar" ? scalarMachine(words, width) : wasmMachine(wasm("softmax"), words, width);
}
