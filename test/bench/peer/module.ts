/**
 * The sampler with the densities that were written by hand in AssemblyScript, which compiled texts are compared with: the module of the lab, built with them
 * in the place of the table that it calls (into out/, when it is asked for).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { main } from "assemblyscript/asc";
import type { WasmModules } from "../../../shared/wasm/modules.ts";
import { put } from "../../../shared/wasm/room.ts";
import { sourceOf } from "../../../shared/wasm/sources.mjs";
import type { HandWritten } from "./targets/index.ts";
import type { RegressionReport } from "./targets/regression.ts";

export type Peer = WasmModules["mcmc"] & {
  setLinear(k: number, rows: number, remainder: number, r: number, qty: number, report: number): void;
  setLogistic(k: number, blocks: number, padding: number, x: number, xty: number, report: number): void;
};

const ENTRY = "shared/kernels/mcmc/assembly/peer.module.ts";
const entry = `export * from "./mcmc.module";
export { setLinear, setLogistic } from "./regression";
`;
const root = new URL("../../../", import.meta.url);
const textOf = (file: string): string | null => {
  try {
    return readFileSync(new URL(file, root), "utf8");
  } catch {
    return null;
  }
};

/** A file of the peer stands for that of the lab. */
function read(file: string): string | null {
  if (file === ENTRY) return entry;
  const [, name] = /^shared\/kernels\/mcmc\/assembly\/(targets|regression)\.ts$/.exec(file) ?? [];
  if (name) return textOf(`test/bench/peer/assembly/${name}.ts`);
  return sourceOf(file, textOf);
}

let built: Promise<WebAssembly.Module> | undefined;

async function build(): Promise<WebAssembly.Module> {
  const written = new Map<string, Uint8Array<ArrayBuffer>>();
  const options = ["-o", "peer.wasm", "--runtime", "stub", "--enable", "simd", "--use", "abort=", "-O3", "--noAssert"];
  const { error, stderr } = await main([ENTRY, ...options], {
    readFile: read,
    writeFile: (file, contents) => {
      if (typeof contents !== "string") written.set(extname(file), Uint8Array.from(contents));
    },
    listFiles: () => null,
  });
  const bytes = written.get(".wasm");
  if (error || bytes === undefined) throw new Error(`the peer cannot be built: ${stderr.toString()}`, { cause: error });
  mkdirSync(new URL("out/", root), { recursive: true });
  writeFileSync(new URL("out/peer-mcmc.wasm", root), bytes);
  return new WebAssembly.Module(bytes);
}

/** Makes fresh instances. */
export async function peerModule(): Promise<() => Peer> {
  built ??= build();
  const module = await built;
  return () => new WebAssembly.Instance(module, {}).exports as unknown as Peer;
}

/** Hands a density to the peer. */
export function loadPeer(module: Peer, { code, target, linear, logistic }: HandWritten): void {
  module.setTarget(code, 0, 0, 0, target.dimension, target.names.length);
  if (linear !== undefined) {
    const { coefficients, rows, remainder, triangle, projection, report } = linear;
    const reportAt = put(module, reportValues(report));
    module.setLinear(coefficients, rows, remainder, put(module, triangle), put(module, projection), reportAt);
  }
  if (logistic !== undefined) {
    const { coefficients, blocks, padding, design, successes, report } = logistic;
    const reportAt = put(module, reportValues(report));
    module.setLogistic(coefficients, blocks, padding, put(module, design), put(module, successes), reportAt);
  }
}

function reportValues({ responseCentre, responseScale, centres, scales }: RegressionReport): Float64Array {
  return Float64Array.of(responseCentre, responseScale, ...centres, ...scales);
}
