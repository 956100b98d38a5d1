import { readFileSync } from "node:fs";
import { instantiate } from "../shared/wasm/instantiate.ts";
import type { WasmModules } from "../shared/wasm/modules.ts";

const modules = new Map<string, WebAssembly.Module>();

/** A built module, compiled once. */
export function compiled(name: string): WebAssembly.Module {
  const module =
    modules.get(name) ?? new WebAssembly.Module(readFileSync(new URL(`../shared/wasm/${name}.wasm`, import.meta.url)));
  modules.set(name, module);
  return module;
}

/** Exports of a fresh instance of a built module. */
export const fresh = <Name extends keyof WasmModules>(name: Name): WasmModules[Name] =>
  instantiate(name, compiled(name));

/** Where no module may be asked for. */
export const noWasm = (): never => {
  throw new Error("this test has no modules");
};
