/**
 * The net that denoises x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·ε, of the row x_t and an embedding of its step: what it says is the noise ε, or the velocity
 * v = √ᾱ_t·ε − √(1 − ᾱ_t)·x_0 (Salimans & Ho 2022), from which noise and clean row follow alike, however much noise there is.
 */

import { EMBEDDED } from "../../../diffusion/embedding.ts";
import { activate } from "../../../nets/activations.ts";
import { glorot, initialiserBefore, zeros } from "../../../nets/initial.ts";
import { input, parameter } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { add } from "../../../nets/ops/add.ts";
import { concat } from "../../../nets/ops/concat.ts";
import { dense } from "../../../nets/ops/dense.ts";
import { normals } from "../../../nets/ops/draws.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import { sumAxis } from "../../../nets/ops/sum.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { DiffusionTaskParams } from "./fields.ts";

export type NetParams = Pick<DiffusionTaskParams, "hidden" | "activation" | "predicts">;

/** What the net says of rows, rows × columns, and embedded steps, rows × EMBEDDED: rows × columns. */
export function denoisingNet({ hidden, activation }: NetParams, x: Tensor, time: Tensor): Tensor {
  const columns = x.shape[1];
  const widths = [columns + EMBEDDED, ...hidden, columns];
  return widths.slice(1).reduce(
    (y, width, l) => {
      const isLast = l === widths.length - 2;
      const initial = (isLast ? glorot : initialiserBefore(activation))(widths[l], width);
      const sums = dense(
        y,
        parameter(`layer${l}.weights`, [widths[l], width], initial),
        parameter(`layer${l}.bias`, [width], zeros),
      );
      return isLast ? sums : activate(activation, sums);
    },
    concat([x, time], 1),
  );
}

/** Of the step's key. */
const NOISE = 1;

/**
 * Loss: mean over the columns of the squared error of what is predicted, of rows "x" at a step whose embedding is "time", with "signal" √ᾱ and
 * "level" √(1 − ᾱ); of the noise 1 where nothing is known of it.
 */
export function diffusionModel(params: NetParams, columns: number): Model {
  return {
    build(rows) {
      const noise = normals({ shape: [rows, columns], perSample: 1 }, NOISE);
      const x = input("x", [rows, columns]);
      const [signal, level] = [input("signal", [rows, 1]), input("level", [rows, 1])];
      const noised = add(multiply(x, signal), multiply(noise, level));
      const aim = params.predicts === "noise" ? noise : subtract(multiply(noise, signal), multiply(x, level));
      const said = denoisingNet(params, noised, input("time", [rows, EMBEDDED]));
      return { losses: scale(sumAxis(square(subtract(aim, said)), -1), 1 / columns), outputs: {} };
    },
  };
}
