import { sigmoidf, softplusf, tanhf } from "../../math/index.ts";
import { type Activation, type DenseNet, LEAK, type Losses, layerAt, type NetSpec, parameterCount } from "./net.ts";
import { update } from "./update.ts";

const f = Math.fround;
const leak = f(LEAK);

const activate: Record<Activation, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  "leaky-relu": (x) => (x > 0 ? x : f(leak * x)),
  tanh: tanhf,
  sigmoid: sigmoidf,
};
/** Derivatives told from the activated value. */
const slope: Record<Activation, (y: number) => number> = {
  linear: () => 1,
  relu: (y) => (y > 0 ? 1 : 0),
  "leaky-relu": (y) => (y > 0 ? 1 : leak),
  tanh: (y) => f(1 - f(y * y)),
  sigmoid: (y) => f(y * f(1 - y)),
};

/** The readable net: the documentation and the oracle of shared/kernels/dense/assembly/dense.ts. */
export function scalarNet(spec: NetSpec, batch: number): DenseNet {
  const { widths, activations, loss } = spec;
  const layers = widths.length - 1;
  const parameters = new Float32Array(parameterCount(spec));
  const gradient = new Float32Array(parameters.length);
  const first = new Float32Array(parameters.length);
  const second = new Float32Array(parameters.length);
  const value = widths.map((width) => new Float32Array(batch * width));
  const delta = widths.map((width) => new Float32Array(batch * width));
  let table: Uint8Array | Float32Array = new Uint8Array(0);
  const crossEntropy = loss === "cross-entropy";

  const forward = (rows: number, from: number, to: number) => {
    for (let l = from; l < to; l++) {
      const [inputs, outputs] = [widths[l], widths[l + 1]];
      const at = layerAt(spec, l);
      for (let n = 0; n < rows; n++) {
        for (let j = 0; j < outputs; j++) {
          let sum = parameters[at.bias + j];
          for (let i = 0; i < inputs; i++)
            sum = f(sum + f(value[l][n * inputs + i] * parameters[at.weights + i * outputs + j]));
          value[l + 1][n * outputs + j] = l < layers - 1 ? activate[activations[l]](sum) : sum;
        }
      }
    }
  };

  const compare = (rows: number): Losses => {
    const length = rows * widths[layers];
    const scale = f((crossEntropy ? 1 : 2) / f(length));
    const terms = new Float32Array(length);
    const squares = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      const z = value[layers][i];
      const x = value[0][i];
      const error = f((crossEntropy ? sigmoidf(z) : z) - x);
      delta[layers][i] = f(scale * error);
      squares[i] = f(error * error);
      terms[i] = crossEntropy ? f(softplusf(z) - f(x * z)) : squares[i];
    }
    return { loss: sumByLanes(terms) / length, mse: sumByLanes(squares) / length };
  };

  const backward = (rows: number) => {
    for (let l = layers - 1; l >= 0; l--) {
      const [inputs, outputs] = [widths[l], widths[l + 1]];
      const at = layerAt(spec, l);
      const d = delta[l + 1];
      if (l < layers - 1)
        for (let i = 0; i < rows * outputs; i++) d[i] = f(d[i] * slope[activations[l]](value[l + 1][i]));
      for (let j = 0; j < outputs; j++) {
        for (let i = 0; i < inputs; i++) {
          let sum = 0;
          for (let n = 0; n < rows; n++) sum = f(sum + f(value[l][n * inputs + i] * d[n * outputs + j]));
          gradient[at.weights + i * outputs + j] = sum;
        }
        let sum = 0;
        for (let n = 0; n < rows; n++) sum = f(sum + d[n * outputs + j]);
        gradient[at.bias + j] = sum;
      }
      if (l > 0) backInto(delta[l], d, rows, inputs, outputs, at.weights);
    }
  };

  /** delta · Wᵀ. */
  const backInto = (to: Float32Array, d: Float32Array, rows: number, inputs: number, outputs: number, w: number) => {
    for (let n = 0; n < rows; n++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let j = 0; j < outputs; j++) sum = f(sum + f(d[n * outputs + j] * parameters[w + i * outputs + j]));
        to[n * inputs + i] = sum;
      }
    }
  };

  return {
    spec,
    batch,
    parameters: () => parameters.slice(),
    setParameters: (values) => parameters.set(values),
    moments: () => [first.slice(), second.slice()],
    setMoments([m, v]) {
      first.set(m);
      second.set(v);
    },
    gradient: () => gradient.slice(),
    loadTable(values) {
      table = values.slice();
    },
    load(rows) {
      const width = widths[0];
      for (let n = 0; n < rows.length; n++)
        for (let i = 0; i < width; i++) {
          const x = table[rows[n] * width + i];
          value[0][n * width + i] = table instanceof Uint8Array ? f(x / 255) : x;
        }
    },
    put: (layer, values) => value[layer].set(values),
    forward,
    values(layer, rows) {
      const out = value[layer].slice(0, rows * widths[layer]);
      return layer === layers && crossEntropy ? out.map(sigmoidf) : out;
    },
    evaluate(rows) {
      forward(rows, 0, layers);
      return compare(rows);
    },
    train(rows, optimizer, t) {
      forward(rows, 0, layers);
      const losses = compare(rows);
      backward(rows);
      update({ parameters, gradient, first, second }, optimizer, t);
      return losses;
    },
  };
}

/** Adds float32 values in float64 as two lanes of pairs do: positions 0 and 2, 1 and 3 of every four, then the remainder. */
function sumByLanes(y: Float32Array): number {
  let even = 0;
  let odd = 0;
  const whole = y.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    even += y[i] + y[i + 2];
    odd += y[i + 1] + y[i + 3];
  }
  let rest = 0;
  for (let i = whole; i < y.length; i++) rest += y[i];
  return even + odd + rest;
}
