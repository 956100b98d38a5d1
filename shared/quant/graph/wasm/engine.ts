import { sizeOf } from "../../../nets/tensor.ts";
import { growing, put } from "../../../wasm/room.ts";
import type { GraphEngine, GraphRows } from "../engine.ts";
import { rowsIn } from "../rows.ts";
import { checkState } from "../state.ts";
import type { QuantGraph } from "../tensors.ts";
import { codesOf } from "../values.ts";
import { type Placed, type Plan, place } from "./place.ts";
import type { QuantModule } from "./products.ts";

interface Opened {
  readonly graph: QuantGraph;
  readonly module: QuantModule;
  readonly placed: Placed;
  readonly size: number;
  readonly inputs: (bytes: number) => number;
  readonly outputs: (bytes: number) => number;
  /** The values that were wanted last, as the module reads them. */
  wanted: Wanted;
  /** The memory under two types, made again when it has grown. */
  f32: Float32Array;
  u8: Uint8Array;
}

interface Wanted {
  readonly plan: Plan;
  readonly names: readonly string[];
  readonly sizes: readonly number[];
  readonly pairs: number;
  readonly bytes: number;
}

/**
 * The engine in WebAssembly. `instantiate` makes fresh exports of the module `quant` or `quant-relaxed`; one instance serves one graph and is kept for it.
 * An answer is one call, and allocates nothing but its result.
 */
export function wasmGraphs(instantiate: () => QuantModule): GraphEngine {
  let kept: Opened | undefined;
  return {
    run(graph, rows, wanted = graph.outputs, state) {
      if (kept?.graph !== graph) kept = open(graph, instantiate());
      return runOpened(kept, rows, wanted, state);
    },
  };
}

function open(graph: QuantGraph, module: QuantModule): Opened {
  const placed = place(module, graph);
  return {
    graph,
    module,
    placed,
    size: sizeOf(graph.input.shape),
    inputs: growing(module),
    outputs: growing(module),
    wanted: wantedOf(module, placed, graph.outputs),
    f32: new Float32Array(module.memory.buffer),
    u8: new Uint8Array(module.memory.buffer),
  };
}

function wantedOf(module: QuantModule, { values, places, whole, joined }: Placed, names: readonly string[]): Wanted {
  const plan = names.some((name) => joined.without.has(name)) ? whole : joined;
  const sizes = names.map((name) => sizeOf(codesOf(values, name).shape));
  const pairs = Int32Array.from(names.flatMap((name, i) => [places.get(name) as number, sizes[i]]));
  return { plan, names, sizes, pairs: put(module, pairs), bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const sameNames = (a: readonly string[], b: readonly string[]) =>
  a === b || (a.length === b.length && a.every((name, i) => name === b[i]));

function runOpened(
  opened: Opened,
  rows: GraphRows,
  names: readonly string[],
  state: Uint8Array | undefined,
): Readonly<Record<string, Uint8Array>> {
  const { graph, module, placed, size } = opened;
  const count = rowsIn(graph, rows);
  if (!sameNames(opened.wanted.names, names)) opened.wanted = wantedOf(module, placed, names);
  const { wanted } = opened;
  const areCodes = rows instanceof Uint8Array;
  const input = opened.inputs((areCodes ? 1 : 4) * rows.length + 64);
  const out = opened.outputs(count * wanted.bytes);
  refresh(opened);
  const { kept } = placed;
  if (kept.length > 0) {
    const last = kept[kept.length - 1];
    const own = opened.u8.subarray(placed.state, placed.state + last.from + last.bytes);
    if (state) {
      checkState(kept, state);
      own.set(state);
    } else own.fill(0);
  } else if (state) checkState(kept, state);
  if (areCodes) opened.u8.set(rows, input);
  else opened.f32.set(rows, input >> 2);
  const rowBytes = areCodes ? size : 4 * size;
  const { address, operations } = wanted.plan;
  module.runGraph(address, operations, areCodes, input, rowBytes, count, wanted.pairs, names.length, out);
  // It may have taken room for the values of many rows.
  refresh(opened);
  state?.set(opened.u8.subarray(placed.state, placed.state + state.length));
  return taken(opened.u8.subarray(out, out + count * wanted.bytes), wanted, count);
}

/** Views of a memory end when it grows. */
function refresh(opened: Opened): void {
  const { buffer } = opened.module.memory;
  if (opened.u8.buffer === buffer) return;
  opened.f32 = new Float32Array(buffer);
  opened.u8 = new Uint8Array(buffer);
}

/** The bytes of each value out of those of all, which lie row by row. */
function taken(bytes: Uint8Array, { names, sizes, bytes: stride }: Wanted, count: number): Record<string, Uint8Array> {
  if (names.length === 1) return { [names[0]]: bytes.slice() };
  let from = 0;
  return Object.fromEntries(
    names.map((name, i) => {
      const own = new Uint8Array(count * sizes[i]);
      for (let n = 0; n < count; n++)
        own.set(bytes.subarray(n * stride + from, n * stride + from + sizes[i]), n * sizes[i]);
      from += sizes[i];
      return [name, own];
    }),
  );
}
