import type { WasmName } from "../../../shared/labs/lab.ts";
import { type CompiledModule, sha256 } from "../modules.ts";

const urls = import.meta.glob<string>("../../../shared/wasm/*.wasm", { query: "?url", import: "default", eager: true });

/** Compiles while the bytes come in, and hashes them. */
export async function fetchModule(name: WasmName): Promise<CompiledModule> {
  const url = urls[`../../../shared/wasm/${name}.wasm`];
  if (url === undefined) throw new Error(`module ${name} is not part of this build`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`module ${name} did not come: HTTP ${response.status} (reload the page)`);
  const bytes = response.clone().arrayBuffer();
  const [module, hash] = await Promise.all([WebAssembly.compileStreaming(response), bytes.then(sha256)]);
  return { module, sha256: hash };
}
