/** The derivative of lgamma: ψ(x) = Γ′(x)/Γ(x). */
import { nearest } from "./bits.ts";
import { log } from "./logarithm.ts";
import { cosTurns, sinTurns } from "./trigonometric.ts";

/** x ≥ 10: log x − 1/(2x) − Σ B_2k / (2k x^2k). */
function asymptotic(x: number): number {
  const v = 1 / x;
  const z = v * v;
  const series =
    0.08333333333333333 +
    z *
      (-0.008333333333333333 +
        z *
          (0.003968253968253968 +
            z *
              (-0.004166666666666667 +
                z * (0.007575757575757576 + z * (-0.021092796092796094 + z * 0.08333333333333333)))));
  return log(x) - (0.5 * v + z * series);
}

/**
 * ψ(x). Error < 4e-15 · max(1, |ψ(x)|) for x > 0, and < 1e-13 · max(1, |ψ(x)|) for x < 0, where it is not within 1e-3 of a pole. NaN at the poles
 * 0, −1, −2, … and at −Infinity; Infinity at Infinity.
 */
export function digamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) {
    // Beyond 2^51 a number below 0 is a pole, or a half of one unit from two: neither has a value of use.
    if (x < -2251799813685248) return NaN;
    const fraction = x - nearest(x);
    if (fraction === 0) return NaN;
    // ψ(x) = ψ(1 − x) − π / tan πx
    return digamma(1 - x) - (Math.PI * cosTurns(0.5 * fraction)) / sinTurns(0.5 * fraction);
  }
  let y = x;
  let sum: number = 0;
  while (y < 10) {
    sum += 1 / y;
    y += 1;
  }
  return asymptotic(y) - sum;
}
