/**
 * Numbers of the elementary functions in float64 that stand in several places: in the functions of one number, which TypeScript and AssemblyScript both read,
 * and in those of two (assembly/elementary2.ts). Polynomials interpolate at Chebyshev nodes; a coefficient is named by the power of its argument.
 */

/** ln 2 in two pieces; the first has 32 bits, so that k · LN2_HIGH is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
export const LEAST_NORMAL = 2.2250738585072014e-308;
export const TWO_54: number = 18014398509481984;
/** A number below 2^51 to which 1.5 · 2^52 is added is rounded to an integer. */
export const TO_INTEGER: number = 6755399441055744;
/** Below 2^−54 e^x − 1 and log(1 + x) are x. */
export const TINY = 5.551115123125783e-17;

/** Beyond these e^x is infinite, or 0. */
export const EXP_OVERFLOW = 709.782712893384;
export const EXP_UNDERFLOW = -745.1332191019412;
/** Beyond these e^x − 1 is e^x, or −1. */
export const EXPM1_MOST: number = 41;
export const EXPM1_LEAST: number = -41;
/** e^r − 1 − r. */
export const EXP_2 = 0.5;
export const EXP_3 = 0.1666666666666667;
export const EXP_4 = 0.04166666666666667;
export const EXP_5 = 0.00833333333332614;
export const EXP_6 = 0.0013888888888883752;
export const EXP_7 = 0.00019841269874804214;
export const EXP_8 = 2.4801587325536023e-5;
export const EXP_9 = 2.7557255421023506e-6;
export const EXP_10 = 2.7557273657975953e-7;
export const EXP_11 = 2.5105208339987698e-8;
export const EXP_12 = 2.0914680780540263e-9;

/** Within these log(1 + x) is taken of x itself. */
export const LOG1P_LEAST = -0.2928;
export const LOG1P_MOST = 0.4142;
/** 2 artanh s − 2s, over s, of s². */
export const LOG_1 = 0.6666666666666666;
export const LOG_2 = 0.4000000000000088;
export const LOG_3 = 0.28571428570802404;
export const LOG_4 = 0.22222222391987728;
export const LOG_5 = 0.18181795610879042;
export const LOG_6 = 0.15386241293734357;
export const LOG_7 = 0.13268730539100895;
export const LOG_8 = 0.1308707158006738;

/** Below the first tanh x is x, from the second on 1. */
export const TANH_LEAST = 3.725290298461914e-9;
export const TANH_MOST: number = 22;

/** 2π as a pair. */
export const TAU = 6.283185307179586;
export const TAU_TAIL = 2.4492935982947064e-16;
export const SIN_3 = -0.16666666666666666;
export const SIN_5 = 0.008333333333333331;
export const SIN_7 = -0.00019841269841265063;
export const SIN_9 = 2.7557319219337312e-6;
export const SIN_11 = -2.5052106231802837e-8;
export const SIN_13 = 1.6058531516797758e-10;
export const SIN_15 = -7.586691094197958e-13;
export const COS_4 = 0.041666666666666664;
export const COS_6 = -0.0013888888888887398;
export const COS_8 = 2.480158729876456e-5;
export const COS_10 = -2.7557317271145144e-7;
export const COS_12 = 2.087614614655861e-9;
export const COS_14 = -1.1382623647474604e-11;
