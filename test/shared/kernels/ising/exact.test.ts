import { expect, test } from "vitest";
import { kaufman, onsagerEnergy, yangMagnetisation } from "../../../../shared/kernels/ising/exact.ts";
import { alignedOf, spinsOf } from "./enumerate.ts";

const CRITICAL = 2 / Math.log(1 + Math.SQRT2);

/** How many of the 2^16 states of the 4 × 4 torus have so many equal bonds. */
function density(side: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let n = 0; n < 2 ** (side * side); n++) {
    const aligned = alignedOf(spinsOf(n, { side, states: 2 }), side);
    found.set(aligned, (found.get(aligned) ?? 0) + 1);
  }
  return found;
}

test.each([2, 3, 4])("Kaufman's torus of side %i is what all states add up to, to 1e-12", (side) => {
  const states = [...density(side)];
  const sites = side * side;
  for (const temperature of [0.7, 1.5, CRITICAL, 2.5, 4, 10]) {
    const weights = states.map(([aligned, n]) => [2 * sites - 2 * aligned, n] as const);
    const z = weights.reduce((sum, [e, n]) => sum + n * Math.exp(-(e + 2 * sites) / temperature), 0);
    const mean = (f: (e: number) => number) =>
      weights.reduce((sum, [e, n]) => sum + (f(e) * n * Math.exp(-(e + 2 * sites) / temperature)) / z, 0);
    const energy = mean((e) => e);
    const exact = kaufman(side, temperature);
    expect(exact.logZ / (Math.log(z) + (2 * sites) / temperature) - 1).toBeCloseTo(0, 12);
    expect(exact.energy - energy / sites).toBeCloseTo(0, 12);
    expect(exact.heatCapacity - mean((e) => (e - energy) ** 2) / sites / temperature ** 2).toBeCloseTo(0, 11);
  }
});

test("large tori come near to Onsager's lattice away from the transition, and their derivatives fit", () => {
  for (const temperature of [1.5, 2, 3, 4]) {
    expect(kaufman(256, temperature).energy).toBeCloseTo(onsagerEnergy(temperature), 10);
    const step = 1e-4;
    const slope = (kaufman(64, temperature + step).energy - kaufman(64, temperature - step).energy) / (2 * step);
    expect(kaufman(64, temperature).heatCapacity).toBeCloseTo(slope, 6);
  }
  // At T_c: −√2 for the infinite lattice; Ferdinand & Fisher (1969) give −√2 (1 + 0.4398…/L) or so for the finite one.
  expect(onsagerEnergy(CRITICAL)).toBeCloseTo(-Math.SQRT2, 7);
  expect((kaufman(512, CRITICAL).energy + Math.SQRT2) * 512).toBeCloseTo(
    (kaufman(256, CRITICAL).energy + Math.SQRT2) * 256,
    3,
  );
});

test("Yang's magnetisation at known temperatures", () => {
  expect(yangMagnetisation(CRITICAL + 1e-9)).toBe(0);
  expect(yangMagnetisation(2)).toBeCloseTo(0.911319377877496, 12);
  expect(yangMagnetisation(1)).toBeCloseTo((1 - Math.sinh(2) ** -4) ** 0.125, 14);
});
