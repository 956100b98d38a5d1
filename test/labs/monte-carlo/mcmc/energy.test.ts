import { expect, test } from "vitest";
import { energySpread } from "../../../../shared/labs/monte-carlo/mcmc/energy.ts";

test("energies lie about the mean of all chains, and changes are those within a chain", () => {
  const { levels, changes } = energySpread([Float64Array.of(1, 4, 2), Float64Array.of(9, 9)]);
  expect([...levels]).toEqual([-4, -1, -3, 4, 4]);
  expect([...changes]).toEqual([3, -2, 0]);
});
