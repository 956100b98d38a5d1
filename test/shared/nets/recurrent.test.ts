import { describe, expect, it } from "vitest";
import { float64 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { initialise } from "../../../shared/nets/initial.ts";
import { embeddingLayer, gruLayer, joined, lstmLayer, steps } from "../../../shared/nets/layers/index.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { type ParameterLayout, parametersOf, planOf } from "../../../shared/nets/plan.ts";
import { scalarMachine, scalarProgram } from "../../../shared/nets/scalar.ts";
import { sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fillNormal } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const [samples, length, inputs, units] = [2, 3, 2, 3];
const x = input("x", [samples, length, inputs]);

type Weights = Readonly<Record<string, Float64Array>>;
type Vector = readonly number[];

function normals(size: number, stream: number): Float64Array {
  const out = new Float64Array(size);
  fillNormal([11, stream], 0, out);
  return out;
}

/** Values of tensors in float64 at these parameters and inputs; normals for those that are not given. */
function values(
  outputs: readonly Tensor[],
  layout: ParameterLayout,
  parameters: Float64Array,
  given: Readonly<Record<string, ArrayLike<number>>>,
) {
  const plan = planOf({ outputs: Object.fromEntries(outputs.map((tensor, i) => [`${i}`, tensor])) }, layout);
  const memory = { parameters, gradients: new Float64Array(0), arena: new Float64Array(plan.arena) };
  const program = scalarProgram(plan, samples, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  for (const name of plan.inputs.keys()) {
    const own = program.input(name);
    own.set(given[name] ?? normals(own.length, 9));
  }
  program.run();
  return outputs.map((_, i) => program.output(`${i}`).slice());
}

function drawn({ parts, count }: ParameterLayout) {
  const block = normals(count, 1);
  const weights: Weights = Object.fromEntries(
    parts.map(({ name, tensor, offset }) => [
      name.replace("a.", ""),
      block.subarray(offset, offset + sizeOf(tensor.shape)),
    ]),
  );
  return { block, weights };
}

const sigma = (v: number) => 1 / (1 + Math.exp(-v));
/** Unit u of gate g of so many: (v · matrix)[g, u]. */
const product = (v: Vector, matrix: Float64Array, gates: number, g: number, u: number) =>
  v.reduce((total, one, i) => total + one * matrix[i * gates * units + g * units + u], 0);
const each = (of: (u: number) => number): Vector => Array.from({ length: units }, (_, u) => of(u));

/** One step as the formulas have it, unit by unit. */
function gruStep(reset: "before" | "after", w: Weights, v: Vector, h: Vector): Vector {
  const own = (g: number, u: number) => product(v, w.weights, 3, g, u) + w.bias[g * units + u];
  const c = (g: number, u: number) => (reset === "after" ? w["recurrent.bias"][g * units + u] : 0);
  const gate = (g: number) => each((u) => sigma(own(g, u) + product(h, w["recurrent.weights"], 3, g, u) + c(g, u)));
  const [z, r] = [gate(0), gate(1)];
  const kept = each((u) => r[u] * h[u]);
  const n = each((u) =>
    Math.tanh(
      reset === "before"
        ? own(2, u) + product(kept, w["recurrent.weights"], 3, 2, u)
        : own(2, u) + r[u] * (product(h, w["recurrent.weights"], 3, 2, u) + c(2, u)),
    ),
  );
  return each((u) => (1 - z[u]) * n[u] + z[u] * h[u]);
}

/** Outputs of all steps of one sample. */
function unrolled(given: Float64Array, n: number, step: (v: Vector, h: Vector) => Vector): number[] {
  let h: Vector = each(() => 0);
  return Array.from({ length }, (_, t) => {
    h = step(Array.from(given.subarray((n * length + t) * inputs, (n * length + t + 1) * inputs)), h);
    return h;
  }).flat();
}

function lstmStepper(w: Weights) {
  let cell: Vector = each(() => 0);
  return (v: Vector, h: Vector) => {
    const at = (g: number, u: number) =>
      product(v, w.weights, 4, g, u) + product(h, w["recurrent.weights"], 4, g, u) + w.bias[g * units + u];
    cell = each((u) => sigma(at(1, u)) * cell[u] + sigma(at(0, u)) * Math.tanh(at(2, u)));
    return each((u) => sigma(at(3, u)) * Math.tanh(cell[u]));
  };
}

const nets: readonly (readonly [string, Tensor, (w: Weights) => (v: Vector, h: Vector) => Vector])[] = [
  [
    "GRU, reset before the product",
    joined(gruLayer("a", steps(x), units, { reset: "before" }).outputs),
    (w) => (v, h) => gruStep("before", w, v, h),
  ],
  [
    "GRU, reset after the product",
    joined(gruLayer("a", steps(x), units, { reset: "after" }).outputs),
    (w) => (v, h) => gruStep("after", w, v, h),
  ],
  ["LSTM", joined(lstmLayer("a", steps(x), units).outputs), lstmStepper],
];

describe.each(nets)("%s", (_, y, stepper) => {
  const layout = parametersOf([y]);
  const { block, weights } = drawn(layout);
  const given = normals(sizeOf(x.shape), 2);

  it("computes its formulas", () => {
    expect(y).toMatchObject({ shape: [samples, length, units], perSample: 1 });
    const [found] = values([y], layout, block, { x: given });
    const expected = [0, 1].flatMap((n) => unrolled(given, n, stepper(weights)));
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 12);
  });

  it("has the slopes of differences through time, once and twice", () => {
    const parameters = layout.parts.map(({ tensor }) => tensor);
    const loss = sum(multiply(y, feed("r", y.shape)));
    const slopes = grad(loss, parameters);
    const along = slopes
      .map((slope, i) => sum(multiply(slope, feed(`v${i}`, slope.shape))))
      .reduce((a, b) => multiply(a, b));
    for (const one of [loss, along]) {
      const found = values(grad(one, parameters), layout, block, { x: given });
      for (const [l, { offset, tensor }] of layout.parts.entries())
        for (let i = 0; i < sizeOf(tensor.shape); i += 2) {
          const moved = (step: number) => {
            const own = block.slice();
            own[offset + i] += step;
            return values([one], layout, own, { x: given })[0][0];
          };
          const expected = (moved(1e-5) - moved(-1e-5)) / 2e-5;
          expect(Math.abs(found[l][i] - expected) / (1 + Math.abs(expected))).toBeLessThan(1e-7);
        }
    }
  });

  it("has the same bits on both machines", () => {
    const slopes = grad(sum(multiply(y, y)), [...layout.parts.map(({ tensor }) => tensor), x]);
    const outputs = Object.fromEntries([y, ...slopes].map((tensor, i) => [`${i}`, tensor]));
    const [scalar, wasm] = [scalarMachine(layout), wasmMachine(fresh("tensors"), layout)].map((machine) => {
      initialise(layout, machine.block("parameters"), [1, 2]);
      const program = machine.program({ outputs }, { segment: 1 });
      program.input("x").set(given);
      program.run();
      return Object.keys(outputs).map((name) => program.output(name).slice());
    });
    expect(wasm).toEqual(scalar);
  });
});

describe("recurrent layers", () => {
  it("go on from a state", () => {
    const xs = steps(x);
    const first = gruLayer("a", xs.slice(0, 2), units, { reset: "after" });
    const whole = gruLayer("a", xs, units, { reset: "after" });
    const layout = parametersOf([whole.state]);
    const { block } = drawn(layout);
    const given = normals(sizeOf(x.shape), 2);
    const [state] = values([first.state], layout, block, { x: given });
    const rest = gruLayer("a", xs.slice(2), units, { reset: "after", state: input("state", [samples, units]) });
    // The layout of the whole net: parameters are found by name.
    const [continued] = values([rest.state], parametersOf([rest.state]), block, { x: given, state });
    expect(continued).toEqual(values([whole.state], layout, block, { x: given })[0]);
  });

  it("forget nothing at first: the bias of the forget gate is 1", () => {
    const { state } = lstmLayer("a", steps(x), units);
    const layout = parametersOf([state.hidden]);
    const block = new Float32Array(layout.count);
    initialise(layout, block, [0, 0]);
    const bias = layout.parts.find(({ name }) => name === "a.bias");
    expect(Array.from(block.subarray(bias?.offset, (bias?.offset ?? 0) + 12))).toEqual([
      0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0,
    ]);
  });

  it("tell what is wrong with their steps", () => {
    expect(() => lstmLayer("a", [], units)).toThrow("layer a: sequences without steps (must have at least one)");
    expect(() => gruLayer("b", [x], units, { reset: "before" })).toThrow(
      "layer b: step of shape 2 × 3 × 2 (must be samples × inputs, like all others)",
    );
  });

  it("read embeddings", () => {
    const y = embeddingLayer("letters", input("x", [samples, length]), 5, 4);
    expect(y).toMatchObject({ shape: [samples, length, 4], perSample: 1 });
    expect(parametersOf([y]).parts[0]).toMatchObject({ name: "letters.weights" });
  });
});
