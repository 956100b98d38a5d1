import type { WasmModules } from "./modules.ts";

/** A fresh instance (own memory) of the compiled module of that name: its exports, with the types that the build has written for them. */
export function instantiate<Name extends keyof WasmModules>(
  _name: Name,
  module: WebAssembly.Module,
): WasmModules[Name] {
  return new WebAssembly.Instance(module, {}).exports as unknown as WasmModules[Name];
}
