import type { Target } from "../../../../kernels/mcmc/target.ts";
import { paddedLength } from "../../../../kernels/mcmc/vectors.ts";
import { loadModel } from "../../../../kernels/mcmc/wasm.ts";
import { roomOf } from "../../../../wasm/room.ts";
import type { Context } from "../../../lab.ts";
import type { McmcParams } from "../fields.ts";
import { modelOf } from "../model.ts";
import { unlessTooLarge } from "../too-large.ts";

/** The density of the device, one position at a time: the same bits on both. */
export function crowdTarget(params: McmcParams, context: Context): Target {
  const model = modelOf(params, context.data);
  const { target } = model;
  if (context.device === "scalar") return target;
  const module = context.wasm("mcmc");
  unlessTooLarge(() => loadModel(module, model));
  const length = paddedLength(target.dimension);
  const [at, gradientAt] = [0, 1].map(() => module.alloc(8 * length));
  const { f64 } = roomOf(module);
  let [position, derivatives] = [f64(at, length), f64(gradientAt, length)];
  const place = (given: Float64Array) => {
    // The memory may have grown.
    if (position.length === 0) [position, derivatives] = [f64(at, length), f64(gradientAt, length)];
    for (let i = 0; i < length; i++) position[i] = given[i];
  };
  return {
    ...target,
    value(given) {
      place(given);
      return module.logDensityAlone(at);
    },
    logDensity(given, gradient) {
      place(given);
      const value = module.logDensity(at, gradientAt);
      for (let i = 0; i < length; i++) gradient[i] = derivatives[i];
      return value;
    },
  };
}
