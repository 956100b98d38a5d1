/**
 * RealNVP of the plane (Dinh, Sohl-Dickstein & Bengio 2017): an invertible map from points x to latent points z, and the density that standard normal z give x,
 *   log p(x) = log N(z; 0, 1) + Σ s,
 * where each coupling layer leaves one coordinate a as it is and maps the other, b ↦ b·exp(s(a)) + t(a), so that the determinant of its Jacobian is exp(s). The
 * coordinates take turns; s is a tanh times its bound, and s and t begin at 0: the map begins as the identity.
 */
import { activate } from "../../../nets/activations.ts";
import { glorot, initialiserBefore, zeros } from "../../../nets/initial.ts";
import { parameter } from "../../../nets/leaves.ts";
import { add } from "../../../nets/ops/add.ts";
import { concat } from "../../../nets/ops/concat.ts";
import { dense } from "../../../nets/ops/dense.ts";
import { exp } from "../../../nets/ops/exp.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { slice } from "../../../nets/ops/slice.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import { sumAxis } from "../../../nets/ops/sum.ts";
import { tanh } from "../../../nets/ops/tanh.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { FlowTaskParams } from "./fields.ts";

export type NetParams = Pick<FlowTaskParams, "couplings" | "hidden" | "activation" | "bound">;

/** One coordinate of the points, rows × 1. */
type Coordinate = Tensor;

export interface Flow {
  /** Of points, rows × 2: where they lie in the latent plane, and the logarithm of the Jacobian's determinant there, rows. */
  toLatent(x: Tensor): { readonly z: Tensor; readonly logDeterminant: Tensor };
  /** The way back, layer by layer: the latent points themselves, then what each layer makes of them; the last are points of the data. */
  fromLatent(z: Tensor): readonly Tensor[];
}

/** Its parameters, "layer0.weights" and so on, are those of all couplings, one after the other, and shared by both ways. */
export function flowNet({ couplings, hidden, activation, bound }: NetParams): Flow {
  const each = Array.from({ length: couplings }, (_, k) => conditioner(k, hidden, activation, bound));
  return {
    toLatent(x) {
      const at = coordinates(x);
      let total: Tensor | undefined;
      for (const [k, of] of each.entries()) {
        const [kept, moved] = [k % 2, 1 - (k % 2)];
        const { s, t } = of(at[kept]);
        at[moved] = add(multiply(at[moved], exp(s)), t);
        total = total ? add(total, s) : s;
      }
      return { z: concat(at, 1), logDeterminant: reshape(total as Tensor, [x.shape[0]], 1) };
    },
    fromLatent(z) {
      const at = coordinates(z);
      const stages = [z];
      for (let k = couplings - 1; k >= 0; k--) {
        const [kept, moved] = [k % 2, 1 - (k % 2)];
        const { s, t } = each[k](at[kept]);
        at[moved] = multiply(subtract(at[moved], t), exp(negate(s)));
        stages.push(concat([...at], 1));
      }
      return stages;
    },
  };
}

const coordinates = (x: Tensor): [Coordinate, Coordinate] => [slice(x, 1, 0, 1), slice(x, 1, 1, 2)];

/** The net of a coupling: of one coordinate the log scale s and the shift t of the other. */
function conditioner(
  k: number,
  hidden: readonly number[],
  activation: FlowTaskParams["activation"],
  bound: number,
): (kept: Coordinate) => { readonly s: Tensor; readonly t: Tensor } {
  const widths = [1, ...hidden, 2];
  const layers = hidden.length + 1;
  const own = Array.from({ length: layers }, (_, l) => {
    const name = `layer${k * layers + l}`;
    const isLast = l === layers - 1;
    // A layer of one input among tanh begins as others do; the last at zero.
    const initial = (activation === "tanh" ? glorot : initialiserBefore(activation))(widths[l], widths[l + 1]);
    return {
      weights: parameter(`${name}.weights`, [widths[l], widths[l + 1]], isLast ? zeros : initial),
      bias: parameter(`${name}.bias`, [widths[l + 1]], zeros),
    };
  });
  return (kept) => {
    const out = own.reduce((y, { weights, bias }, l) => {
      const sums = dense(y, weights, bias);
      return l === layers - 1 ? sums : activate(activation, sums);
    }, kept);
    return { s: scale(tanh(slice(out, 1, 0, 1)), bound), t: slice(out, 1, 1, 2) };
  };
}

/** log p(x) of points as the net has them, rows × 2: rows. */
export function logDensity(flow: Flow, x: Tensor): Tensor {
  const { z, logDeterminant } = flow.toLatent(x);
  return add(shift(scale(sumAxis(square(z), -1), -0.5), -Math.log(2 * Math.PI)), logDeterminant);
}
