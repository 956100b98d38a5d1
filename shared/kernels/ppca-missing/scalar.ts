import { log } from "../../math/index.ts";
import { LOG_TWO_PI } from "../ppca/ppca.ts";
import type { MissingKernel } from "./machine.ts";

/** The E-step row by row, as the formulas have it: the reference of shared/kernels/ppca-missing/assembly/ppca.ts, with the same bits. */
export function scalarMissing(columns: number, latent: number): MissingKernel {
  const width = latent + 1;
  const packed = (width * (width + 1)) / 2;
  const second = new Float64Array(columns * packed);
  const first = new Float64Array(columns * width);
  const squares = new Float64Array(columns);
  let logLikelihood = 0;
  let loadings = new Float64Array(columns * latent);
  let sigma2 = 1;
  let logSigma2 = 0;
  const g = new Float64Array(latent * latent);
  const moment = new Float64Array(packed);

  /** G = M⁻¹ of the observed columns; returns log det M. */
  const invert = (present: Uint8Array): number => {
    const m = new Float64Array(latent * latent);
    for (let a = 0; a < latent; a++) m[a * latent + a] = sigma2;
    for (let j = 0; j < columns; j++) {
      if (present[j] === 0) continue;
      for (let a = 0; a < latent; a++)
        for (let b = 0; b <= a; b++) m[a * latent + b] += loadings[j * latent + a] * loadings[j * latent + b];
    }
    return invertInto(g, m, latent);
  };

  /** rᵀ·r − rᵀ·W·z as ‖r − W·z‖² + σ²‖z‖²: a sum of squares loses no digits where σ² is small. */
  const distance = (r: Float64Array, present: Uint8Array, z: Float64Array): number => {
    let sum = 0;
    for (let a = 0; a < latent; a++) sum += z[a] * z[a];
    sum *= sigma2;
    for (let j = 0; j < columns; j++) {
      if (present[j] === 0) continue;
      let rest = r[j];
      for (let a = 0; a < latent; a++) rest -= z[a] * loadings[j * latent + a];
      sum += rest * rest;
    }
    return sum;
  };

  return {
    columns,
    latent,
    begin(newLoadings, newSigma2) {
      loadings = newLoadings.slice();
      sigma2 = newSigma2;
      logSigma2 = log(sigma2);
      second.fill(0);
      first.fill(0);
      squares.fill(0);
      logLikelihood = 0;
    },
    add(residuals, present, rows) {
      const latents = new Float64Array(rows * latent);
      for (let n = 0; n < rows; n++) {
        const here = present.subarray(n * columns, (n + 1) * columns);
        const r = residuals.subarray(n * columns, (n + 1) * columns);
        const logDeterminant = invert(here);
        const t = new Float64Array(latent);
        let cells = 0;
        for (let j = 0; j < columns; j++) {
          if (here[j] === 0) continue;
          cells++;
          for (let a = 0; a < latent; a++) t[a] += r[j] * loadings[j * latent + a];
        }
        const z = latents.subarray(n * latent, (n + 1) * latent);
        for (let a = 0; a < latent; a++) {
          let sum = 0;
          for (let b = 0; b < latent; b++) sum += g[a * latent + b] * t[b];
          z[a] = sum;
        }
        const logs = cells * LOG_TWO_PI + (cells - latent) * logSigma2 + logDeterminant;
        logLikelihood -= 0.5 * (logs + distance(r, here, z) / sigma2);
        for (let a = 0, at = 0; a < latent; a++)
          for (let b = 0; b <= a; b++, at++) moment[at] = z[a] * z[b] + sigma2 * g[a * latent + b];
        moment.set(z, packed - width);
        moment[packed - 1] = 1;
        for (let j = 0; j < columns; j++) {
          if (here[j] === 0) continue;
          for (let i = 0; i < packed; i++) second[j * packed + i] += moment[i];
          for (let a = 0; a < latent; a++) first[j * width + a] += r[j] * z[a];
          first[j * width + latent] += r[j];
          squares[j] += r[j] * r[j];
        }
      }
      return latents;
    },
    sums: () => ({ second: second.slice(), first: first.slice(), squares: squares.slice(), logLikelihood }),
  };
}

/** g = m⁻¹ by Cholesky, of whose lower triangle m is overwritten; returns log det m. */
function invertInto(g: Float64Array, m: Float64Array, n: number): number {
  let logs = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = m[i * n + j];
      for (let k = 0; k < j; k++) rest -= m[i * n + k] * m[j * n + k];
      m[i * n + j] = j < i ? rest / m[j * n + j] : Math.sqrt(rest);
    }
    logs += log(m[i * n + i]);
  }
  // m ← L⁻¹, row by row: element (i, j) needs the rows above it and the rest of its own.
  for (let i = 0; i < n; i++) {
    const pivot = m[i * n + i];
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += m[i * n + k] * m[k * n + j];
      m[i * n + j] = -sum / pivot;
    }
    m[i * n + i] = 1 / pivot;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += m[k * n + i] * m[k * n + j];
      g[i * n + j] = sum;
      g[j * n + i] = sum;
    }
  }
  return 2 * logs;
}
