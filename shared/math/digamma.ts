import { nearest } from "./bits.ts";
import { log } from "./logarithm.ts";
import { cosTurns, sinTurns } from "./trigonometric.ts";

/**
 * ψ(x) = Γ′(x)/Γ(x): ψ(x + 1) = ψ(x) + 1/x up to x ≥ 10, there the asymptotic series log x − 1/2x − Σ B_2k/(2k x^2k). Error < 1e-15 · max(1, |result|)
 * for x > 0; NaN at 0, −1, −2, …
 */
export function digamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) {
    const fraction = x - nearest(x);
    if (fraction === 0 || x === -Infinity) return NaN;
    // ψ(1 − x) − ψ(x) = π cot πx
    return digamma(1 - x) - (Math.PI * cosTurns(0.5 * fraction)) / sinTurns(0.5 * fraction);
  }
  let y = x;
  let shift: number = 0;
  while (y < 10) {
    shift += 1 / y;
    y += 1;
  }
  const v = 1 / y;
  const z = v * v;
  const series =
    z *
    (0.08333333333333333 -
      z *
        (0.008333333333333333 -
          z *
            (0.003968253968253968 -
              z *
                (0.004166666666666667 -
                  z * (0.007575757575757576 - z * (0.021092796092796094 - z * 0.08333333333333333))))));
  return log(y) - 0.5 * v - series - shift;
}
