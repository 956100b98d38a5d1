/** What is quantised, and what is asked of it. */
import type { Table } from "../../../data/table.ts";
import type { PictureSamples } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkIntegers } from "../integers.ts";
import { checkSize, type OwnNet, pictureNet } from "../picture-net.ts";
import type { QuantizationParams } from "./fields.ts";

/** Said before the run. Throws an ExperimentError. */
export function checkQuantization(params: QuantizationParams, data: Table | null): OwnNet {
  const net = pictureNet(params, data);
  checkSize(params, net);
  checkIntegers(net.chain);
  return net;
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
