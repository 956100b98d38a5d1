import tensorflow from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import type { WasmName } from "../../../shared/labs/lab.ts";
import type { CompiledModule } from "../modules.ts";

/** Whatever the build has made; relaxed SIMD is only for the edge. */
const ours = import.meta.glob<string>(["../../../shared/wasm/*.wasm", "!../../../shared/wasm/*-relaxed.wasm"], {
  query: "?url",
  import: "default",
  eager: true,
});
const urlOf = (name: WasmName) => (name === "tensorflow" ? tensorflow : ours[`../../../shared/wasm/${name}.wasm`]);

/** Compiles while the bytes arrive, and hashes them. */
export async function fetchModule(name: WasmName, heard: () => void): Promise<CompiledModule> {
  const response = await fetch(urlOf(name));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  heard();
  const bytes = response.clone().arrayBuffer();
  const [module, hash] = await Promise.all([WebAssembly.compileStreaming(response), bytes.then(sha256Hex)]);
  return { module, sha256: hash };
}
