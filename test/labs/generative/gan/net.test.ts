/** Both sides of every objective: their losses by hand, and slopes by differences, of the penalty on slopes too. */
import { describe, expect, test } from "vitest";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { type GanParams, ganFields } from "../../../../shared/labs/generative/gan/fields.ts";
import { criticLayers, generatorLayers, told, weightsIn } from "../../../../shared/labs/generative/gan/layers.ts";
import { criticNet, fieldNet, ganModel, generateNet } from "../../../../shared/labs/generative/gan/net.ts";
import type { RowShape } from "../../../../shared/labs/generative/gan/row.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { initialise } from "../../../../shared/nets/initial.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { gradientsOf } from "../../../../shared/nets/model.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarMachine, scalarProgram } from "../../../../shared/nets/scalar.ts";
import { lossesOf, sideOf } from "../../../../shared/nets/sides.ts";
import { mixesSamples } from "../../../../shared/nets/trainer.ts";
import { weightsOf } from "../../../../shared/nets/weights.ts";
import { fillNormal32 } from "../../../../shared/random/index.ts";

const ROWS = 40;
const row: RowShape = { columns: 2, pictures: false };
/** Pictures whose sides are odd at one halving or the other. */
const image = { height: 5, width: 6, channels: 1 };
const picture: RowShape = { columns: 30, pictures: true, image };
/** Samples of a minibatch of points, of pictures. */
const rowsOf = ({ pictures }: RowShape) => (pictures ? 3 : ROWS);
const paramsOf = (given: Partial<GanParams>): GanParams => {
  const dense = given.architecture ? {} : { hidden: [5], criticHidden: [6, 4] };
  return parseParams(ganFields, { latent: 3, ...dense, ...given }) as GanParams;
};
const objectives = ["minimax", "non-saturating", "lsgan", "wgan-gp"] as const;
const of = (objective: GanParams["objective"]) => ({ objective, ...(objective === "wgan-gp" && { penalty: 3 }) });
const data = (columns: number, rows: number) => {
  const x = new Float32Array(columns * rows);
  fillNormal32([4, 4], 0, x);
  return x;
};

/** One side of the nets in float64: mean loss, slopes by the parameters, and what is measured. */
function precisely(params: GanParams, side: string, shape = row) {
  const rows = rowsOf(shape);
  const built = ganModel(params, shape).build(rows, true);
  const layout = parametersOf(lossesOf(built));
  const own = sideOf(built, { side, t: 1 });
  const plan = planOf(
    { outputs: { losses: own.losses, ...own.measures }, gradients: gradientsOf(own, layout) },
    layout,
  );
  const parameters = new Float64Array(layout.count);
  const memory = { parameters, gradients: new Float64Array(layout.count), arena: new Float64Array(plan.arena) };
  const program = scalarProgram(plan, rows, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  for (const name of plan.inputs.keys())
    if (name === "x") program.input(name).set(data(shape.columns, rows));
    else program.input(name).fill(1 / rows);
  const start = new Float32Array(layout.count);
  initialise(layout, start, [7, 7]);
  const at = (values: ArrayLike<number>) => {
    parameters.set(values);
    program.run();
    return program.output("losses").reduce((total, loss) => total + loss / rows, 0);
  };
  return {
    layout,
    start,
    at,
    gradients: memory.gradients,
    output: (name: string) => program.output(name),
    inputs: [...plan.inputs.keys()],
  };
}

/** Slopes of a side by its own parameters against central differences in float64, whose error is about step²; of the other side's there are none. */
function checkSlopes(params: GanParams, side: string, shape = row): void {
  const { layout, start, at, gradients } = precisely(params, side, shape);
  at(start);
  const slopes = gradients.slice();
  const step = 1e-5;
  const moved = (p: number, by: number) => at(Float64Array.from(start, (value, q) => (p === q ? value + by : value)));
  for (const { name, offset, tensor } of layout.parts)
    for (let p = offset; p < offset + tensor.shape.reduce((a, b) => a * b); p++) {
      const isOwn = name.startsWith("critic") === (side === "critic");
      if (isOwn) expect(Math.abs(slopes[p] - (moved(p, step) - moved(p, -step)) / (2 * step))).toBeLessThan(1e-8);
      else expect(slopes[p]).toBe(0);
    }
  expect(slopes.some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
}

describe.each(objectives)("%s", (objective) => {
  const params = paramsOf({ ...of(objective), activation: objective === "lsgan" ? "silu" : "tanh" });

  test.each(["critic", "generator"])("the slopes of the %s are those of differences; the other side has none", (side) =>
    checkSlopes(params, side),
  );

  test("the samples of a minibatch stay apart, and the generator takes no data", () => {
    expect(mixesSamples(ganModel(params, row).build(ROWS, true))).toBe(false);
    expect(precisely(params, "critic").inputs).toContain("x");
    expect(precisely(params, "generator").inputs).not.toContain("x");
  });
});

describe("convolutions", () => {
  const convolutional = { architecture: "convolutional", filters: [2, 3], latent: 2, activation: "tanh" } as const;
  const kinds = [
    ["transposed, 4 × 4", { kernel: 4, growing: "transposed" }],
    ["repeated, 3 × 3, normalised", { kernel: 3, growing: "upsampling", normalisation: "layer", filters: [4, 4] }],
  ] as const;

  // Of the penalty these are derivatives of derivatives, through the steps of both convolutions.
  const all = objectives.flatMap((objective) =>
    ["critic", "generator"].flatMap((side) => kinds.map(([told, own]) => [objective, side, told, own] as const)),
  );
  test.each(all.filter(([objective, , , { kernel }]) => kernel === 4 || objective === "wgan-gp"))(
    "%s: the slopes of the %s are those of differences (%s)",
    (objective, side, _, own) => {
      checkSlopes(paramsOf({ ...convolutional, ...of(objective), ...own }), side, picture);
    },
  );

  test.each(kinds)("sides of any length go down by halves and come back as they were: %s", (_, own) => {
    const params = paramsOf({ ...convolutional, ...own });
    for (const [height, width] of [
      [5, 6],
      [4, 4],
      [7, 3],
    ]) {
      const shape = { columns: 3 * height * width, pictures: true, image: { height, width, channels: 3 } };
      const made = generateNet(params, shape, 2);
      expect(made.shape).toEqual([2, shape.columns]);
      const [generator, critic] = [generatorLayers(params, shape), criticLayers(params, shape)];
      const count = [made, criticNet(params, shape)(input("x", [2, shape.columns]))]
        .flatMap((tensor) => parametersOf([tensor]).parts)
        .reduce((sum, { tensor }) => sum + tensor.shape.reduce((a, b) => a * b), 0);
      expect(weightsIn(generator, params) + weightsIn(critic, params)).toBe(count);
      expect(
        told(critic).startsWith(
          `${height}×${width}×3–${(height + 1) >> 1}×${(width + 1) >> 1}×${params.filters?.[0]}–`,
        ),
      ).toBe(true);
    }
  });
});

test("losses are the published ones of what the discriminator says", () => {
  const log = Math.log;
  for (const objective of objectives) {
    const critic = precisely(paramsOf(of(objective)), "critic");
    const loss = critic.at(critic.start);
    const [real, fake] = ["real", "fake"].map((name) => Array.from(critic.output(name)));
    const mean = (of: (n: number) => number) => real.reduce((sum, _, n) => sum + of(n), 0) / ROWS;
    const penalty = objective === "wgan-gp" ? Array.from(critic.output("penalty")) : real.map(() => 0);
    const expected = {
      minimax: () => mean((n) => -log(real[n]) - log(1 - fake[n])),
      "non-saturating": () => mean((n) => -log(real[n]) - log(1 - fake[n])),
      lsgan: () => mean((n) => (real[n] - 1) ** 2 / 2 + fake[n] ** 2 / 2),
      "wgan-gp": () => mean((n) => fake[n] - real[n] + 3 * penalty[n]),
    }[objective]();
    expect(loss).toBeCloseTo(expected, 9);
    const generator = precisely(paramsOf(of(objective)), "generator");
    const own = {
      minimax: (p: number) => log(1 - p),
      "non-saturating": (p: number) => -log(p),
      lsgan: (p: number) => (p - 1) ** 2 / 2,
      "wgan-gp": (p: number) => -p,
    }[objective];
    // The same draws: both sides look at the same samples.
    expect(generator.at(generator.start)).toBeCloseTo(
      mean((n) => own(fake[n])),
      8,
    );
  }
});

test("the penalty is that of the slope at a place between, by differences", () => {
  const params = paramsOf({ objective: "wgan-gp", penalty: 1 });
  const { layout, start, at, output } = precisely(params, "critic");
  at(start);
  const penalty = Array.from(output("penalty"));
  // A critic without a slope pays 1, one of slope 1 everywhere nothing.
  expect(penalty.every((p) => p >= 0 && p < 1.5)).toBe(true);
  at(new Float64Array(layout.count));
  expect(Math.max(...Array.from(output("penalty"), (p) => Math.abs(p - 1)))).toBeLessThan(1e-5);
});

test("the field is what the discriminator says, and its slope by differences", () => {
  const params = paramsOf({ objective: "wgan-gp" });
  const field = fieldNet(params, row, 2);
  const { machine, program } = (() => {
    const layout = parametersOf([field.score, field.slope]);
    const made = scalarMachine(layout);
    initialise(layout, made.block("parameters"), [3, 3]);
    return { machine: made, program: made.program({ outputs: { ...field } }) };
  })();
  const says = (at: readonly number[]) => {
    const { program: one } = openNet(
      scalarMachine,
      { y: criticNet(params, row)(input("x", [1, 2])) },
      weightsOf(machine.layout, machine.block("parameters")),
    );
    one.input("x").set(at);
    one.run();
    return one.output("y")[0];
  };
  program.input("x").set([0.3, -0.2, 1, 2]);
  program.run();
  expect(program.output("score")[0]).toBe(says([0.3, -0.2]));
  const slope = program.output("slope");
  const h = 0.01;
  // Differences of float32: an error of about h² and of 1e-7 / h.
  expect(slope[0]).toBeCloseTo((says([0.3 + h, -0.2]) - says([0.3 - h, -0.2])) / (2 * h), 3);
  expect(slope[3]).toBeCloseTo((says([1, 2 + h]) - says([1, 2 - h])) / (2 * h), 3);
});

test("pictures come out between 0 and 1", () => {
  const params = paramsOf({});
  const made = generateNet(params, { columns: 9, pictures: true }, 20);
  const layout = parametersOf([made]);
  const machine = scalarMachine(layout);
  initialise(layout, machine.block("parameters"), [3, 3]);
  const program = machine.program({ outputs: { made } });
  fillNormal32([1, 1], 0, program.input("z"));
  program.run();
  expect(program.output("made").every((pixel) => pixel > 0 && pixel < 1)).toBe(true);
});
