import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { checkIntegers } from "../integers.ts";
import { checkSize, type OwnNet, pictureNet } from "../picture-net.ts";
import type { HardwareParams } from "./fields.ts";

/** Said before the run. Throws an ExperimentError. */
export function checkHardware(params: HardwareParams, data: Table | null): OwnNet {
  const net = pictureNet(params, data);
  checkSize(params, net);
  const { parameters } = totalCost(net.chain);
  if (parameters > limits.inference.parameters)
    throw new ExperimentError(
      params.dense.length > 0 ? "params.dense" : "params.channels",
      "too-many-weights",
      `weights of the net: ${parameters} (must be at most ${limits.inference.parameters}, as in a model that is published)`,
      { value: parameters, most: limits.inference.parameters },
    );
  checkIntegers(net.chain);
  return net;
}
