/**
 * Elementary functions of four float32 at once. Every operation is exact IEEE arithmetic (no fused or relaxed one), so
 * the bits are the same on every machine; shared/math/elementary32.ts is the readable twin of a lane. The scalar
 * functions at the end give the bits of a lane, for remainders. NaN results may have any payload.
 */
/** The 32-bit constant `i` of a table in all lanes. */
export declare function constant(table: usize, i?: usize): v128;
/** e^x. Error < 1 ulp where the result is normal. */
export declare function expf4(x: v128): v128;
/** e^x for x ≤ 0, with the bits of expf4 in less time: nothing overflows, and n, an integer above −2^22, is found by adding. */
export declare function expOfNonPositivef4(x: v128): v128;
/** e^x − 1, accurate near 0 as well. Error < 2 ulp; keeps −0. */
export declare function expm1f4(x: v128): v128;
/** e^−|x|, but at least e^−87: no subnormal results, half the time of expf4. Error < 1 ulp on ±87. */
export declare function expMinusAbsf4(x: v128): v128;
/** Natural logarithm of numbers known to be positive, normal and finite (uniforms). The bits of logf4. */
export declare function logOfNormalf4(x: v128): v128;
/** Natural logarithm. Error < 1 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
export declare function logf4(x: v128): v128;
/** tanh x. Error < 2 ulp; keeps −0. */
export declare function tanhf4(x: v128): v128;
/** 1 / (1 + e^−x). Error < 2.5 ulp where the result is normal. */
export declare function sigmoidf4(x: v128): v128;
/** log(1 + e^x) without overflow. Error < 2.5 ulp where the result is normal. */
export declare function softplusf4(x: v128): v128;
/** The error function. Error < 1e-7; keeps −0. */
export declare function erff4(x: v128): v128;
/** sin x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
export declare function sinf4(x: v128): v128;
/** cos x, x in radians, |x| ≤ 8192. Error < 2^-23 (2 ulp of results near 1). */
export declare function cosf4(x: v128): v128;
/** The nearest quarter turn of u turns, as a float32 integer. */
export declare function quarterf4(u: v128): v128;
/** sin 2πr and cos 2πr of the rest r = u − n/4, |r| ≤ 1/8: for callers that need both. */
export declare function sinOfRestf4(r: v128, z: v128): v128;
export declare function cosOfRestf4(z: v128): v128;
/** sin and cos of u = n/4 + r turns from those of r. */
export declare function sinOfQuartersf4(n: v128, sin: v128, cos: v128): v128;
export declare function cosOfQuartersf4(n: v128, sin: v128, cos: v128): v128;
/** sin 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
export declare function sinTurnsf4(u: v128): v128;
/** cos 2πu, |u| ≤ 2^20 turns. Error < 2 ulp. */
export declare function cosTurnsf4(u: v128): v128;
export declare function expf(x: f32): f32;
export declare function expm1f(x: f32): f32;
export declare function erff(x: f32): f32;
export declare function expMinusAbsf(x: f32): f32;
export declare function logf(x: f32): f32;
export declare function tanhf(x: f32): f32;
export declare function sigmoidf(x: f32): f32;
export declare function softplusf(x: f32): f32;
export declare function sinf(x: f32): f32;
export declare function cosf(x: f32): f32;
export declare function sinTurnsf(x: f32): f32;
export declare function cosTurnsf(x: f32): f32;
