/** The reference. Everything is float32, each product and sum rounded; sums over words are float64 in four lanes. */
import { expf, sigmoidf, softplusf } from "../../math/elementary32.ts";
import { log } from "../../math/index.ts";
import { uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { LanguageModel, NoiseTable, SampledMethod, SoftmaxMachine } from "./machine.ts";

const f = Math.fround;
const LANES = 4;

/** Rows are `width` wide, a multiple of four. */
export function scalarMachine(words: number, width: number): SoftmaxMachine {
  let model: LanguageModel = emptyModel(words, width);
  let noise: NoiseTable | undefined;
  const scores = new Float32Array(words);
  const hidden = new Float32Array(width);
  const gradient = new Float32Array(width);

  /** s_w of all words, then e^(s − max) in their place; the maximum, and the sum in float64. */
  const softmax = (context: number, word: number) => {
    readHidden(context);
    for (let w = 0; w < words; w++) scores[w] = score(w);
    const own = scores[word];
    let top = scores[0];
    for (let w = 1; w < words; w++) if (scores[w] > top) top = scores[w];
    const sums = new Float64Array(LANES);
    for (let w = 0; w < words; w++) {
      scores[w] = expf(f(scores[w] - top));
      sums[w % LANES] += scores[w];
    }
    const total = sums[0] + sums[1] + (sums[2] + sums[3]);
    return { total, loss: log(total) + (top - own) };
  };
  const readHidden = (context: number) => {
    hidden.set(model.contexts.subarray(context * width, (context + 1) * width));
    gradient.fill(0);
  };
  const score = (w: number) => {
    const sums = new Float32Array(LANES);
    for (let j = 0; j < width; j++) sums[j % LANES] = f(sums[j % LANES] + f(model.outputs[w * width + j] * hidden[j]));
    return f(f(f(sums[0] + sums[1]) + f(sums[2] + sums[3])) + model.biases[w]);
  };
  /** The gradient at h gains slope·r_w. */
  const gather = (w: number, slope: number) => {
    for (let j = 0; j < width; j++) gradient[j] = f(gradient[j] + f(slope * model.outputs[w * width + j]));
  };
  /** Row and bias of a word go down by step·h and step. */
  const move = (w: number, step: number) => {
    for (let j = 0; j < width; j++) {
      const at = w * width + j;
      model.outputs[at] = f(model.outputs[at] - f(step * hidden[j]));
    }
    model.biases[w] = f(model.biases[w] - step);
  };
  const moveContext = (context: number, rate: number) => {
    for (let j = 0; j < width; j++) {
      const at = context * width + j;
      model.contexts[at] = f(model.contexts[at] - f(rate * gradient[j]));
    }
  };

  return {
    put(given) {
      model = { contexts: given.contexts.slice(), outputs: given.outputs.slice(), biases: given.biases.slice() };
    },
    take: () => ({
      contexts: model.contexts.slice(),
      outputs: model.outputs.slice(),
      biases: model.biases.slice(),
    }),
    setNoise(given) {
      noise = given;
    },
    loss: (context, word) => softmax(context, word).loss,
    full(context, word, rate) {
      const { total, loss } = softmax(context, word);
      const share = f(1 / total);
      const step = f(rate);
      for (let w = 0; w < words; w++) {
        const p = f(scores[w] * share);
        const slope = w === word ? f(p - 1) : p;
        gather(w, slope);
        move(w, f(step * slope));
      }
      moveContext(context, step);
      return loss;
    },
    sampled(method, context, word, samples, rate, key) {
      if (noise === undefined) throw new Error("no noise was set");
      readHidden(context);
      const drawn = Uint32Array.from({ length: samples }, (_, i) => drawWord(noise as NoiseTable, key, i));
      const { slopes, own, loss } = slopesOf(method, drawn, word, score, noise.logQ);
      const step = f(rate);
      gather(word, own);
      for (let i = 0; i < samples; i++) gather(drawn[i], slopes[i]);
      move(word, f(step * own));
      for (let i = 0; i < samples; i++) move(drawn[i], f(step * slopes[i]));
      moveContext(context, step);
      return loss;
    },
  };
}

export function emptyModel(words: number, width: number): LanguageModel {
  return {
    contexts: new Float32Array(words * width),
    outputs: new Float32Array(words * width),
    biases: new Float32Array(words),
  };
}

/** Draw `index` of the key's stream from the alias table. */
export function drawWord({ accept, alias }: Pick<NoiseTable, "accept" | "alias">, key: Key, index: number): number {
  const place = uniform(key, index) * accept.length;
  const i = Math.floor(place);
  return place - i < accept[i] ? i : alias[i];
}

interface Slopes {
  /** ∂loss/∂s of each drawn word, and of the right one as such. */
  readonly slopes: Float32Array;
  readonly own: number;
  readonly loss: number;
}

function slopesOf(
  method: SampledMethod,
  drawn: Uint32Array,
  word: number,
  score: (w: number) => number,
  logQ: Float32Array,
): Slopes {
  const logN = f(log(drawn.length));
  const right = score(word);
  const corrected = (w: number, s: number) => f(f(s - logQ[w]) - logN);
  if (method === "nce") {
    const own = corrected(word, right);
    let loss = softplusf(-own);
    const slopes = Float32Array.from(drawn, (w) => {
      const s = corrected(w, score(w));
      loss += softplusf(s);
      return sigmoidf(s);
    });
    return { slopes, own: f(sigmoidf(own) - 1), loss };
  }
  const scores = Float32Array.from(drawn, (w) => {
    if (method !== "importance" && w === word) return Number.NEGATIVE_INFINITY;
    return method === "uncorrected" ? score(w) : corrected(w, score(w));
  });
  const isOwnIn = method !== "importance";
  let top = isOwnIn ? right : Number.NEGATIVE_INFINITY;
  for (const s of scores) if (s > top) top = s;
  let total = isOwnIn ? expf(f(right - top)) : 0;
  const slopes = scores.map((s) => {
    const e = s === Number.NEGATIVE_INFINITY ? 0 : expf(f(s - top));
    total += e;
    return e;
  });
  const share = f(1 / total);
  const loss = log(total) + (top - right);
  const own = isOwnIn ? f(f(expf(f(right - top)) * share) - 1) : -1;
  return { slopes: slopes.map((e) => f(e * share)), own, loss };
}
