import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { labs as allLabs, type LabEntry } from "../../shared/labs/index.ts";
import type { WasmName } from "../../shared/labs/lab.ts";
import type { Pool } from "../compute/job.ts";
import { type CompiledModule, moduleCache } from "../compute/modules.ts";
import { createPool, type PoolOptions } from "../compute/pool.ts";
import type { Port } from "../compute/thread.ts";
import type { Clock } from "../compute/thread-set.ts";

const require = createRequire(import.meta.url);

export const nodeClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The same pool as the page's, on Node worker threads. `script` and `labs` are replaced by tests. */
export function createNodePool(
  options: Partial<PoolOptions> & { readonly labs?: readonly LabEntry[]; readonly script?: URL } = {},
): Pool {
  const { labs = allLabs, script = new URL("./thread.ts", import.meta.url), ...rest } = options;
  return createPool({
    threads: availableParallelism(),
    clock: nodeClock,
    spawn: () => workerThread(script),
    ...moduleCache(labs, readModule, nodeClock),
    ...rest,
  });
}

export function workerThread(script: URL): Port {
  // What a thread prints must not get between the lines of JSON.
  const worker = new Worker(script, { stdout: true });
  worker.stdout.on("data", (bytes: Uint8Array) => process.stderr.write(bytes));
  return {
    endpoint: nodeEndpoint(worker),
    onBroken(listener) {
      worker.on("error", (error) => listener(`error: ${error instanceof Error ? error.message : String(error)}`));
      worker.on("messageerror", () => listener("messageerror: a message could not be read"));
      worker.on("exit", (code) => listener(`the thread ended with exit code ${code}`));
    },
    terminate() {
      worker.terminate().catch(() => undefined);
    },
  };
}

/** tensorflow.js comes with its own file, the one of its builds for SIMD and one thread. */
export function moduleUrl(name: WasmName): URL {
  return name === "tensorflow"
    ? pathToFileURL(require.resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"))
    : new URL(`../../shared/wasm/${name}.wasm`, import.meta.url);
}

async function readModule(name: WasmName): Promise<CompiledModule> {
  const bytes = await readFile(moduleUrl(name)).catch(() => {
    throw new Error(`module ${name} is not built (run npm run wasm)`);
  });
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  return { module: await WebAssembly.compile(buffer), sha256: await sha256Hex(buffer) };
}
