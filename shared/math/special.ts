/** erf, erfc, lgamma: polynomials that interpolate at Chebyshev nodes, and Stirling's series. */
import { nearest } from "./bits.ts";
import { productTail } from "./double.ts";
import { exp } from "./exponential.ts";
import { log, log1p } from "./logarithm.ts";
import { sinTurns } from "./trigonometric.ts";

/** (erf x)/x − 1 as a polynomial of z = x², |x| ≤ 1. */
function erfRest(z: number): number {
  const high =
    0.0001205533111164271 +
    z *
      (-1.4925595266831182e-5 +
        z *
          (1.6461000484121368e-6 +
            z *
              (-1.6350312701054695e-7 +
                z * (1.4659775274047436e-8 + z * (-1.1372848856791674e-9 + z * 5.957176147748911e-11)))));
  return (
    0.1283791670955126 +
    z *
      (-0.3761263890318375 +
        z *
          (0.11283791670954879 +
            z * (-0.026866170645076792 + z * (0.0052239776248180145 + z * (-0.000854832698083379 + z * high)))))
  );
}

/** erfc x for 0.5 ≤ x: e^(−x²)/(1 + 2x) · G(t), t = (x − 3)/(x + 3) (Shepherd & Laframboise, 1981). */
function erfcTail(x: number): number {
  if (x > 27.3) return 0;
  const t = (x - 3) / (x + 3);
  const a =
    -2.00929833045886e-5 +
    t *
      (-7.012462973163499e-7 +
        t *
          (3.4525197016153044e-6 +
            t *
              (3.0307407103093377e-7 +
                t *
                  (-5.840747551910045e-7 +
                    t * (-8.42551957399924e-8 + t * (7.124245030572795e-8 + t * 8.635681414307825e-9))))));
  const b =
    -0.023770514892453878 +
    t *
      (0.002529391787416037 +
        t *
          (0.0018886900308933137 +
            t *
              (-0.0007798319787670749 +
                t * (-0.00010515741491655 + t * (0.00012509749095168397 + t * (4.9387975342434404e-6 + t * a))))));
  const g =
    1.2530080582697296 +
    t *
      (-0.13562110612458084 +
        t *
          (-0.04756229435343384 +
            t * (0.12964515870271817 + t * (-0.11927366341637591 + t * (0.06830802734557402 + t * b)))));
  // The rounding of x² would cost up to 370 ulp: its tail is put back.
  const square = x * x;
  const e = exp(-square);
  return ((e - e * productTail(x, x, square)) * g) / (1 + 2 * x);
}

/** The error function. Error < 1.3 ulp; keeps −0. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const a = Math.abs(x);
  if (a < 1) return x + x * erfRest(x * x);
  const y = a > 6 ? 1 : 1 - erfcTail(a);
  return x < 0 ? -y : y;
}

/** 1 − erf x, accurate in the upper tail. Error < 4 ulp where the result is normal. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (Math.abs(x) < 0.5) return 1 - (x + x * erfRest(x * x));
  return x > 0 ? erfcTail(x) : 2 - erfcTail(-x);
}

/** lgamma(2 + y)/y, |y| ≤ 1/2. */
function lgammaSlope(y: number): number {
  const a =
    -4.4926351103833334e-5 +
    y *
      (2.050726741605779e-5 +
        y *
          (-9.438458716242811e-6 +
            y *
              (4.374374916915131e-6 +
                y *
                  (-2.0449201467015115e-6 +
                    y *
                      (9.578663334114758e-7 +
                        y *
                          (-4.303558760359961e-7 +
                            y * (2.0304806751615227e-7 + y * (-1.3412819758517287e-7 + y * 6.379047507619774e-8))))))));
  const b =
    0.002890510330738737 +
    y *
      (-0.0011927539120010226 +
        y * (0.0005096695248853096 + y * (-0.00022315475074520367 + y * (9.945750909889392e-5 + y * a))));
  return (
    0.42278433509846713 +
    y *
      (0.3224670334241132 +
        y * (-0.06735230105319814 + y * (0.02058080842778457 + y * (-0.0073855510286681535 + y * b))))
  );
}

/** x ≥ 9: (x − ½) log x − x + ½ log 2π + Σ B_2k / (2k (2k−1) x^(2k−1)). */
function stirling(x: number): number {
  if (x > 1e17) return x * (log(x) - 1);
  const v = 1 / x;
  const z = v * v;
  const series =
    0.08333333333333333 +
    z *
      (-0.002777777777777778 +
        z *
          (0.0007936507936507937 +
            z *
              (-0.0005952380952380953 +
                z * (0.0008417508417508417 + z * (-0.0019175269175269176 + z * 0.00641025641025641)))));
  return (x - 0.5) * (log(x) - 1) + (0.4189385332046727 + v * series);
}

/**
 * log |Γ(x)|. Error < 6 ulp for x > 0, near its zeros 1 and 2 as well; < 1e-14 · max(1, |result|) for x < 0.
 * Infinity at 0, −1, −2, … and ±Infinity.
 */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) {
    const fraction = x - nearestInteger(x);
    if (fraction === 0 || x === -Infinity) return Infinity;
    // Γ(x)·Γ(−x) = −π / (x sin πx)
    return log(Math.PI / Math.abs(x * sinTurns(0.5 * fraction))) - lgamma(-x);
  }
  if (x < 0.5) return x * lgammaSlope(x) - log1p(x) - log(x);
  if (x < 1.5) return (x - 1) * lgammaSlope(x - 1) - log1p(x - 1);
  if (x >= 9) return stirling(x);
  let y = x;
  let product: number = 1;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  const rest = (y - 2) * lgammaSlope(y - 2);
  return product > 1 ? rest + log(product) : rest;
}

function nearestInteger(x: number): number {
  return x < -2251799813685248 ? x : nearest(x);
}
