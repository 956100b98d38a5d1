/**
 * Flows of the plane by coupling layers: an invertible map from points x to latent points z, and the density that standard normal z give x,
 *   log p(x) = log N(z; 0, 1) + Σ s,
 * where each layer leaves one coordinate a as it is and maps the other with a slope exp(s) that a decides: affine, b ↦ b·exp(s(a)) + t(a) (RealNVP, Dinh,
 * Sohl-Dickstein & Bengio 2017), or by a spline (`spline.ts`). The coordinates take turns; the s of affine maps is a tanh times its bound. All begins at 0, where
 * the map is the identity.
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
import { BINS, BOUND, type FlowTaskParams } from "./fields.ts";
import { splineBack, splineForward, splineNumbers } from "./spline.ts";

export type NetParams = Pick<FlowTaskParams, "couplings" | "hidden" | "activation" | "map" | "bound" | "bins">;

/** One coordinate of the points, rows × 1. */
type Coordinate = Tensor;

export interface Flow {
  /** Of points, rows × 2: where they lie in the latent plane, and the logarithm of the Jacobian's determinant there, rows. */
  toLatent(x: Tensor): { readonly z: Tensor; readonly logDeterminant: Tensor };
  /** The way back, layer by layer: the latent points themselves, then what each layer makes of them; the last are points of the data. */
  fromLatent(z: Tensor): readonly Tensor[];
}

/** Its parameters, "layer0.weights" and so on, are those of all couplings, one after the other, and shared by both ways. */
export function flowNet(params: NetParams): Flow {
  const { couplings } = params;
  const each = Array.from({ length: couplings }, (_, k) => {
    const of = conditioner(k, params);
    return (kept: Coordinate) => mapOf(of(kept), params);
  });
  return {
    toLatent(x) {
      const at = coordinates(x);
      let total: Tensor | undefined;
      for (const [k, of] of each.entries()) {
        const [kept, moved] = [k % 2, 1 - (k % 2)];
        const { y, logSlope } = of(at[kept]).forward(at[moved]);
        at[moved] = y;
        total = total ? add(total, logSlope) : logSlope;
      }
      return { z: concat(at, 1), logDeterminant: reshape(total as Tensor, [x.shape[0]], 1) };
    },
    fromLatent(z) {
      const at = coordinates(z);
      const stages = [z];
      for (let k = couplings - 1; k >= 0; k--) {
        const [kept, moved] = [k % 2, 1 - (k % 2)];
        at[moved] = each[k](at[kept]).back(at[moved]);
        stages.push(concat([...at], 1));
      }
      return stages;
    },
  };
}

interface Monotone {
  forward(x: Coordinate): { readonly y: Coordinate; readonly logSlope: Tensor };
  back(y: Coordinate): Coordinate;
}

/** The map of the line that these numbers say, rows × `numbersOf`. */
function mapOf(numbers: Tensor, { map, bound = BOUND, bins = BINS }: NetParams): Monotone {
  if (map === "spline")
    return { forward: (x) => splineForward(x, numbers, bins), back: (y) => splineBack(y, numbers, bins) };
  const s = scale(tanh(slice(numbers, 1, 0, 1)), bound);
  const t = slice(numbers, 1, 1, 2);
  return {
    forward: (x) => ({ y: add(multiply(x, exp(s)), t), logSlope: s }),
    back: (y) => multiply(subtract(y, t), exp(negate(s))),
  };
}

/** What the net of a coupling gives. */
export const numbersOf = ({ map, bins = BINS }: Pick<NetParams, "map" | "bins">): number =>
  map === "spline" ? splineNumbers(bins) : 2;

const coordinates = (x: Tensor): [Coordinate, Coordinate] => [slice(x, 1, 0, 1), slice(x, 1, 1, 2)];

/** The net of a coupling: of one coordinate the numbers that say what becomes of the other. */
function conditioner(k: number, params: NetParams): (kept: Coordinate) => Tensor {
  const { hidden, activation } = params;
  const widths = [1, ...hidden, numbersOf(params)];
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
  return (kept) =>
    own.reduce((y, { weights, bias }, l) => {
      const sums = dense(y, weights, bias);
      return l === layers - 1 ? sums : activate(activation, sums);
    }, kept);
}

/** log p(x) of points as the net has them, rows × 2: rows. */
export function logDensity(flow: Flow, x: Tensor): Tensor {
  const { z, logDeterminant } = flow.toLatent(x);
  return add(shift(scale(sumAxis(square(z), -1), -0.5), -Math.log(2 * Math.PI)), logDeterminant);
}
