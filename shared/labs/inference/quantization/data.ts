/** What is quantised, and what is asked of it. */

import type { Table } from "../../../data/table.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkIntegers } from "../integers.ts";
import { checkSize, type OwnNet } from "../picture-net.ts";
import { type RowSamples, rawSamples, rowNet } from "../table-net.ts";
import type { QuantizationParams } from "./fields.ts";

/** Said before the run. Throws an ExperimentError. */
export function checkQuantization(params: QuantizationParams, data: Table | null): OwnNet {
  const net = rowNet(params, data);
  checkSize(params, net);
  checkIntegers(net.chain);
  return net;
}

/** Training samples that calibrate, evenly spaced, as the graph takes them: pixels from 0 to 1, numbers of a table as they are. */
export function calibrationRows({ rows }: Pick<QuantizationParams, "rows">, samples: RowSamples): Float32Array {
  const { train } = samples;
  const count = Math.min(rows, train.length);
  return rowsAsFloats(
    rawSamples(samples),
    Uint32Array.from({ length: count }, (_, i) => train[Math.floor((i * train.length) / count)]),
  );
}
