/** What a flow is seen by: samples of latent points, and of points its density over the plane. */
import { type Arrays, array } from "../../../arrays.ts";
import { exp as expOf } from "../../../math/elementary.ts";
import { log } from "../../../math/index.ts";
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
import { type FlowSamples, type PictureSamples, sharesOf } from "./data.ts";
import { flowNet, logDensity, type NetParams } from "./net.ts";
import { columnsOf, type Parting } from "./parting.ts";
import { noMoments, pixelFlow } from "./pixels.ts";

/** Samples that are drawn while the net learns, always of the same latent points: each is seen to move. */
const SHOWN = { points: 1000, pictures: 64 } as const;
const SAME: Key = [0x6a11, 1];

/** Points of latent points "z", rows × 2. */
export function sampleNet(params: NetParams, rows: number): Tensor {
  return flowNet(params).fromLatent(input("z", [rows, 2]))[params.couplings];
}

/** The way of pictures from latent rows "z", rows × columns: v at each stage, as the net has them. */
export function pictureStages(params: NetParams, parting: Parting, rows: number): readonly Tensor[] {
  const columns = columnsOf(parting);
  return pixelFlow(flowNet(params, parting), noMoments(columns)).fromLatent(input("z", [rows, columns]));
}

/** log p of points "x", rows × 2. */
export function densityNet(params: NetParams, rows: number): Tensor {
  return logDensity(flowNet(params), input("x", [rows, 2]));
}

/** log p in the units of the data, of what the net says: both coordinates are `scale` times as large there. */
export function inDataUnits(logs: Float32Array, { scale }: Scaling): Float64Array {
  return Float64Array.from(logs, (one) => one + 2 * log(scale));
}

/** "generated", rows × columns in the units of the data, of pictures shares of 255; of points also "field", the density at the cells of the grid. */
export function openShown(params: NetParams, samples: FlowSamples, machine: NetMachine): () => Arrays {
  return samples.image ? openPictures(params, samples, machine) : openPoints(params, samples, machine);
}

function openPictures(params: NetParams, samples: PictureSamples, machine: NetMachine): () => Arrays {
  const { parting, columns } = samples;
  const stages = pictureStages(params, parting, SHOWN.pictures);
  const program = machine.program({ outputs: { rows: stages[params.couplings] } });
  program.input("z").set(latentPoints(SHOWN.pictures, SAME, columns));
  return () => {
    program.run();
    return { generated: array(sharesOf(program.output("rows"), samples), [SHOWN.pictures, columns]) };
  };
}

function openPoints(params: NetParams, samples: PlanarSamples, machine: NetMachine): () => Arrays {
  const cells = ACROSS * ACROSS;
  const program = machine.program({
    outputs: { rows: sampleNet(params, SHOWN.points), logs: densityNet(params, cells) },
  });
  program.input("z").set(latentPoints(SHOWN.points, SAME));
  program.input("x").set(scaled(gridOf(shownSquare(samples)), samples.scaling));
  return () => {
    program.run();
    return {
      generated: array(unscaled(program.output("rows"), samples.scaling), [SHOWN.points, 2]),
      field: array(Float32Array.from(inDataUnits(program.output("logs"), samples.scaling), expOf)),
    };
  };
}
