import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { eachRow, type FloatGraph, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import {
  dequantised,
  encodeGraph,
  type GraphEngine,
  nodeAlone,
  parseGraph,
  scalarGraphs,
  stateBytes,
  valueNamed,
  valuesOf,
  wasmGraphs,
} from "../../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import { thorough } from "../../../thorough.ts";
import { compiled, fresh } from "../../../wasm.ts";
import { floatGraphs } from "./random-graphs.ts";

const engines = {
  plain: () => wasmGraphs(() => fresh("quant")),
  relaxed: () => wasmGraphs(() => instantiate("quant", compiled("quant-relaxed"))),
};
const numRuns = thorough ? 2000 : 300;

/** What no calibration saw. */
function oddRows(count: number): Float32Array {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5, 1.5, -0.5, 28.5, 1e9, -3e38, 1e-40];
  return Float32Array.from({ length: count }, (_, i) => odd[i % odd.length]);
}

test("random graphs: scalar, plain and relaxed engine give the same bytes of every value, read back from a file too", () => {
  const check = ({ float, rows, options }: typeof floatGraphs extends fc.Arbitrary<infer T> ? T : never) => {
    const { graph } = quantiseGraph(float, rows, options);
    expect(parseGraph(encodeGraph(graph))).toEqual(graph);
    const takesCodes = graph.input.things === undefined;
    const wanted = [...(takesCodes ? ["input"] : []), ...graph.nodes.map(({ name }) => name)];
    const kept = new Uint8Array(stateBytes(graph));
    const expected = scalarGraphs.run(graph, rows, wanted, kept);
    for (const [name, engine] of Object.entries(engines)) {
      const own = engine();
      const state = new Uint8Array(kept.length);
      expect(own.run(graph, rows, wanted, state), name).toEqual(expected);
      expect(state, name).toEqual(kept);
      // Row by row, and from nothing.
      const [first] = graph.outputs;
      const width = rows.length / 3;
      state.fill(0);
      const one = [0, 1, 2].map(
        (n) => own.run(graph, rows.subarray(n * width, (n + 1) * width), [first], state)[first],
      );
      expect(Uint8Array.from(one.flatMap((codes) => [...codes])), name).toEqual(expected[first]);
      expect(state, name).toEqual(kept);
      expect(own.run(graph, rows, wanted), name).toEqual(expected);
      expect(own.run(graph, oddRows(rows.length)), name).toEqual(scalarGraphs.run(graph, oddRows(rows.length)));
      if (!takesCodes) continue;
      // Codes instead of numbers; and only the outputs, where a value between may never come about.
      expect(own.run(graph, expected.input), name).toEqual(
        Object.fromEntries(graph.outputs.map((output) => [output, expected[output]])),
      );
    }
  };
  fc.assert(fc.property(floatGraphs, check), { numRuns, seed: 5 });
});

test("numbers between two things are those of the nearest, halves of the even one; what is none is the first", () => {
  const float: FloatGraph = {
    input: { shape: [1], things: 5 },
    nodes: [{ name: "e", inputs: ["input"], op: "embedding", units: 1, weights: Float32Array.of(0, 1, 2, 3, 4) }],
    outputs: ["e"],
  };
  const { graph } = quantiseGraph(float, Float32Array.of(0, 1, 2, 3, 4));
  const given = [0.49, 0.5, 0.51, 1.5, 2.5, 3.5, 4.5, -0.5, -7, 1e9, Number.POSITIVE_INFINITY, Number.NaN];
  const nearest = [0, 0, 1, 2, 2, 4, 4, 0, 0, 4, 4, 0];
  const codes = (engine: GraphEngine, rows: readonly number[]) => engine.run(graph, Float32Array.from(rows)).e;
  expect(new Set(codes(scalarGraphs, [0, 1, 2, 3, 4])).size).toBe(5);
  for (const engine of [scalarGraphs, engines.plain(), engines.relaxed()])
    expect(codes(engine, given)).toEqual(codes(scalarGraphs, nearest));
});

test("inputs halfway between two codes take the even one, before the zero is added", () => {
  const float: FloatGraph = {
    input: { shape: [1] },
    nodes: [{ name: "f", inputs: ["input"], op: "reshape", shape: [1] }],
    outputs: ["f"],
  };
  const { graph } = quantiseGraph(float, Float32Array.of(-1, 1));
  const halves = { ...graph, input: { ...graph.input, code: { scale: 1, zero: 3, top: 127 as const } } };
  for (const engine of [scalarGraphs, engines.plain(), engines.relaxed()])
    expect(Array.from(engine.run(halves, Float32Array.of(-3.5, -2.5, -0.5, 0.5, 1.5, 2.5, 123.5, 124.5)).f)).toEqual([
      0, 1, 3, 3, 5, 5, 127, 127,
    ]);
});

test("a node alone gives for its codes what it gives in the whole", () => {
  const check = ({ float, rows }: typeof floatGraphs extends fc.Arbitrary<infer T> ? T : never) => {
    const { graph } = quantiseGraph(float, rows);
    for (const node of graph.nodes) {
      const [source, ...more] = node.inputs;
      if (more.length > 0 || (source === "input" && graph.input.things !== undefined)) {
        expect(() => nodeAlone(graph, node.name)).toThrow("must take one value");
        continue;
      }
      const values = scalarGraphs.run(graph, rows, [source, node.name]);
      const alone = parseGraph(encodeGraph(nodeAlone(graph, node.name)));
      expect(scalarGraphs.run(alone, values[source])[node.name]).toEqual(values[node.name]);
    }
  };
  fc.assert(fc.property(floatGraphs, check), { numRuns: 60, seed: 8 });
});

test("integers stay close to the floats that they stand for", () => {
  const errors: number[] = [];
  const check = ({ float, rows }: typeof floatGraphs extends fc.Arbitrary<infer T> ? T : never) => {
    const { graph, standsFor } = quantiseGraph(float, rows);
    const [output] = graph.outputs;
    const { code, shape } = valueNamed(valuesOf(graph), output);
    const codes = dequantised(code, scalarGraphs.run(graph, rows)[output]);
    const size = sizeOf(shape);
    eachRow(float, rows, (values, n) => {
      const floats = values.get(standsFor[output]) as Float64Array;
      for (const [i, y] of floats.entries()) errors.push(Math.abs(y - codes[n * size + i]) / (code.top * code.scale));
    });
  };
  fc.assert(fc.property(floatGraphs, check), { numRuns: 100, seed: 6 });
  errors.sort((a, b) => a - b);
  // Codes of 7 bits are off by up to 0.4 % of their range at each step; a few steps add up, and a softmax of steep rows multiplies.
  expect(errors[Math.floor(0.5 * errors.length)]).toBeLessThan(0.01);
  expect(errors[Math.floor(0.95 * errors.length)]).toBeLessThan(0.06);
});
