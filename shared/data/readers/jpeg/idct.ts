/**
 * The inverse cosine transform in integers, as libjpeg's "islow" computes it: Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11
 * multiplications" (ICASSP 1989), with constants of 13 bits and 2 more bits between the passes. Every engine, and libjpeg, gets the same samples.
 */
const BITS = 13;
/** Roots of the algorithm times 2¹³, by their value. */
const [C0_298, C0_390, C0_541, C0_765, C0_899, C1_175] = [2446, 3196, 4433, 6270, 7373, 9633];
const [C1_501, C1_847, C1_961, C2_053, C2_562, C3_072] = [12299, 15137, 16069, 16819, 20995, 25172];

const work = new Int32Array(64);

/**
 * Writes the 8 × 8 samples, 0 to 255, of the block at `from` (row-major coefficients) into rows of `stride` from `to` on. `isFlat`: only the first
 * coefficient is not 0.
 */
export function inverseTransform(
  block: Int16Array,
  from: number,
  quantisation: Uint16Array,
  isFlat: boolean,
  out: Uint8Array,
  to: number,
  stride: number,
): void {
  if (isFlat) {
    const value = clamp(((block[from] * quantisation[0]) << 2) + 16, 5);
    for (let y = 0, at = to; y < 8; y++, at += stride) out.fill(value, at, at + 8);
    return;
  }
  for (let x = 0; x < 8; x++) column(block, from + x, quantisation, x);
  for (let y = 0, at = to; y < 8; y++, at += stride) row(8 * y, out, at);
}

function column(block: Int16Array, at: number, q: Uint16Array, x: number): void {
  const c0 = block[at] * q[x];
  const c1 = block[at + 8] * q[x + 8];
  const c2 = block[at + 16] * q[x + 16];
  const c3 = block[at + 24] * q[x + 24];
  const c4 = block[at + 32] * q[x + 32];
  const c5 = block[at + 40] * q[x + 40];
  const c6 = block[at + 48] * q[x + 48];
  const c7 = block[at + 56] * q[x + 56];
  if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
    const value = c0 << 2;
    for (let i = x; i < 64; i += 8) work[i] = value;
    return;
  }
  const z1 = Math.imul(c2 + c6, C0_541);
  const e2 = z1 - Math.imul(c6, C1_847);
  const e3 = z1 + Math.imul(c2, C0_765);
  const e0 = (c0 + c4) << BITS;
  const e1 = (c0 - c4) << BITS;
  const z5 = Math.imul(c7 + c3 + c5 + c1, C1_175);
  const z3 = z5 - Math.imul(c7 + c3, C1_961);
  const z4 = z5 - Math.imul(c5 + c1, C0_390);
  const far = Math.imul(c7 + c1, C0_899);
  const near = Math.imul(c5 + c3, C2_562);
  const o0 = Math.imul(c7, C0_298) - far + z3;
  const o1 = Math.imul(c5, C2_053) - near + z4;
  const o2 = Math.imul(c3, C3_072) - near + z3;
  const o3 = Math.imul(c1, C1_501) - far + z4;
  work[x] = (e0 + e3 + o3 + 1024) >> 11;
  work[x + 56] = (e0 + e3 - o3 + 1024) >> 11;
  work[x + 8] = (e1 + e2 + o2 + 1024) >> 11;
  work[x + 48] = (e1 + e2 - o2 + 1024) >> 11;
  work[x + 16] = (e1 - e2 + o1 + 1024) >> 11;
  work[x + 40] = (e1 - e2 - o1 + 1024) >> 11;
  work[x + 24] = (e0 - e3 + o0 + 1024) >> 11;
  work[x + 32] = (e0 - e3 - o0 + 1024) >> 11;
}

function row(at: number, out: Uint8Array, to: number): void {
  const c0 = work[at];
  const c1 = work[at + 1];
  const c2 = work[at + 2];
  const c3 = work[at + 3];
  const c4 = work[at + 4];
  const c5 = work[at + 5];
  const c6 = work[at + 6];
  const c7 = work[at + 7];
  const z1 = Math.imul(c2 + c6, C0_541);
  const e2 = z1 - Math.imul(c6, C1_847);
  const e3 = z1 + Math.imul(c2, C0_765);
  // Half a step, so that the shift rounds.
  const e0 = ((c0 + c4) << BITS) + (1 << 17);
  const e1 = ((c0 - c4) << BITS) + (1 << 17);
  const z5 = Math.imul(c7 + c3 + c5 + c1, C1_175);
  const z3 = z5 - Math.imul(c7 + c3, C1_961);
  const z4 = z5 - Math.imul(c5 + c1, C0_390);
  const far = Math.imul(c7 + c1, C0_899);
  const near = Math.imul(c5 + c3, C2_562);
  const o0 = Math.imul(c7, C0_298) - far + z3;
  const o1 = Math.imul(c5, C2_053) - near + z4;
  const o2 = Math.imul(c3, C3_072) - near + z3;
  const o3 = Math.imul(c1, C1_501) - far + z4;
  out[to] = clamp(e0 + e3 + o3, 18);
  out[to + 7] = clamp(e0 + e3 - o3, 18);
  out[to + 1] = clamp(e1 + e2 + o2, 18);
  out[to + 6] = clamp(e1 + e2 - o2, 18);
  out[to + 2] = clamp(e1 - e2 + o1, 18);
  out[to + 5] = clamp(e1 - e2 - o1, 18);
  out[to + 3] = clamp(e0 - e3 + o0, 18);
  out[to + 4] = clamp(e0 - e3 - o0, 18);
}

/** A sample, from its value around 0 with `shift` more bits. */
function clamp(value: number, shift: number): number {
  const sample = (value >> shift) + 128;
  return sample < 0 ? 0 : Math.min(sample, 255);
}
