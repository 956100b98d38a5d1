import type { WasmModules } from "./modules.ts";

/** What every module starts with, in pages of 64 KiB. */
export const newMemory = (): WebAssembly.Memory => new WebAssembly.Memory({ initial: 1 });

/**
 * A fresh instance of the compiled module of that name, on memory of its own: its exports, with the types that the build has written for them.
 * `memory`: as `newMemory` makes it, or one that is zero throughout and that nobody uses any more.
 */
export function instantiate<Name extends keyof WasmModules>(
  _name: Name,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory = newMemory(),
): WasmModules[Name] {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as WasmModules[Name];
}
