/** What a flow is seen by: samples of latent points, and its density over the plane. */
import { type Arrays, array } from "../../../arrays.ts";
import { exp as expOf } from "../../../math/elementary.ts";
import { input } from "../../../nets/leaves.ts";
import type { NetMachine } from "../../../nets/machine.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { Key } from "../../../random/key.ts";
import {
  ACROSS,
  gridOf,
  latentPoints,
  type PlanarSamples,
  type Scaling,
  scaled,
  shownSquare,
  unscaled,
} from "../points/plane.ts";
import { flowNet, logDensity, type NetParams } from "./net.ts";

/** Samples that are drawn while the net learns, always of the same latent points: each is seen to move. */
const SHOWN = 1000;
const SAME: Key = [0x6a11, 1];

/** Points of latent points "z", rows × 2. */
export function sampleNet(params: NetParams, rows: number): Tensor {
  return flowNet(params).fromLatent(input("z", [rows, 2]))[params.couplings];
}

/** log p of points "x", rows × 2. */
export function densityNet(params: NetParams, rows: number): Tensor {
  return logDensity(flowNet(params), input("x", [rows, 2]));
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
