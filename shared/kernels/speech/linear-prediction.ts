import { cosTurns, log, sinTurns } from "../../math/elementary.ts";

/** All-pole model x_n = −Σ a_k·x_{n−k} + e_n, k = 1 … order. */
export interface LinearPrediction {
  /** 1, a_1, …, a_order: the coefficients of A(z). */
  readonly coefficients: Float64Array;
  /** k_1 … k_order, all within (−1, 1) where the autocorrelation is positive definite: 1/A(z) is stable. */
  readonly reflection: Float64Array;
  /** Energy of the prediction error e_n. */
  readonly error: number;
}

/** r_l = Σ_n x_n·x_{n+l} for l = 0 … lags. */
export function autocorrelation(x: ArrayLike<number>, lags: number): Float64Array {
  const out = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++) {
    let sum = 0;
    for (let n = 0; n + lag < x.length; n++) sum += x[n] * x[n + lag];
    out[lag] = sum;
  }
  return out;
}

/** Solves the normal equations of linear prediction from an autocorrelation (Levinson 1947, Durbin 1960). Of silence it predicts nothing, with error 0. */
export function levinson(r: Float64Array, order: number): LinearPrediction {
  const a = new Float64Array(order + 1);
  const reflection = new Float64Array(order);
  a[0] = 1;
  let error = r[0];
  for (let i = 1; i <= order && error > 0; i++) {
    let sum = r[i];
    for (let j = 1; j < i; j++) sum += a[j] * r[i - j];
    const k = -sum / error;
    reflection[i - 1] = k;
    for (let j = 1, last = i - 1; j <= last; j++, last--) {
      const [low, high] = [a[j], a[last]];
      a[j] = low + k * high;
      if (j !== last) a[last] = high + k * low;
    }
    a[i] = k;
    error *= 1 - k * k;
  }
  return { coefficients: a, reflection, error };
}

/** error / |A(e^{iω})|² in dB at `points` frequencies from 0 to half the sampling rate, both included. */
export function lpcSpectrum({ coefficients, error }: LinearPrediction, points: number): Float64Array {
  return Float64Array.from({ length: points }, (_, p) => {
    let [real, imaginary] = [0, 0];
    for (let k = 0; k < coefficients.length; k++) {
      const turns = (k * p) / (2 * (points - 1));
      real += coefficients[k] * cosTurns(turns);
      imaginary -= coefficients[k] * sinTurns(turns);
    }
    return (10 / Math.LN10) * log(Math.max(error, 1e-300) / (real * real + imaginary * imaginary));
  });
}

/** Frequencies in Hz of the peaks of a spectrum in dB (from 0 to rate/2), ascending, each the vertex of a parabola through three points. */
export function formantPeaks(levels: Float64Array, rate: number): readonly number[] {
  const step = rate / (2 * (levels.length - 1));
  const peaks: number[] = [];
  for (let p = 1; p < levels.length - 1; p++) {
    const [before, here, after] = [levels[p - 1], levels[p], levels[p + 1]];
    if (here <= before || here < after) continue;
    peaks.push(step * (p + (0.5 * (before - after)) / (before - 2 * here + after)));
  }
  return peaks;
}
