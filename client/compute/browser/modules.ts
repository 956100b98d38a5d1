import tensorflow from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import type { WasmName } from "../../../shared/labs/lab.ts";
import ica from "../../../shared/wasm/ica.wasm?url";
import math from "../../../shared/wasm/math.wasm?url";
import mcmc from "../../../shared/wasm/mcmc.wasm?url";
import moments from "../../../shared/wasm/moments.wasm?url";
import nets from "../../../shared/wasm/nets.wasm?url";
import ppca from "../../../shared/wasm/ppca.wasm?url";
import quant from "../../../shared/wasm/quant.wasm?url";
import rbm from "../../../shared/wasm/rbm.wasm?url";
import sfa from "../../../shared/wasm/sfa.wasm?url";
import sparse from "../../../shared/wasm/sparse.wasm?url";
import type { CompiledModule } from "../modules.ts";

const urls: Readonly<Record<WasmName, string>> = {
  ica,
  math,
  mcmc,
  moments,
  nets,
  ppca,
  quant,
  rbm,
  sfa,
  sparse,
  tensorflow,
};

/** Compiles while the bytes come in, and hashes them. */
export async function fetchModule(name: WasmName): Promise<CompiledModule> {
  const response = await fetch(urls[name]);
  if (!response.ok) throw new Error(`module ${name} did not come: HTTP ${response.status} (reload the page)`);
  const bytes = response.clone().arrayBuffer();
  const [module, hash] = await Promise.all([WebAssembly.compileStreaming(response), bytes.then(sha256Hex)]);
  return { module, sha256: hash };
}
