import { type GraphEngine, scalarGraphs, wasmGraphs } from "../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../shared/wasm/instantiate.ts";
import { compiled, fresh } from "../../wasm.ts";

/** All that give the same bytes. */
export const engines: Readonly<Record<string, () => GraphEngine>> = {
  scalar: () => scalarGraphs,
  wasm: () => wasmGraphs(() => fresh("quant")),
  relaxed: () => wasmGraphs(() => instantiate("quant", compiled("quant-relaxed"))),
};
