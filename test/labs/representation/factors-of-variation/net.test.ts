/** The net's slopes against differences, and what its discriminator says of codes whose total correlation is known. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { minibatches } from "../../../../shared/labs/minibatches.ts";
import { criticOf } from "../../../../shared/labs/representation/factors-of-variation/critic.ts";
import {
  type FactorsOfVariationParams,
  factorsOfVariationFields,
  taskParams,
} from "../../../../shared/labs/representation/factors-of-variation/fields.ts";
import { factorsModel } from "../../../../shared/labs/representation/factors-of-variation/net.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { gradientsOf, SHARE } from "../../../../shared/nets/model.ts";
import { parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { trainer } from "../../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../../shared/nets/wasm.ts";
import { fillNormal, fillUniform, normal } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

const ROWS = 5;
const row = { columns: 20, image: { height: 5, width: 4, channels: 1 } } as const;
const labels = {
  factors: [
    { name: "a", values: new Float64Array(0), classes: 0 },
    { name: "b", values: new Float64Array(0), classes: 3 },
  ],
};

/** The whole net in float64: its loss by sample, what of it is the discriminator's, and the slopes that it learns by. */
function opened(change: Partial<FactorsOfVariationParams>) {
  const given = { ...defaults(factorsOfVariationFields), filters: [2], kernel: 3, hidden: [4], latents: 3, ...change };
  const params = taskParams(given as FactorsOfVariationParams);
  const net = factorsModel(params, row, params.labelled > 0 ? labels : null).build(ROWS, true);
  const layout = parametersOf([net.losses]);
  const block = () => new Float64Array(layout.count);
  const memory = { parameters: block(), gradients: block() };
  const outputs = { losses: net.losses, ...(net.measures?.critic && { critic: net.measures.critic }) };
  const programOf = (gradients: ReturnType<typeof gradientsOf>) => {
    const plan = planOf({ outputs, gradients }, layout);
    const blocks = { ...memory, arena: new Float64Array(plan.arena) };
    const program = scalarProgram<Float64Array>(plan, ROWS, float64, [], ({ block: name, offset }, floats) =>
      (blocks as Record<string, Float64Array>)[name].subarray(offset, offset + floats),
    );
    fillUniform([2, 0], 0, program.input("x"));
    if (plan.inputs.has(SHARE)) program.input(SHARE)[0] = 1;
    if (plan.inputs.has("labels")) {
      fillNormal([3, 0], 0, program.input("labels"));
      for (let n = 0; n < ROWS; n++)
        program.input("labels").set(
          [0, 1, 2].map((k) => Number(k === n % 3)),
          4 * n + 1,
        );
      program.input("known").set([1, 0, 1, 1, 0]);
    }
    return program;
  };
  for (const [i, { offset, tensor }] of layout.parts.entries())
    fillNormal([1, i], 0, memory.parameters.subarray(offset, offset + sizeOf(tensor.shape)));
  for (let p = 0; p < layout.count; p++) memory.parameters[p] *= 0.3;
  const whole = programOf(gradientsOf(net, layout));
  const alone = programOf({});
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  return {
    layout,
    memory,
    slopes() {
      whole.run();
      return memory.gradients.slice();
    },
    /** What the autoencoder makes small, and what the discriminator does. */
    losses() {
      alone.run();
      const critic = "critic" in outputs ? sum(alone.output("critic")) : 0;
      return { own: sum(alone.output("losses")) - critic, critic };
    },
  };
}

const STEP = 1e-5;

describe.each<[string, Partial<FactorsOfVariationParams>]>([
  ["β-VAE of convolutions", { activation: "tanh", beta: 4 }],
  ["β-VAE of dense layers, with labels", { architecture: "dense", activation: "softplus", labelled: 0.5 }],
  ["FactorVAE, with labels", { method: "factor-vae", gamma: 7, activation: "tanh", labelled: 0.5, labelWeight: 3 }],
])("%s", (_, change) => {
  test("each weight learns by its own loss: slopes equal central differences of that, the others held", () => {
    const { layout, memory, slopes, losses } = opened(change);
    const found = slopes();
    let criticSlopes = 0;
    for (const { name, offset, tensor } of layout.parts) {
      const whose = name.startsWith("critic") ? "critic" : "own";
      // The discriminator has many.
      const stride = whose === "critic" ? 101 : 3;
      for (let at = offset; at < offset + sizeOf(tensor.shape); at += stride) {
        const before = memory.parameters[at];
        const moved = (by: number) => {
          memory.parameters[at] = before + by;
          return losses()[whose];
        };
        const expected = (moved(STEP) - moved(-STEP)) / (2 * STEP);
        memory.parameters[at] = before;
        if (whose === "critic") criticSlopes = Math.max(criticSlopes, Math.abs(expected));
        expect(Math.abs(found[at] - expected) / (1 + Math.abs(expected)), `${name}[${at - offset}]`).toBeLessThan(1e-6);
      }
    }
    if (change.method === "factor-vae") expect(criticSlopes).toBeGreaterThan(1e-3);
  });
});

test("the discriminator's mean logit on normal codes of correlation ρ comes to their total correlation, −½ log(1 − ρ²)", async () => {
  const [rows, rho] = [4000, 0.8];
  const values = new Float32Array(3 * rows);
  for (let n = 0; n < rows; n++) {
    const [a, b, c] = [0, 1, 2].map((j) => normal([5, n], j));
    values.set([a, rho * a + Math.sqrt(1 - rho * rho) * b, c], 3 * n);
  }
  const model = {
    build(count: number) {
      const { logits, losses } = criticOf(input("z", [count, 3]));
      return { losses, measures: { tc: logits }, outputs: {} };
    },
  };
  const order = minibatches(
    Uint32Array.from({ length: rows }, (_, n) => n),
    200,
    (epoch) => [9, epoch],
  );
  const net = trainer(
    {
      model,
      sources: { z: { values, columns: 3 } },
      batch: 200,
      optimiser: { kind: "adam", rate: 0.002 },
      key: [1, 1],
      machine: (layout) => wasmMachine(fresh("tensors"), layout),
    },
    order,
  );
  const losses = new Float64Array(net.step.losses);
  for (let step = 0; step < 600; step++) {
    await net.step.gradient(step, 0, 1, losses);
    await net.step.update(step, 0, net.step.count);
  }
  const { tc } = await net.evaluate(Uint32Array.from({ length: rows }, (_, n) => n));
  // The estimate is of 4,000 codes (deviation of a mean logit about 0.02), by a discriminator that is still a little off.
  expect(Math.abs(tc - -0.5 * Math.log(1 - rho * rho))).toBeLessThan(0.1);
  expect(net.isAlone).toBe(true);
});
