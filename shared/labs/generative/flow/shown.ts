/** What a flow is seen by: samples of latent points, and its density over the plane. */
import { type Arrays, array } from "../../../arrays.ts";
import { exp as expOf } from "../../../math/elementary.ts";
import { input } from "../../../nets/leaves.ts";
import type { NetMachine } from "../../../nets/machine.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { fillNormal32 } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import {
  ACROSS,
  gridOf,
  type PlanarSamples,
  type Scaling,
  type Square,
  scaled,
  squareOf,
  unscaled,
} from "../points/plane.ts";
import { flowNet, logDensity, type NetParams } from "./net.ts";

/** Samples that are drawn while the net learns, always of the same latent points: each is seen to move. */
const SHOWN = 1000;
const SAME: Key = [0x6a11, 1];

/** So many standard normal points: rows × 2. */
export function latentPoints(rows: number, key: Key): Float32Array {
  const z = new Float32Array(2 * rows);
  fillNormal32(key, 0, z);
  return z;
}

/** Points of latent points "z", rows × 2. */
export function sampleNet(params: NetParams, rows: number): Tensor {
  return flowNet(params).fromLatent(input("z", [rows, 2]))[params.couplings];
}

/** log p of points "x", rows × 2. */
export function densityNet(params: NetParams, rows: number): Tensor {
  return logDensity(flowNet(params), input("x", [rows, 2]));
}

/** The square of the plane that is shown: about the rows that are learnt from, in the units of the data. */
export function shownSquare({ values, train, scaling }: Pick<PlanarSamples, "values" | "train" | "scaling">): Square {
  const points = new Float32Array(2 * train.length);
  for (const [n, row] of train.entries()) points.set(values.subarray(2 * row, 2 * row + 2), 2 * n);
  return squareOf(unscaled(points, scaling));
}

/** log p in the units of the data, of what the net says: both coordinates are `scale` times as large there. */
export function inDataUnits(logs: Float32Array, { scale }: Scaling): Float64Array {
  return Float64Array.from(logs, (one) => one + 2 * Math.log(scale));
}

/** "generated", rows × 2, and "field", the density at the cells of the grid, in the units of the data. */
export function openShown(params: NetParams, samples: PlanarSamples, machine: NetMachine): () => Arrays {
  const cells = ACROSS * ACROSS;
  const program = machine.program({ outputs: { rows: sampleNet(params, SHOWN), logs: densityNet(params, cells) } });
  program.input("z").set(latentPoints(SHOWN, SAME));
  program.input("x").set(scaled(gridOf(shownSquare(samples)), samples.scaling));
  return () => {
    program.run();
    return {
      generated: array(unscaled(program.output("rows"), samples.scaling), [SHOWN, 2]),
      field: array(Float32Array.from(inDataUnits(program.output("logs"), samples.scaling), expOf)),
    };
  };
}
