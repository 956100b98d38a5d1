import { expect, test } from "vitest";
import { basisOf, principalLoadings, subspaceAngle } from "../../../shared/kernels/ppca/axes.ts";
import { fillNormal } from "../../../shared/random/index.ts";
import { modelCovariance } from "../../oracles/gaussian.ts";

/** Rows e1, e2 of five dimensions, the second turned out of the plane. */
function turnedPlane(angle: number): Float64Array {
  const rows = new Float64Array(10);
  rows[0] = 1;
  rows[6] = Math.cos(angle);
  rows[8] = Math.sin(angle);
  return rows;
}

test.each([0, 1e-12, 1e-6, 0.3, Math.PI / 4, 1.2, Math.PI / 2])(
  "planes that are turned by %d have that angle",
  (angle) => {
    expect(subspaceAngle(turnedPlane(0), turnedPlane(angle), 5, 2)).toBeCloseTo(angle, 14);
  },
);

test("the angle does not depend on the basis", () => {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  const plane = turnedPlane(0.3);
  const mixed = plane.map((x, at) => (at < 5 ? c * x + s * plane[at + 5] : c * x - s * plane[at - 5]));
  expect(subspaceAngle(turnedPlane(0), mixed, 5, 2)).toBeCloseTo(0.3, 14);
});

test("turning loadings to their axes changes no covariance, and makes them orthogonal, longest first", () => {
  const loadings = new Float64Array(6 * 3);
  fillNormal([4, 2], 0, loadings);
  const turned = principalLoadings(loadings, 6, 3);
  modelCovariance(turned, () => 0, 6).forEach((value, at) => {
    expect(value).toBeCloseTo(modelCovariance(loadings, () => 0, 6)[at], 12);
  });
  const inner = (a: number, b: number) =>
    [0, 1, 2, 3, 4, 5].reduce((sum, j) => sum + turned[3 * j + a] * turned[3 * j + b], 0);
  expect([inner(0, 1), inner(0, 2), inner(1, 2)].every((x) => Math.abs(x) < 1e-13)).toBe(true);
  expect(inner(0, 0)).toBeGreaterThan(inner(1, 1));
  expect(inner(1, 1)).toBeGreaterThan(inner(2, 2));
});

test("dependent columns have no basis", () => {
  expect(basisOf(Float64Array.of(1, 2, 1, 2, 3, 6), 3, 2)).toBeNull();
  const basis = basisOf(Float64Array.of(1, 2, 1, 3, 3, 6), 3, 2) as Float64Array;
  const dot = basis[0] * basis[3] + basis[1] * basis[4] + basis[2] * basis[5];
  expect(Math.abs(dot)).toBeLessThan(1e-15);
});
