/** The model of a run, made again in each of its tasks: its parameters, and what the tasks before have found. */
import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { type Grid, gridPath } from "../../../kernels/log-z/grid.ts";
import { exactMachine, type Machine, machinePath } from "../../../kernels/log-z/machine.ts";
import { exactMixture, type Mixture, mixturePath, modesOf } from "../../../kernels/log-z/mixture.ts";
import type { Exact, Path } from "../../../kernels/log-z/path.ts";
import { exactGrid } from "../../../kernels/log-z/transfer.ts";
import type { Context } from "../../lab.ts";
import { givenMachine, rowsOf } from "./data.ts";
import type { LogZParams } from "./fields.ts";
import type { BaseName } from "./names.ts";

/** The model by its own parameters, without bases. */
export type Model =
  | { readonly kind: "ising"; readonly grid: Grid; readonly exact: Exact }
  | { readonly kind: "rbm"; readonly machine: Machine; readonly exact: Exact }
  | { readonly kind: "mixture"; readonly mixture: Mixture; readonly exact: Exact };

function gridOf({ side = 4, edges, temperature = 1, field = 0 }: LogZParams): Grid {
  return {
    columns: side,
    rows: side,
    ring: edges === "tube",
    coupling: 1 / temperature,
    field: field / temperature,
  };
}

function mixtureOf({ dimension = 1, modes = 1, separation = 0, narrow = 1 }: LogZParams): Mixture {
  const widths = Array.from({ length: modes }, (_, k) => (k === modes - 1 ? narrow : 1));
  return modesOf(dimension, widths, separation);
}

/** Half a side of the box that a uniform base fills: eight widths beyond the outermost mode, so that less than 10^−14 of a mode lies outside. */
function halfBox({ means, widths }: Mixture): number {
  const outermost = means.reduce((most, mean) => Math.max(most, Math.abs(mean)), 0);
  return outermost + 8 * Math.max(...widths);
}

export function modelOf(params: LogZParams, { data, inputs }: Pick<Context, "data" | "inputs">): Model {
  switch (params.model) {
    case "ising": {
      const grid = gridOf(params);
      return { kind: "ising", grid, exact: exactGrid(grid) };
    }
    case "rbm": {
      const machine = machineOf(data, inputs);
      return { kind: "rbm", machine, exact: exactMachine(machine, inputs.states.logs.values as Float64Array) };
    }
    case "mixture": {
      const mixture = mixtureOf(params);
      return { kind: "mixture", mixture, exact: exactMixture(mixture) };
    }
    default:
      throw new RangeError(`no such model: ${params.model satisfies never}`);
  }
}

/** The machine that came with the data, or was trained. */
export function machineOf(data: Table | null, inputs: Readonly<Record<string, Arrays>>): Machine {
  const given = givenMachine(rowsOf(data));
  if (given) return given;
  const { weights, visibleBias, hiddenBias } = inputs.train;
  const double = (values: ArrayLike<number>) => Float64Array.from(values);
  return {
    weights: double(weights.values),
    visibleBias: double(visibleBias.values),
    hiddenBias: double(hiddenBias.values),
  };
}

export function sizeOf(model: Model): number {
  switch (model.kind) {
    case "ising":
      return model.grid.columns * model.grid.rows;
    case "rbm":
      return model.machine.visibleBias.length;
    default:
      return model.mixture.dimension;
  }
}

/** The way to the model from a base, with what the task "model" has found of it. */
export function pathFrom(model: Model, base: BaseName, found: Arrays): Path {
  const size = sizeOf(model);
  const values = base === "uniform" ? undefined : (found[base].values as Float64Array);
  switch (model.kind) {
    case "ising":
      return gridPath(model.grid, values ?? new Float64Array(size).fill(0.5));
    case "rbm":
      return machinePath(model.machine, values ?? new Float64Array(size).fill(0.5));
    default:
      return mixturePath(
        model.mixture,
        values
          ? { means: values.subarray(0, size), variances: values.subarray(size) }
          : { half: halfBox(model.mixture) },
      );
  }
}
