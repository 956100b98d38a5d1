/** The density of two reported numbers, whatever they are stretched to for sampling. */
import { expect, test } from "vitest";
import { densityOf } from "../../../../shared/densities/index.ts";
import { modelOf } from "../../../../shared/kernels/mcmc/model.ts";
import { sourcesIn } from "../../../../shared/labs/monte-carlo/mcmc/in-plane.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { askLab } from "../../../run.ts";

await mcmc.ready?.();

const targetOf = (text: string) => modelOf(densityOf(text)).target;
const base = presetExperiment(mcmc, mcmc.presets[0]).params;

/** Log densities over 3 × 3 points, y ascending. */
function gridOf(model: string, x: readonly [number, number], y: readonly [number, number]): number[] {
  const corners = { xMin: x[0], xMax: x[1], yMin: y[0], yMax: y[1], columns: 3 };
  const params = { ...base, target: "own", model, ...corners };
  return [...askLab(mcmc, null, { kind: "density", steps: 3, params }, {}).logDensity.values];
}

test.each([
  ["a, b > 0", 0, 0.7],
  ["a, b > 0", 1, 2.5],
  ["a, b < 3", 1, -40],
  ["a in (2, 5), b", 0, 4.99],
] as const)("of %s number %i is reported as %d where it is said to come from", (declared, axis, x) => {
  const target = targetOf(`parameter ${declared}\na ~ normal(0, 1)\nb ~ normal(0, 1)`);
  const position = new Float64Array(2);
  position[axis] = sourcesIn(target, axis)?.(x)?.u ?? Number.NaN;
  const reported = new Float64Array(2);
  target.constrain(position, reported);
  expect(reported[axis]).toBeCloseTo(x, 9);
});

test("a density of bounded parameters is that of the parameters: no Jacobian is left in it", () => {
  const model = "parameter mu, sigma > 0\nmu ~ normal(0, 2)\nsigma ~ exponential(0.5)";
  const grid = gridOf(model, [-1, 3], [0, 4]);
  const exact = [2, 4].flatMap((sigma) => [-1, 1, 3].map((mu) => -(mu ** 2) / 8 - sigma / 2));
  expect(grid.slice(0, 3)).toEqual([-Infinity, -Infinity, -Infinity]);
  // Differences of the slope by which the stretch is found: some 1e-10.
  for (const [i, value] of exact.entries()) expect(grid[3 + i] - grid[3]).toBeCloseTo(value - exact[0], 7);
});

test("between two bounds, and outside of them", () => {
  const grid = gridOf(
    "parameter p in (0, 1), q in (-1, 1)\np ~ beta(3, 2)\nq ~ uniform(-1, 1)",
    [0.25, 0.75],
    [-0.5, 1.5],
  );
  const exact = [0.25, 0.5, 0.75].map((p) => 2 * Math.log(p) + Math.log(1 - p));
  for (const row of [0, 1])
    for (const [i, value] of exact.entries()) expect(grid[3 * row + i] - grid[0]).toBeCloseTo(value - exact[0], 7);
  expect(grid.slice(6)).toEqual([-Infinity, -Infinity, -Infinity]);
});

test("numbers that do not go each by one coordinate have no plane of their own", () => {
  const ordered = "parameter c[2] ordered\nc ~ normal(0, 1)";
  expect(sourcesIn(targetOf(ordered), 1)).toBeNull();
  expect(gridOf(ordered, [-1, 1], [-1, 1])).toEqual(Array.from({ length: 9 }, () => -Infinity));
  expect(sourcesIn(targetOf("parameter a, b, c\na ~ normal(0, 1)\nb ~ normal(0, 1)\nc ~ normal(0, 1)"), 0)).toBeNull();
});
