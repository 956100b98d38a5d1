import { readFileSync } from "node:fs";
import type { WasmName } from "../../../shared/labs/lab.ts";

const compiled = new Map<string, WebAssembly.Module>();

/** Exports of a fresh instance of a module. */
export function fresh(name: WasmName): Record<string, unknown> {
  const module =
    compiled.get(name) ??
    new WebAssembly.Module(readFileSync(new URL(`../../../shared/wasm/${name}.wasm`, import.meta.url)));
  compiled.set(name, module);
  return new WebAssembly.Instance(module, {}).exports as Record<string, unknown>;
}
