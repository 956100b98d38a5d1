import { readFileSync } from "node:fs";
import { startTensorflow } from "../client/compute/tensorflow.ts";
import { moduleUrl } from "../client/terminal/pool.ts";

/** tensorflow.js on its wasm backend, as threads have it. */
export const tensorflow = await startTensorflow(new WebAssembly.Module(readFileSync(moduleUrl("tensorflow"))));
