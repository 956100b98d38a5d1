/** The map and its determinant: both ways, by differences, and over the whole plane. */
import { describe, expect, test } from "vitest";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { type FlowParams, flowFields } from "../../../../shared/labs/generative/flow/fields.ts";
import { flowModel } from "../../../../shared/labs/generative/flow/model.ts";
import { flowNet, logDensity } from "../../../../shared/labs/generative/flow/net.ts";
import { TAIL } from "../../../../shared/labs/generative/flow/spline.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { gradientsOf } from "../../../../shared/nets/model.ts";
import { parametersOf } from "../../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { mixesSamples } from "../../../../shared/nets/trainer.ts";
import { fillNormal } from "../../../../shared/random/index.ts";
import { precisely } from "./precisely.ts";

const paramsOf = (given: Partial<FlowParams> = {}): FlowParams =>
  parseParams(flowFields, { couplings: 5, hidden: [6], activation: "tanh", ...given }) as FlowParams;

function mapOf(params: FlowParams, rows: number, size?: number) {
  const flow = flowNet(params);
  const x = input("x", [rows, 2]);
  const z = input("z", [rows, 2]);
  const { z: latent, logDeterminant } = flow.toLatent(x);
  const back = flow.fromLatent(z);
  const outputs = { latent, logDeterminant, logs: logDensity(flow, x), back: back[params.couplings], first: back[1] };
  const { program } = precisely({ outputs }, rows, size);
  const at = (name: "x" | "z", points: ArrayLike<number>) => {
    program.input(name).set(points);
    program.run();
  };
  return {
    forward(points: ArrayLike<number>) {
      at("x", points);
      return ["latent", "logDeterminant", "logs"].map((name) => Float64Array.from(program.output(name)));
    },
    back(points: ArrayLike<number>) {
      at("z", points);
      return ["back", "first"].map((name) => Float64Array.from(program.output(name)));
    },
  };
}

const points = new Float64Array(40);
fillNormal([1, 2], 0, points);
const spline = { map: "spline", bins: 5 } as const;
/**
 * Three and more splines are held at smaller weights where differences or cells are to be fine enough. At 0.7 six squeeze areas up to e¹⁷ times, and differences of
 * any step are off by 3e-4 and more; over three the integral is off by −1.5e-2, −1.3e-2, 1.4e-4 with 320, 640, 1280 cells across: by the cells, which would take minutes.
 */
const sizeFor = (couplings: number, change: object) => ("map" in change && couplings > 2 ? 0.4 : 0.7);

describe.each([
  [1, {}],
  [2, {}],
  [5, {}],
  [8, {}],
  [1, spline],
  [2, spline],
  [6, spline],
] as const)("%i couplings %o", (couplings, change) => {
  const { forward, back } = mapOf(paramsOf({ couplings, ...change }), 20);

  test("there and back again is where one was", () => {
    const [latent] = forward(points);
    const [returned] = back(latent);
    // Six splines are nearly flat at places: what is rounded in the latent is magnified there on the way back, and only there.
    const error = "map" in change && couplings > 2 ? 1e-8 : 1e-10;
    for (const [i, x] of returned.entries()) expect(Math.abs(x - points[i])).toBeLessThan(error);
    for (const [i, z] of forward(returned)[0].entries()) expect(Math.abs(z - latent[i])).toBeLessThan(1e-12);
    expect(Math.max(...latent.map((x, i) => Math.abs(x - points[i])))).toBeGreaterThan(0.3);
  });

  test("the log-determinant is that of the Jacobian by differences, and with the Gaussian gives the density", () => {
    const { forward } = mapOf(paramsOf({ couplings, ...change }), 20, sizeFor(couplings, change));
    const [latent, logDeterminant, logs] = forward(points);
    const h = 4e-5;
    const moved = (axis: number, by: number) => forward(points.map((x, i) => (i % 2 === axis ? x + by : x)))[0];
    const slopes = [0, 1].map((axis) => {
      const [wide, narrow] = [h, h / 2].map((by) => {
        const [up, down] = [moved(axis, by), moved(axis, -by)];
        return up.map((x, i) => (x - down[i]) / (2 * by));
      });
      return narrow.map((slope, i) => (4 * slope - wide[i]) / 3);
    });
    for (let n = 0; n < 20; n++) {
      const [[a, b], [c, d]] = slopes.map((slope) => [slope[2 * n], slope[2 * n + 1]]);
      const determinant = a * d - b * c;
      // No layer turns the plane over.
      expect(determinant).toBeGreaterThan(0);
      // Central differences in float64, extrapolated: an error of about h⁴, of splines of h by the change of curvature where a knot lies between.
      expect(Math.abs(Math.log(determinant) - logDeterminant[n])).toBeLessThan(1e-6);
      const square = latent[2 * n] ** 2 + latent[2 * n + 1] ** 2;
      expect(logs[n]).toBeCloseTo(logDeterminant[n] - square / 2 - Math.log(2 * Math.PI), 10);
    }
  });
});

test.each([
  [1, { bound: 0.5 }],
  [3, { bound: 0.5 }],
  [1, spline],
  [3, spline],
] as const)("the density of %i couplings %o integrates to 1 over the plane", (couplings, change) => {
  const [half, across] = [12, 320];
  const step = (2 * half) / across;
  const { forward: row } = mapOf(paramsOf({ couplings, hidden: [4], ...change }), across, sizeFor(couplings, change));
  let sum = 0;
  for (let j = 0; j < across; j++) {
    const cells = Float64Array.from({ length: 2 * across }, (_, i) => step * ((i % 2 === 0 ? i >> 1 : j) + 0.5) - half);
    for (const one of row(cells)[2]) sum += Math.exp(one) * step * step;
  }
  // Midpoints of a smooth density that dies off within the square.
  expect(Math.abs(sum - 1)).toBeLessThan(1e-3);
});

test("each layer moves one coordinate, in turns from the last; the bound holds", () => {
  const params = paramsOf({ couplings: 4, bound: 0.3 });
  const { forward, back } = mapOf(params, 20);
  const [, first] = back(points);
  for (let n = 0; n < 20; n++) {
    // The last of four couplings keeps coordinate 1.
    expect(first[2 * n + 1]).toBe(points[2 * n + 1]);
    expect(first[2 * n]).not.toBe(points[2 * n]);
  }
  for (const one of forward(points)[1]) expect(Math.abs(one)).toBeLessThanOrEqual(4 * 0.3);
  // Nothing is scaled: volume is kept.
  for (const one of mapOf(paramsOf({ bound: 0 }), 20).forward(points)[1]) expect(Math.abs(one)).toBe(0);
});

test("splines go up, are the identity beyond their ends, and come back in float32 within 1e-5", () => {
  const rows = 400;
  const params = paramsOf({ couplings: 1, map: "spline", bins: 6 });
  const { forward, back } = mapOf(params, rows);
  // Coordinate 0 is kept, at one place; coordinate 1 runs from −6 to 6.
  const line = Float64Array.from({ length: 2 * rows }, (_, i) =>
    i % 2 === 0 ? 0.4 : (12 * (i >> 1)) / (rows - 1) - 6,
  );
  const [latent, logSlope] = forward(line);
  for (let n = 0; n < rows; n++) {
    const [x, y] = [line[2 * n + 1], latent[2 * n + 1]];
    if (n > 0) expect(y).toBeGreaterThan(latent[2 * n - 1]);
    if (Math.abs(x) > TAIL) expect([y, logSlope[n]]).toEqual([expect.closeTo(x, 9), expect.closeTo(0, 9)]);
  }
  expect(Math.max(...logSlope.map(Math.abs))).toBeGreaterThan(0.3);
  const [returned] = back(latent);
  for (const [i, x] of returned.entries()) expect(Math.abs(x - line[i])).toBeLessThan(1e-9);
  // The same in float32, of a flow of six layers.
  const deep = flowNet(paramsOf({ couplings: 6, map: "spline", bins: 6 }));
  const [x, z] = [input("x", [20, 2]), input("z", [20, 2])];
  const { program } = (() => {
    const outputs = { latent: deep.toLatent(x).z, back: deep.fromLatent(z)[6] };
    const layout = parametersOf(Object.values(outputs));
    const machine = scalarMachine(layout);
    const drawn = new Float64Array(layout.count);
    fillNormal([7, 7], 0, drawn);
    machine.block("parameters").set(drawn.map((one) => 0.3 * one));
    return { program: machine.program({ outputs }) };
  })();
  program.input("x").set(points);
  program.run();
  program.input("z").set(program.output("latent").slice());
  program.run();
  for (const [i, one] of program.output("back").entries()) expect(Math.abs(one - points[i])).toBeLessThan(1e-5);
});

test.each([{}, spline])(
  "%o: losses are −log p in the units of the data, samples stay apart, and slopes are those of differences",
  (change) => {
    const params = paramsOf({ couplings: 3, hidden: [4], ...change });
    const rows = 6;
    const built = flowModel(params, 2.5).build(rows, true);
    expect(mixesSamples(built)).toBe(false);
    const outputs = { losses: built.losses };
    const gradients = gradientsOf(built, parametersOf([built.losses]));
    const net = precisely({ outputs, gradients }, rows);
    net.program.input("x").set(points.subarray(0, 2 * rows));
    net.program.input("latente:share").fill(1 / rows);
    const loss = () => {
      net.program.run();
      return net.program.output("losses").reduce((sum, one) => sum + one / rows, 0);
    };
    const before = loss();
    const { forward } = mapOf(params, rows);
    const logs = forward(points.subarray(0, 2 * rows))[2];
    expect(before).toBeCloseTo(-logs.reduce((sum, one) => sum + one / rows, 0) - 2 * Math.log(2.5), 6);
    const slopes = net.gradients.slice();
    const h = 1e-5;
    for (const { offset, tensor } of net.layout.parts)
      for (let p = offset; p < offset + tensor.shape.reduce((a, b) => a * b); p++) {
        const [up, down] = [h, -h].map((by) => {
          net.parameters[p] += by;
          const moved = loss();
          net.parameters[p] -= by;
          return moved;
        });
        // Central differences in float64: an error of about h².
        expect(Math.abs(slopes[p] - (up - down) / (2 * h))).toBeLessThan(1e-7);
      }
    expect(slopes.filter((slope) => Math.abs(slope) > 1e-3).length).toBeGreaterThan(20);
  },
);
