/** Small models for the tests of this folder. */
import { type Grid, gridMeanField, gridPath, ratesOf } from "../../../../shared/kernels/log-z/grid.ts";
import {
  countMachine,
  exactMachine,
  type Machine,
  machineMeanField,
  machinePath,
} from "../../../../shared/kernels/log-z/machine.ts";
import {
  exactMixture,
  mixtureMeanField,
  mixturePath,
  modesOf,
  momentsOf,
} from "../../../../shared/kernels/log-z/mixture.ts";
import type { Exact, Path } from "../../../../shared/kernels/log-z/path.ts";
import { drawMany, exactGrid } from "../../../../shared/kernels/log-z/transfer.ts";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { fillNormal32 } from "../../../../shared/random/index.ts";

/** A machine with normal parameters in single precision. */
export function singleMachine(visible: number, hidden: number, seed: number, scale = 0.8): Parameters {
  const normals = (length: number, stream: number) => {
    const out = new Float32Array(length);
    fillNormal32([seed, stream], 0, out);
    return out.map((x) => scale * x);
  };
  return { weights: normals(visible * hidden, 0), visibleBias: normals(visible, 1), hiddenBias: normals(hidden, 2) };
}

export interface Case {
  readonly name: string;
  readonly exact: Exact;
  readonly paths: Readonly<Record<"uniform" | "rates" | "meanField", Path>>;
}

export function gridCase(side: number, temperature: number, field = 0): Case {
  const grid: Grid = { columns: side, rows: side, ring: false, coupling: 1 / temperature, field: field / temperature };
  const exact = exactGrid(grid);
  const sites = side * side;
  return {
    name: `grid of side ${side} at ${temperature}`,
    exact,
    paths: {
      uniform: gridPath(grid, new Float64Array(sites).fill(0.5)),
      rates: gridPath(grid, ratesOf(sites, 100, exact.draw, [9, 9])),
      meanField: gridPath(grid, gridMeanField(grid)),
    },
  };
}

export function machineCase(visible: number, hidden: number, seed = 1): Case {
  const { weights, visibleBias, hiddenBias } = singleMachine(visible, hidden, seed, 1);
  const machine: Machine = {
    weights: Float64Array.from(weights),
    visibleBias: Float64Array.from(visibleBias),
    hiddenBias: Float64Array.from(hiddenBias),
  };
  const exact = exactMachine(machine, countMachine(machine));
  const rates = ratesOf(visible, 100, exact.draw, [9, 9]);
  return {
    name: `machine of ${visible} by ${hidden}`,
    exact,
    paths: {
      uniform: machinePath(machine, new Float64Array(visible).fill(0.5)),
      rates: machinePath(machine, rates),
      meanField: machinePath(machine, machineMeanField(machine, rates)),
    },
  };
}

export function mixtureCase(dimension: number, widths: readonly number[], separation: number): Case {
  const mixture = modesOf(dimension, widths, separation);
  const exact = exactMixture(mixture);
  return {
    name: `mixture in ${dimension} dimensions`,
    exact,
    paths: {
      uniform: mixturePath(mixture, { half: separation + 8 }),
      rates: mixturePath(mixture, momentsOf(dimension, drawMany(exact, dimension, 200, [9, 9]))),
      meanField: mixturePath(mixture, mixtureMeanField(mixture, [3, 3])),
    },
  };
}
