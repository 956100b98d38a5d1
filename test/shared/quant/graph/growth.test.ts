import { expect, test } from "vitest";
import { type FloatGraph, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import { scalarGraphs, wasmGraphs } from "../../../../shared/quant/graph/index.ts";
import { fresh } from "../../../wasm.ts";

const weights = Float32Array.from({ length: 20 * 6 }, (_, at) => ((at * 7919) % 1000) / 5e3 - 0.1);
const dense = { name: "dense", inputs: ["input"], op: "dense", units: 6, weights, bias: new Float32Array(6) } as const;
const float: FloatGraph = { input: { shape: [20] }, nodes: [dense], outputs: ["dense"] };

test("a module whose memory grows while it runs still gives its answer", () => {
  const rows = Float32Array.from({ length: 5 * 20 }, (_, at) => ((at * 31) % 256) / 255);
  const { graph } = quantiseGraph(float, rows);
  const module = fresh("quant");
  const runGraph: typeof module.runGraph = (...given) => {
    module.runGraph(...given);
    // As where it takes room itself, beyond the end of its memory.
    (module.memory as unknown as { grow(pages: number): number }).grow(1);
  };
  const engine = wasmGraphs(() => ({ ...module, runGraph }));
  for (let again = 0; again < 2; again++) expect(engine.run(graph, rows)).toEqual(scalarGraphs.run(graph, rows));
});
