import { log } from "../../../math/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { negate } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import type { FlowTaskParams } from "./fields.ts";
import { flowNet, logDensity, type NetParams, numbersOf } from "./net.ts";
import { columnsOf, type Parting } from "./parting.ts";
import { dequantised, type Moments, noMoments, pixelFlow } from "./pixels.ts";

/** Loss: −log p(x) in nats, in the units of the data, of points "x" that the net has `scale` times as large. */
export function flowModel(params: NetParams, scale = 1): Model {
  return {
    build: (rows) => {
      const flow = flowNet(params);
      return { losses: shift(negate(logDensity(flow, input("x", [rows, 2]))), -2 * log(scale)), outputs: {} };
    },
  };
}

/** Loss: −log p(v) in nats, per unit of bytes, of pictures whose bytes are "x", with noise that is drawn anew (`pixels.ts`). */
export function pictureModel(
  params: NetParams,
  parting: Parting,
  moments: Moments = noMoments(columnsOf(parting)),
): Model {
  const columns = columnsOf(parting);
  return {
    build: (rows) => {
      const flow = pixelFlow(flowNet(params, parting), moments);
      return { losses: negate(logDensity(flow, dequantised(input("x", [rows, columns])))), outputs: {} };
    },
  };
}

/** Widths of the net of each coupling. */
export function widthsOf(
  { couplings, hidden, ...map }: Pick<FlowTaskParams, "couplings" | "hidden" | "map" | "bins">,
  parting: Parting,
): readonly (readonly number[])[] {
  return Array.from({ length: couplings }, (_, k) => {
    const { kept, moved } = parting.turns[k % parting.turns.length];
    return [columnsOf(parting, kept), ...hidden, columnsOf(parting, moved) * numbersOf(map)];
  });
}
