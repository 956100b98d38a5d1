/** A thread that measures relaxed SIMD. It is ended with its answer. */
import { timesOf } from "../../../../shared/labs/inference/hardware/relaxed.ts";
import { parseGraph } from "../../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import quantUrl from "../../../../shared/wasm/quant-relaxed.wasm?url";
import roofUrl from "../../../../shared/wasm/roofline-relaxed.wasm?url";
import type { RelaxedOrder, RelaxedReport } from "./relaxed-protocol.ts";

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const tell = (report: RelaxedReport) => scope.postMessage(report);
const moduleAt = (url: string) => WebAssembly.compileStreaming(fetch(url));

async function measure({ chain, file }: RelaxedOrder): Promise<void> {
  try {
    const [roof, quant] = await Promise.all([moduleAt(roofUrl), moduleAt(quantUrl)]);
    const modules = { roofline: () => instantiate("roofline", roof), quant: () => instantiate("quant", quant) };
    tell({ kind: "found", ...timesOf(chain, parseGraph(file), modules, () => performance.now()) });
  } catch (error) {
    tell({ kind: "absent", why: error instanceof WebAssembly.CompileError ? "no-relaxed" : "failed" });
  }
}

scope.onmessage = ({ data }: MessageEvent<RelaxedOrder>) => {
  void measure(data);
};
