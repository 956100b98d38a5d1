import { readFileSync } from "node:fs";

export const compiled = (name: string): WebAssembly.Module =>
  new WebAssembly.Module(readFileSync(new URL(`../../shared/wasm/${name}.wasm`, import.meta.url)));

export const fresh = (module: WebAssembly.Module): Record<string, unknown> =>
  new WebAssembly.Instance(module, {}).exports as Record<string, unknown>;
