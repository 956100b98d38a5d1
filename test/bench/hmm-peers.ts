/**
 * Hidden Markov models as peers, where they can be found from here or from the folder that LATENTE_PEERS names. nodehmm does not scale: its α and β
 * vanish after some hundred steps, so it is given short sequences. hidden-markov-model-tf counts in float32 and needs tensorflow.js 3.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DiscreteEmissions, GaussianEmissions, Hmm, Observations } from "../../shared/kernels/hmm/index.ts";
import { sequencesOf, statesOf } from "../../shared/kernels/hmm/index.ts";

const install = "npm install --prefix DIR github:liwenzhu/nodehmm hidden-markov-model-tf@4.0.0 @tensorflow/tfjs@3.13.0";
export const skipped = (name: string) =>
  `${name} is not here, so it was SKIPPED; to compare: ${install}, then LATENTE_PEERS=DIR npm run bench -- time`;

/** p(sₜ | x), rows × K. */
export type Posterior = () => Float64Array | Promise<Float64Array>;

type Matrix = readonly (readonly number[])[];

interface NodeHmm {
  readonly Model: new () => {
    setStatesSize(states: number): void;
    setStartProbability(initial: readonly number[]): void;
    setTransitionProbability(transitions: Matrix): void;
    setEmissionProbability(table: Matrix): void;
  };
  forward(model: object, observations: readonly number[], alpha: number[][]): number;
  backward(model: object, observations: readonly number[], beta: number[][]): number;
}

export function nodehmm(model: Hmm, data: Observations): Posterior | undefined {
  const library = load<NodeHmm>("nodehmm");
  if (!library) return undefined;
  const K = statesOf(model);
  const { symbols, table } = model.emissions as DiscreteEmissions;
  const theirs = new library.Model();
  theirs.setStatesSize(K);
  theirs.setStartProbability([...model.initial]);
  theirs.setTransitionProbability(rowsOf(model.transitions, K));
  theirs.setEmissionProbability(rowsOf(table, symbols));
  const sequences = sequencesOf(data).map(([from, to]) => [...(data.symbols as Int32Array).subarray(from, to)]);
  return () => {
    const out = new Float64Array(data.rows * K);
    let row = 0;
    for (const sequence of sequences) {
      const [alpha, beta]: [number[][], number[][]] = [[], []];
      library.forward(theirs, sequence, alpha);
      library.backward(theirs, sequence, beta);
      for (let t = 0; t < sequence.length; t++, row++) {
        let sum = 0;
        for (let s = 0; s < K; s++) sum += alpha[t][s] * beta[t][s];
        for (let s = 0; s < K; s++) out[row * K + s] = (alpha[t][s] * beta[t][s]) / sum;
      }
    }
    return out;
  };
}

interface Tensor {
  data(): Promise<Float32Array>;
}
interface TensorFlow {
  tensor(values: Float32Array, shape: readonly number[]): Tensor;
  tidy<T>(work: () => T): T;
}
interface HmmTf {
  setParameters(parameters: Readonly<Record<string, Tensor>>): Promise<void>;
  readonly _gaussian: { pdf(data: Tensor): Tensor };
  /** What its `fit` calls in each step: [γ, ξ]. */
  _expectation(pdf: Tensor): readonly [Tensor, Tensor];
}

/** One sequence of numbers in one dimension. */
export async function hmmTf(model: Hmm, data: Observations): Promise<Posterior | undefined> {
  const tf = load<TensorFlow>("@tensorflow/tfjs");
  const Library = load<new (sizes: Readonly<Record<string, number>>) => HmmTf>("hidden-markov-model-tf");
  if (!tf || !Library) return undefined;
  const K = statesOf(model);
  const { means, covariances } = model.emissions as GaussianEmissions;
  const tensor = (values: Float64Array, ...shape: number[]) => tf.tensor(Float32Array.from(values), shape);
  const theirs = new Library({ states: K, dimensions: 1 });
  await theirs.setParameters({
    ...{ pi: tensor(model.initial, K), A: tensor(model.transitions, K, K) },
    ...{ mu: tensor(means, K, 1), Sigma: tensor(covariances, K, 1, 1) },
  });
  const given = tensor(data.values as Float64Array, data.rows, 1, 1);
  return async () => {
    const gamma = tf.tidy(() => theirs._expectation(theirs._gaussian.pdf(given))[0]);
    return Float64Array.from(await gamma.data());
  };
}

const rowsOf = (values: Float64Array, width: number): Matrix =>
  Array.from({ length: values.length / width }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);

function load<T>(name: string): T | undefined {
  const folders = process.env.LATENTE_PEERS ? [join(process.env.LATENTE_PEERS, "peers.js")] : [];
  for (const from of [import.meta.url, ...folders]) {
    try {
      return createRequire(from)(name) as T;
    } catch {
      // Not from there.
    }
  }
  return undefined;
}
