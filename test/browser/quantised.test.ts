/** Published graphs answer in a page with the bytes that Node and the edge give: test/golden has them, test/shared/quant/golden.test.ts compares there. */
import { describe, expect, it } from "vitest";
import { parseGraph, scalarGraphs, wasmGraphs } from "../../shared/quant/graph/index.ts";
import { instantiate } from "../../shared/wasm/instantiate.ts";
import plain from "../../shared/wasm/quant.wasm?url";
import relaxed from "../../shared/wasm/quant-relaxed.wasm?url";
import graphs from "../golden/graphs-int8-1.json";
import { goldenRows } from "../oracles/golden-graphs.ts";

const compiled = (url: string) => WebAssembly.compileStreaming(fetch(url));
const [plainModule, relaxedModule] = await Promise.all([compiled(plain), compiled(relaxed)]);

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

describe.each(Object.entries(graphs))("a published graph, %s, has Node's bytes", (name, { file, answers }) => {
  it.each([
    ["scalar", scalarGraphs],
    ["plain", wasmGraphs(() => instantiate("quant", plainModule))],
    ["relaxed", wasmGraphs(() => instantiate("quant", relaxedModule))],
  ])("%s", (_, engine) => {
    const given = engine.run(parseGraph(bytesOf(file)), goldenRows(name));
    expect(Object.fromEntries(Object.entries(given).map(([value, codes]) => [value, Array.from(codes)]))).toEqual(
      answers,
    );
  });
});
