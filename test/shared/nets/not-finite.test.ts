import { expect, test } from "vitest";
import { ACTIVATIONS, type DenseNet, type NetSpec } from "../../../shared/kernels/dense/net.ts";
import { scalarNet } from "../../../shared/kernels/dense/scalar.ts";
import { wasmNet } from "../../../shared/kernels/dense/wasm.ts";
import { layeredNet } from "../../../shared/nets/layered.ts";
import { isFused, type LayerActivation, type LayeredSpec, SMOOTH_ACTIVATIONS } from "../../../shared/nets/layers.ts";
import { scalarPasses } from "../../../shared/nets/scalar-passes.ts";
import { tensorflowPasses } from "../../../shared/nets/tensorflow-passes.ts";
import { finite, NotFiniteError, refuseNonFinite } from "../../../shared/not-finite.ts";
import { tensorflow } from "../../tensorflow.ts";
import { fresh } from "../../wasm.ts";

const rows = 3;
/** Our fused step has no normalisation: with it the net is that of tensorflow.js. */
const specOf = (activation: LayerActivation, loss: LayeredSpec["loss"], normalised: boolean): LayeredSpec => ({
  widths: [5, 4, 2, 5],
  activations: [activation, activation],
  normalised: [normalised, false],
  dropout: [0, 0],
  loss,
});
const engines: readonly [string, (spec: LayeredSpec) => DenseNet | null][] = [
  ["scalar", (spec) => (isFused(spec) ? scalarNet(spec, rows) : null)],
  ["wasm", (spec) => (isFused(spec) ? wasmNet(fresh("nets"), spec as NetSpec, rows) : null)],
  ["written-out passes", (spec) => layeredNet(spec, rows, scalarPasses(spec), [1, 2])],
  ["tensorflow.js", (spec) => layeredNet(spec, rows, tensorflowPasses(tensorflow, spec), [1, 2])],
];
const activations = [...ACTIVATIONS, ...SMOOTH_ACTIVATIONS];

// tensorflow.js has fused steps that turn NaN into a number on wasm, and engines differ in max(0, NaN): a net must not learn on as if nothing were wrong.
test.each(engines)("one NaN among the weights of any layer makes the loss NaN: %s", (_, make) => {
  let asked = 0;
  for (const activation of activations)
    for (const loss of ["mse", "cross-entropy"] as const)
      for (const normalised of [false, true]) {
        const net = make(specOf(activation, loss, normalised));
        if (net === null) continue;
        net.loadTable(new Float32Array(5 * rows).fill(0.5));
        net.load([0, 1, 2]);
        const healthy = net.parameters().fill(0.1);
        for (const at of [0, 21, 25, 33, healthy.length - 1]) {
          net.setParameters(healthy.map((value, p) => (p === at ? Number.NaN : value)));
          const name = `${activation}, ${loss}, weight ${at}`;
          expect(net.evaluate(rows).loss, name).toBeNaN();
          expect(net.train(rows, { kind: "adam", rate: 0.01 }, 1).loss, name).toBeNaN();
          asked++;
        }
        net.setParameters(healthy);
        expect(net.evaluate(rows).loss).toBeGreaterThan(0);
      }
  expect(asked).toBeGreaterThanOrEqual(5 * 2 * ACTIVATIONS.length);
});

test("a number that is not finite is named with its value", () => {
  expect(finite(-0.5, "loss")).toBe(-0.5);
  expect(() => finite(Number.POSITIVE_INFINITY, "loss at step 3")).toThrow(
    new NotFiniteError("loss at step 3 is Infinity"),
  );
  expect(() => refuseNonFinite([1, Number.NaN, Number.NaN], "parameter")).toThrow("parameter 1 is NaN");
  expect(() => refuseNonFinite([1, 2], "parameter")).not.toThrow();
});
