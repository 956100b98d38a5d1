import { readFileSync } from "node:fs";
import type { McmcModule } from "../../../../shared/kernels/mcmc/wasm.ts";

const compiled = new WebAssembly.Module(readFileSync(new URL("../../../../shared/wasm/mcmc.wasm", import.meta.url)));

/** A fresh instance of the built module. */
export function freshModule(): McmcModule {
  return new WebAssembly.Instance(compiled, {}).exports as unknown as McmcModule;
}
