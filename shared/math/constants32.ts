/**
 * The numbers of the functions in float32 (elementary32.ts), of those on WebGPU too (shared/webgpu/snippets): each stands here alone. To the compiler of
 * AssemblyScript a name is the address of its numbers in memory (shared/wasm/sources.mjs). Polynomials interpolate at Chebyshev nodes; their highest
 * coefficient stands first.
 */
const f = Math.fround;

export const EXP = [
  0.00019891017291229218, 0.001393367419950664, 0.00833331048488617, 0.041666463017463684, 0.1666666716337204, 0.5,
];
export const EXP_SHORT = [0.0013926250394433737, 0.00836323294788599, 0.04166655242443085, 0.16666576266288757, 0.5];
export const LOG = [0.23330830037593842, 0.28550806641578674, 0.4000012278556824, 0.6666666865348816];
export const LOG1P = [
  0.23224329948425293, 0.2170657515525818, 0.285923570394516, 0.3999970555305481, 0.6666666865348816,
];
export const TANH = [
  0.002292744815349579, -0.008343945257365704, 0.02176891826093197, -0.053959257900714874, 0.13333304226398468,
  -0.3333333432674408,
];
/** (erf x)/x − 1 of x², |x| ≤ 1; log erfc x, 1 ≤ x ≤ 4. */
export const ERF = [
  0.00007875874871388078, -0.000801686430349946, 0.005189087241888046, -0.02685421146452427, 0.11283594369888306,
  -0.3761262595653534, 0.12837916612625122,
];
export const LOG_ERFC = [
  0.0000016371513993362896, -0.00004605804133461788, 0.0005968056502752006, -0.004759596195071936, 0.026421135291457176,
  -0.11008008569478989, -0.6318260431289673, -1.1302334070205688, 0.0003201380604878068,
];
export const SIN = [2.724962087086169e-6, -0.00019840084132738411, 0.008333331905305386, -0.1666666716337204];
export const COS = [-2.7300703209220956e-7, 2.4800598112051375e-5, -0.00138888880610466, 0.0416666679084301];
export const SIN_TURNS = [-75.401611328125, 81.59254455566406, -41.3416633605957, 6.2831854820251465];
export const COS_TURNS = [59.42410659790039, -85.44882202148438, 64.93936920166016, -19.739208221435547];

export const ONE = 1;
export const TWO = 2;
export const HALF = 0.5;
export const FOUR = 4;
export const QUARTER = 0.25;

/** Below the first e^x is 0, above the second infinite; from the third on it is normal. */
export const EXP_LEAST = -104;
export const EXP_MOST = 89;
export const EXP_NORMAL = -87;
/** 1.5·2^23: a number below 2^22 added to it is rounded to an integer, which stands in the low bits. */
export const TO_INTEGER = 12582912;
/** Below this e^x − 1 is −1; within ±2^−25 it is x. */
export const EXPM1_LEAST = -20;
export const EXPM1_SMALL = 2.9802322387695312e-8;
export const LOG2_E = f(Math.LOG2E);
/** ln 2 in two pieces, the first of 15 bits. */
export const LN2_HIGH = f(0.693145751953125);
export const LN2_LOW = f(1.428606765330187e-6);
export const LEAST_NORMAL = 1.1754943508222875e-38;
export const TWO_23 = 8388608;
export const SQRT_HALF = f(Math.SQRT1_2);
/** From here on tanh is 1: e^60 is far from too large for one power of two. Below the second it is a polynomial. */
export const TANH_MOST = 60;
export const TANH_SMALL = 0.625;
/** From here on erf is 1. */
export const ERF_MOST = 4;
export const TWO_OVER_PI = f(2 / Math.PI);
/** π/2 in four pieces, the first three of 10 bits. */
export const P1 = f(1.5703125);
export const P2 = f(0.00048351287841796875);
export const P3 = f(3.1385570764541626e-7);
export const P4 = f(6.07710062827671e-11);
