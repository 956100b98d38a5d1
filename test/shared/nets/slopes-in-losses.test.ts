/** Losses that contain slopes by the input: what is learnt follows from second derivatives, of score matching even from third ones. */
import { describe, expect, it } from "vitest";
import { float64 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { glorot, zeros } from "../../../shared/nets/initial.ts";
import { input, parameter } from "../../../shared/nets/leaves.ts";
import { gradientsOf, type Model } from "../../../shared/nets/model.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { negate, scale } from "../../../shared/nets/ops/scale.ts";
import { shift } from "../../../shared/nets/ops/shift.ts";
import { silu } from "../../../shared/nets/ops/silu.ts";
import { slice } from "../../../shared/nets/ops/slice.ts";
import { softplus } from "../../../shared/nets/ops/softplus.ts";
import { sqrt } from "../../../shared/nets/ops/sqrt.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { sum, sumAxis } from "../../../shared/nets/ops/sum.ts";
import { tanh } from "../../../shared/nets/ops/tanh.ts";
import { parametersOf, planOf } from "../../../shared/nets/plan.ts";
import { scalarMachine, scalarProgram } from "../../../shared/nets/scalar.ts";
import { runShards } from "../../../shared/nets/shards.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { mixesSamples, trainer } from "../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const UNITS = 7;
const BATCH = 70;

/** 2 → 7 → outputs. Its parameters are made once: several uses share them. */
function net(outputs: number, activation: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  const weights = [2, outputs].map((_, i) => {
    const [from, to] = i === 0 ? [2, UNITS] : [UNITS, outputs];
    return parameter(`layer${i}.weights`, [from, to], glorot(from, to));
  });
  const biases = [UNITS, outputs].map((units, i) => parameter(`layer${i}.bias`, [units], zeros));
  return (x) => dense(activation(dense(x, weights[0], biases[0])), weights[1], biases[1]);
}

const lengthOf = (x: Tensor) => sqrt(sumAxis(square(x), -1));

const models: Readonly<Record<string, Model>> = {
  /** Gulrajani et al. 2017: D(fake) − D(real) + 10 (|∂D/∂x| − 1)² at places between. */
  "the penalty of a Wasserstein critic": {
    build(rows) {
      const [real, fake, share] = [input("x", [rows, 2]), input("noise", [rows, 2]), input("share", [rows, 1])];
      const critic = net(1, tanh);
      const between = add(fake, multiply(share, subtract(real, fake)));
      const [slope] = grad(sum(critic(between)), [between]);
      const penalty = scale(square(shift(lengthOf(slope), -1)), 10);
      const distance = sumAxis(subtract(critic(fake), critic(real)), -1);
      return { losses: add(distance, penalty), outputs: {} };
    },
  },
  /** Vincent 2011 for the score −∂E/∂x of an energy E: ½ |s(x + σ ε) + ε/σ|². */
  "denoising score matching of an energy": {
    build(rows) {
      const [x, noise] = [input("x", [rows, 2]), input("noise", [rows, 2])];
      const place = add(x, scale(noise, 0.5));
      const [slope] = grad(sum(net(1, softplus)(place)), [place]);
      const residual = add(negate(slope), scale(noise, 2));
      return { losses: scale(sumAxis(square(residual), -1), 0.5), outputs: {} };
    },
  },
  /** Hyvärinen 2005: ½ |s|² + Σ ∂sᵢ/∂xᵢ. */
  "explicit score matching": {
    build(rows) {
      const x = input("x", [rows, 2]);
      const score = net(2, silu)(x);
      const traces = [0, 1].map((i) => slice(grad(sum(slice(score, 1, i, i + 1)), [x])[0], 1, i, i + 1));
      const trace = sumAxis(add(traces[0], traces[1]), -1);
      return { losses: add(scale(sumAxis(square(score), -1), 0.5), trace), outputs: {} };
    },
  },
};

const drawn = (fill: (key: readonly [number, number], from: number, out: Float32Array) => unknown, columns: number) => {
  const values = new Float32Array(BATCH * columns);
  fill([5, columns], 0, values);
  return values;
};
const values: Readonly<Record<string, Float32Array>> = {
  x: drawn(fillNormal32, 2).map((z, i) => (i % 2 === 0 ? 2 + z / 2 : z)),
  noise: Float32Array.from(drawn(fillNormal32, 2)).reverse(),
  share: drawn(fillUniform32, 1),
};
const everySample = Uint32Array.from({ length: BATCH }, (_, i) => i);

function trainerOf(model: Model, machine: Parameters<typeof trainer>[0]["machine"]) {
  const used = planOf({ outputs: { loss: model.build(1, true).losses } }, parametersOf([model.build(1, true).losses]));
  const sources = Object.fromEntries(
    [...used.inputs.keys()].map((name) => [name, { values: values[name], columns: values[name].length / BATCH }]),
  );
  const optimiser = { kind: "adam", rate: 0.02 } as const;
  return trainer({ machine, model, sources, batch: BATCH, optimiser, key: [1, 2] }, () => everySample);
}

/** Mean loss and its slopes by the parameters in float64. */
function precisely(model: Model) {
  const built = model.build(BATCH, true);
  const layout = parametersOf([built.losses]);
  const plan = planOf({ outputs: { losses: built.losses }, gradients: gradientsOf(built, layout) }, layout);
  const gradients = new Float64Array(layout.count);
  const parameters = new Float64Array(layout.count);
  const memory = { parameters, gradients, arena: new Float64Array(plan.arena) };
  const program = scalarProgram(plan, BATCH, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  for (const name of plan.inputs.keys())
    if (name in values) program.input(name).set(values[name]);
    else program.input(name).fill(1 / BATCH);
  return (at: ArrayLike<number>) => {
    parameters.set(at);
    program.run();
    return { loss: program.output("losses").reduce((total, loss) => total + loss / BATCH, 0), gradients };
  };
}

describe.each(Object.entries(models))("%s", (_, model) => {
  const wasm = trainerOf(model, (layout) => wasmMachine(fresh("tensors"), layout));

  it("has the slopes of differences", () => {
    const of = precisely(model);
    const start = Float64Array.from(wasm.step.parameters());
    const slopes = of(start).gradients.slice();
    const step = 1e-5;
    const moved = (p: number, by: number) => of(start.map((value, q) => (p === q ? value + by : value))).loss;
    for (const { offset, tensor } of wasm.machine.layout.parts)
      for (let p = offset; p < offset + tensor.shape.reduce((a, b) => a * b); p++)
        expect(Math.abs(slopes[p] - (moved(p, step) - moved(p, -step)) / (2 * step))).toBeLessThan(1e-8);
    void wasm.step.gradient(0, 0, wasm.step.shardsOf(0), new Float64Array(1));
    // Float32: a few units of the last place of sums of some size.
    for (const [p, slope] of wasm.step.gradients().entries()) expect(Math.abs(slope - slopes[p])).toBeLessThan(2e-6);
  });

  it("goes by samples, and is learnt with the same bits on both machines", () => {
    expect(mixesSamples(model.build(BATCH, true))).toBe(false);
    const scalar = trainerOf(model, scalarMachine);
    const [losses, other] = [wasm, scalar].map(({ step }, machine) => {
      const run = runShards(step, 0);
      return Array.from({ length: machine === 0 ? 150 : 3 }, (_, n) => (run.step(n) as Float64Array)[0] / BATCH);
    });
    expect(losses.slice(0, 3)).toEqual(other);
    expect(losses[149]).toBeLessThan(losses[0] - 0.3);
  });
});
