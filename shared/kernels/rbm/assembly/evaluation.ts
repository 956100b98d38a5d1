/** Free energy and pseudo-likelihood of rows of the batch. */
import { softplus } from "../../../math/assembly/elementary";
import { drive, sumSoftplus } from "./units";
import {
  H,
  HP,
  V,
  count,
  hiddenBias,
  input,
  list,
  p,
  positive,
  positiveCount,
  row,
  visibleBias,
  weights,
} from "./state";

/** Free energy −b·v − Σ log(1 + e^x) of row n of the batch, in nats. */
export function freeEnergy(n: i32): f64 {
  const active = list(positive, n);
  const length = count(positiveCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  let linear: f64 = 0;
  for (let a = 0; a < length; a++) linear += <f64>load<f32>(visibleBias + (<usize>load<u32>(active + (<usize>a << 2)) << 2));
  return -linear - sumSoftplus(input, H, 1);
}

/** Log pseudo-likelihood Σ_i log p(v_i | v without i) of row n of the batch, in nats. */
export function pseudoLikelihood(n: i32): f64 {
  const active = list(positive, n);
  const length = count(positiveCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  const here = sumSoftplus(input, H, 1);
  let total: f64 = 0;
  let a = 0;
  for (let i = 0; i < V; i++) {
    const on = a < length && load<u32>(active + (<usize>a << 2)) == i;
    if (on) a++;
    const sign: f32 = on ? -1 : 1;
    const w = row(weights, i, HP);
    for (let j = 0; j < HP; j += 4) {
      const at = <usize>j << 2;
      v128.store(p + at, f32x4.add(v128.load(input + at), f32x4.mul(f32x4.splat(sign), v128.load(w + at))));
    }
    const gain = <f64>(sign * load<f32>(visibleBias + (<usize>i << 2))) + sumSoftplus(p, H, 1) - here;
    total -= softplus(gain);
  }
  return total;
}
