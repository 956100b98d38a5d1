import { cos, sin } from "../math/elementary.ts";

/**
 * Discrete Fourier transform in place, X_k = Σ_j x_j e^{−2πi jk/n}: iterative radix-2 (Cooley and Tukey 1965). The length must be a power
 * of two. For the inverse swap the two arrays and divide by n.
 */
export function fft(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  if ((n & (n - 1)) !== 0) throw new RangeError(`transform length: ${n} (must be a power of two)`);
  reverseBits(real, imaginary);
  const { cosines, sines } = roots(n);
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride];
        const s = sines[k * stride];
        const top = start + k;
        const bottom = top + half;
        const re = real[bottom] * c + imaginary[bottom] * s;
        const im = imaginary[bottom] * c - real[bottom] * s;
        real[bottom] = real[top] - re;
        imaginary[bottom] = imaginary[top] - im;
        real[top] += re;
        imaginary[top] += im;
      }
    }
  }
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
}

let table = { cosines: new Float64Array(0), sines: new Float64Array(0) };

/** cos and sin of 2πk/n for k < n/2; the table of the last n is kept. */
export function roots(n: number): { readonly cosines: Float64Array; readonly sines: Float64Array } {
  if (table.cosines.length !== n / 2) {
    table = { cosines: new Float64Array(n / 2), sines: new Float64Array(n / 2) };
    for (let k = 0; k < n / 2; k++) {
      table.cosines[k] = cos((2 * Math.PI * k) / n);
      table.sines[k] = sin((2 * Math.PI * k) / n);
    }
  }
  return table;
}
