/** What is quantised, and what is asked of it. */
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Chain } from "../../../nets/chain.ts";
import type { PictureSamples } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkSize, type OwnNet, pictureNet } from "../picture-net.ts";
import type { QuantizationParams } from "./fields.ts";

/** Layers of models of other programs that integers lack: those of this lab's own nets all have a form. */
const WITHOUT = ["layer-normalisation", "transposed-convolution", "upsampling", "cropping", "embedding"] as const;

/** Said before the run. Throws an ExperimentError. */
export function checkQuantization(params: QuantizationParams, data: Table | null): OwnNet {
  const net = pictureNet(params, data);
  checkSize(params, net);
  checkIntegers(net.chain);
  return net;
}

function checkIntegers(chain: Chain): void {
  const odd = chain.layers.find(({ kind }) => WITHOUT.some((one) => one === kind));
  if (odd)
    throw new ExperimentError(
      "data.files",
      "no-integers",
      `layer ${odd.name} (${odd.kind}) has no form in integers (choose a model of dense layers, convolutions and pooling)`,
      { name: odd.name, value: odd.kind },
    );
}

/** Training samples that calibrate, evenly spaced, as numbers from 0 to 1. */
export function calibrationRows({ rows }: Pick<QuantizationParams, "rows">, samples: PictureSamples): Float32Array {
  const { train } = samples;
  const count = Math.min(rows, train.length);
  return rowsAsFloats(
    samples,
    Uint32Array.from({ length: count }, (_, i) => train[Math.floor((i * train.length) / count)]),
  );
}
