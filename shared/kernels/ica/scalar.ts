import { multiply, symmetricEigen } from "../../linalg/index.ts";
import { expf, softplusf } from "../../math/elementary32.ts";
import type { Contrast, IcaPasses, Whitening } from "./passes.ts";

const f = Math.fround;

/** A quotient of odd and even polynomials (that of Eigen, MPL2), |x| cut at 7.9: the error is below 4e-7. */
const ODD = [
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
  6.37261928875436e-4, 4.89352455891786e-3,
].map(f);
const EVEN = [1.19825839466702e-6, 1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3].map(f);
const LIMIT = f(7.905311107635498);

export function quickTanh(x: number): number {
  const u = Math.min(Math.max(x, -LIMIT), LIMIT);
  const s = f(u * u);
  const horner = (coefficients: readonly number[]) => coefficients.reduce((sum, c) => f(f(sum * s) + c));
  return f(f(u * horner(ODD)) / horner(EVEN));
}

/** g(y), and what it adds to the slopes and fourths. */
function bend(y: number, contrast: Contrast): readonly [g: number, slope: number, fourth: number] {
  switch (contrast) {
    case "logcosh": {
      const t = quickTanh(y);
      return [t, f(t * t), 0];
    }
    case "exp": {
      const e = expf(f(-0.5 * f(y * y)));
      const g = f(y * e);
      return [g, f(f(1 - e) + f(y * g)), 0];
    }
    case "cube": {
      const s = f(y * y);
      return [f(s * y), s, 0];
    }
    case "evaluate": {
      const size = Math.abs(y);
      const s = f(y * y);
      return [0, f(f(size + softplusf(f(-2 * size))) - f(Math.LN2)), f(s * s)];
    }
    default:
      return contrast satisfies never;
  }
}

/** The readable passes: documentation and oracle of shared/kernels/ica/assembly/ica.ts. */
export function scalarPasses(whitening: Whitening): IcaPasses {
  const { columns, mean, matrix } = whitening;
  const n = matrix.length / columns;
  const whitened = new Map<number, Float32Array>();
  let [weights, contrast]: [Float32Array, Contrast] = [new Float32Array(0), "logcosh"];
  let products = new Float64Array(0);
  let [slopes, fourths] = [new Float64Array(0), new Float64Array(0)];
  return {
    components: n,
    kept: Infinity,
    whiten(index, values) {
      const unit = values instanceof Uint8Array ? 255 : 1;
      const rows = values.length / columns;
      const z = new Float32Array(rows * n);
      for (let r = 0; r < rows; r++)
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let c = 0; c < columns; c++) sum += (values[r * columns + c] / unit - mean[c]) * matrix[j * columns + c];
          z[r * n + j] = sum;
        }
      whitened.set(index, z);
    },
    begin(unmixing, asked) {
      weights = Float32Array.from(unmixing);
      contrast = asked;
      products = new Float64Array(weights.length);
      slopes = new Float64Array(weights.length / n);
      fourths = new Float64Array(weights.length / n);
    },
    add(index) {
      const z = whitened.get(index) ?? new Float32Array(0);
      const rows = z.length / n;
      for (let i = 0; i < slopes.length; i++) {
        const g = new Float32Array(rows);
        const [slope, fourth] = [lanes(), lanes()];
        for (let r = 0; r < rows; r++) {
          let y = 0;
          for (let j = 0; j < n; j++) y = f(y + f(weights[i * n + j] * z[r * n + j]));
          const bent = bend(y, contrast);
          g[r] = bent[0];
          slope.add(r, bent[1]);
          fourth.add(r, bent[2]);
        }
        slopes[i] += slope.sum();
        fourths[i] += fourth.sum();
        for (let j = 0; j < n && contrast !== "evaluate"; j++) {
          const product = lanes();
          for (let r = 0; r < rows; r++) product.add(r, f(g[r] * z[r * n + j]));
          products[i * n + j] += product.sum();
        }
      }
    },
    sums: () => ({ products: products.slice(), slopes: slopes.slice(), fourths: fourths.slice() }),
    eigen: symmetricEigen,
    multiply,
  };
}

/** Four float32 sums, of every fourth number each, which are added in float64. */
function lanes() {
  const four = new Float32Array(4);
  return {
    add(at: number, value: number) {
      four[at & 3] = four[at & 3] + value;
    },
    sum: () => four[0] + four[1] + (four[2] + four[3]),
  };
}
