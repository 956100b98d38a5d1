/**
 * Flows by coupling layers: an invertible map from rows x (points of the plane, or pictures) to latent rows z, and the density that standard normal z give x,
 *   log p(x) = log N(z; 0, 1) + Σ s,
 * where each layer leaves some columns a as they are and maps each of the others with a slope exp(s) that a decides: affine, b ↦ b·exp(s(a)) + t(a) (RealNVP,
 * Dinh, Sohl-Dickstein & Bengio 2017), or by a spline (`spline.ts`). The columns take turns (`parting.ts`); the s of affine maps is a tanh times its bound. All
 * begins at 0, where the map is the identity.
 */
import { log } from "../../../math/index.ts";
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
import { columnsOf, type Parting, planar } from "./parting.ts";
import { splineBack, splineForward, splineNumbers } from "./spline.ts";

export type NetParams = Pick<FlowTaskParams, "couplings" | "hidden" | "activation" | "map" | "bound" | "bins">;

export interface Flow {
  /** Of rows × columns: where they lie in the latent space, and the logarithm of the Jacobian's determinant there, rows. */
  toLatent(x: Tensor): { readonly z: Tensor; readonly logDeterminant: Tensor };
  /** The way back, layer by layer: the latent rows themselves, then what each layer makes of them; the last are rows of the data. */
  fromLatent(z: Tensor): readonly Tensor[];
}

/** Its parameters, "layer0.weights" and so on, are those of all couplings, one after the other, and shared by both ways. */
export function flowNet(params: NetParams, parting: Parting = planar): Flow {
  const { couplings } = params;
  const each = Array.from({ length: couplings }, (_, k) => couplingOf(k, params, parting));
  return {
    toLatent(x) {
      let at = groupsOf(x, parting);
      let total: Tensor | undefined;
      for (const { forward } of each) {
        const { groups, logSlope } = forward(at);
        at = groups;
        total = total ? add(total, logSlope) : logSlope;
      }
      return { z: concat(at, 1), logDeterminant: reshape(total as Tensor, [x.shape[0]], 1) };
    },
    fromLatent(z) {
      let at = groupsOf(z, parting);
      const stages = [z];
      for (const { back } of each.toReversed()) {
        at = back(at);
        stages.push(concat(at, 1));
      }
      return stages;
    },
  };
}

/** Rows in the groups of their columns. */
type Grouped = readonly Tensor[];

function groupsOf(x: Tensor, { sizes }: Parting): Grouped {
  let from = 0;
  return sizes.map((size) => {
    from += size;
    return slice(x, 1, from - size, from);
  });
}

interface Coupling {
  forward(x: Grouped): { readonly groups: Grouped; readonly logSlope: Tensor };
  back(y: Grouped): Grouped;
}

function couplingOf(k: number, params: NetParams, parting: Parting): Coupling {
  const { kept, moved } = parting.turns[k % parting.turns.length];
  const columns = columnsOf(parting, moved);
  const of = conditioner(k, params, columnsOf(parting, kept), columns);
  const own = (at: Grouped, groups: readonly number[]) =>
    concat(
      groups.map((group) => at[group]),
      1,
    );
  const mapBy = (at: Grouped) => mapOf(of(own(at, kept)), columns, params);
  /** With what the map made in place of what was moved. */
  const after = (at: Grouped, y: Tensor): Grouped => {
    const parts = groupsOf(y, { ...parting, sizes: moved.map((group) => parting.sizes[group]) });
    return at.map((x, group) => (moved.includes(group) ? parts[moved.indexOf(group)] : x));
  };
  return {
    forward(at) {
      const { y, logSlope } = mapBy(at).forward(own(at, moved));
      return { groups: after(at, y), logSlope };
    },
    back: (at) => after(at, mapBy(at).back(own(at, moved))),
  };
}

interface Monotone {
  /** `logSlope`: of each row, over its columns: rows × 1. */
  forward(x: Tensor): { readonly y: Tensor; readonly logSlope: Tensor };
  back(y: Tensor): Tensor;
}

/** The maps of the line that these numbers say, rows × (columns · `numbersOf`): of rows × columns. */
function mapOf(numbers: Tensor, columns: number, { map, bound = BOUND, bins = BINS }: NetParams): Monotone {
  const [rows] = numbers.shape;
  if (map === "spline") {
    // Each column as a row of its own.
    const of = columns === 1 ? numbers : reshape(numbers, [rows * columns, splineNumbers(bins)], columns);
    const apart = (x: Tensor) => (columns === 1 ? x : reshape(x, [rows * columns, 1], columns));
    const together = (x: Tensor) => (columns === 1 ? x : reshape(x, [rows, columns], 1));
    return {
      forward(x) {
        const { y, logSlope } = splineForward(apart(x), of, bins);
        return { y: together(y), logSlope: overColumns(together(logSlope)) };
      },
      back: (y) => together(splineBack(apart(y), of, bins)),
    };
  }
  const s = scale(tanh(slice(numbers, 1, 0, columns)), bound);
  const t = slice(numbers, 1, columns, 2 * columns);
  return {
    forward: (x) => ({ y: add(multiply(x, exp(s)), t), logSlope: overColumns(s) }),
    back: (y) => multiply(subtract(y, t), exp(negate(s))),
  };
}

/** Sums of the rows: rows × 1. */
const overColumns = (x: Tensor): Tensor =>
  x.shape[1] === 1 ? x : reshape(sumAxis(x, 1), [x.shape[0], 1], x.perSample);

/** What the net of a coupling gives for each column that it moves. */
export const numbersOf = ({ map, bins = BINS }: Pick<NetParams, "map" | "bins">): number =>
  map === "spline" ? splineNumbers(bins) : 2;

/** The net of a coupling: of the columns that it keeps the numbers that say what becomes of the others. */
function conditioner(k: number, params: NetParams, kept: number, moved: number): (kept: Tensor) => Tensor {
  const { hidden, activation } = params;
  const widths = [kept, ...hidden, moved * numbersOf(params)];
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
  return (x) =>
    own.reduce((y, { weights, bias }, l) => {
      const sums = dense(y, weights, bias);
      return l === layers - 1 ? sums : activate(activation, sums);
    }, x);
}

/** log p(x) of rows as the net has them, rows × columns: rows. */
export function logDensity(flow: Pick<Flow, "toLatent">, x: Tensor): Tensor {
  const { z, logDeterminant } = flow.toLatent(x);
  const normal = shift(scale(sumAxis(square(z), -1), -0.5), -(x.shape[1] / 2) * log(2 * Math.PI));
  return add(normal, logDeterminant);
}
