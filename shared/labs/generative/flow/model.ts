import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { negate } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import type { FlowTaskParams } from "./fields.ts";
import { flowNet, logDensity, type NetParams, numbersOf } from "./net.ts";

/** Loss: −log p(x) in nats, in the units of the data, of points "x" that the net has `scale` times as large. */
export function flowModel(params: NetParams, scale = 1): Model {
  return {
    build: (rows) => {
      const flow = flowNet(params);
      return { losses: shift(negate(logDensity(flow, input("x", [rows, 2]))), -2 * Math.log(scale)), outputs: {} };
    },
  };
}

/** Numbers that the net learns. */
export function weightCount(params: Pick<FlowTaskParams, "couplings" | "hidden" | "map" | "bins">): number {
  const { couplings, hidden } = params;
  const widths = [1, ...hidden, numbersOf(params)];
  return couplings * widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0);
}
