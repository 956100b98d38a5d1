/** Dense nets of the format "latente-dense-int8/1" on the runtime of graphs: the encoder and the decoder are a graph each. */
import type { GraphEngine } from "./graph/engine.ts";
import { type NodeHead, TOP_7, TOP_8 } from "./graph/head.ts";
import { scalarGraphs } from "./graph/scalar/engine.ts";
import type { QuantGraph } from "./graph/tensors.ts";
import { wasmGraphs } from "./graph/wasm/engine.ts";
import type { QuantModule } from "./graph/wasm/products.ts";
import { CODE_TOP, type QuantLayer, type QuantNet, type Range } from "./net.ts";

export interface QuantEngine {
  /**
   * Rows of finite numbers through layers [from, to), the encoder, the decoder or both: to 0…127 first, values outside the range clipped. `values`: rows × inputs. Returns rows ×
   * outputs bytes.
   */
  run(net: QuantNet, layers: readonly [from: number, to: number], values: Float64Array, range: Range): Uint8Array;
}

/** The readable engine. Sums stay below 2^28 (`format.ts` sees to it), products below 2^52. */
export const scalarEngine: QuantEngine = engineOver(() => scalarGraphs);

/** The engine in WebAssembly. `instantiate` makes fresh exports of the module `quant` or `quant-relaxed`: two, which are kept for a net that is queried again. */
export function wasmEngine(instantiate: () => QuantModule): QuantEngine {
  return engineOver(() => wasmGraphs(instantiate));
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly graph: QuantGraph;
  readonly engine: GraphEngine;
}

function engineOver(open: () => GraphEngine): QuantEngine {
  let kept: { readonly net: QuantNet; readonly parts: readonly Part[] } | undefined;
  return {
    run(net, [from, to], values, range) {
      if (kept?.net !== net) kept = { net, parts: partsOf(net, open) };
      let codes = quantised(values, range);
      for (const part of kept.parts)
        if (part.from >= from && part.to <= to) codes = part.engine.run(part.graph, codes)[part.graph.outputs[0]];
      return codes;
    },
  };
}

function partsOf(net: QuantNet, open: () => GraphEngine): readonly Part[] {
  const ends = [0, net.encoder, net.layers.length];
  return [0, 1]
    .map((part) => ({ from: ends[part], to: ends[part + 1] }))
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => ({ from, to, graph: graphOf(net, from, to), engine: open() }));
}

/** What codes stand for is the net's affair: the graph has scales of 1. */
function graphOf({ layers }: QuantNet, from: number, to: number): QuantGraph {
  const own = layers.slice(from, to);
  const nodes = own.map((layer, l): NodeHead => {
    const top = from + l === layers.length - 1 ? TOP_8 : TOP_7;
    const { outputs: units, zero, table, leaky } = layer;
    return {
      name: `layer${l}`,
      op: "dense",
      inputs: [l === 0 ? "input" : `layer${l - 1}`],
      units,
      storage: { kind: "int8" },
      code: { scale: 1, zero: table ? 0 : zero, top },
      ...(leaky && { leaky: true }),
      ...(table && { tableZero: zero }),
    };
  });
  return {
    input: { shape: [own[0].inputs], code: { scale: 1, zero: 0, top: TOP_7 } },
    nodes,
    outputs: [`layer${own.length - 1}`],
    tensors: Object.fromEntries(own.flatMap((layer, l) => tensorsOf(layer, `layer${l}`))),
  };
}

function tensorsOf({ weights, bias, multipliers, shifts, table }: QuantLayer, name: string) {
  const rescale = new Int32Array(2 * bias.length);
  rescale.set(multipliers);
  rescale.set(shifts, bias.length);
  return Object.entries({ weights, bias, rescale, ...(table && { table }) }).map(
    ([part, values]) => [`${name}.${part}`, values] as const,
  );
}

/** ⌊(value − low) / (high − low) · 127 + ½⌋ in float64, clipped. */
function quantised(values: Float64Array, { low, high }: Range): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const step = Math.floor(((values[i] - low) / (high - low)) * CODE_TOP + 0.5);
    bytes[i] = Math.min(Math.max(step, 0), CODE_TOP);
  }
  return bytes;
}
