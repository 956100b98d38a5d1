import { expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import {
  biasOf,
  differenceOf,
  fullGradient,
  GRADIENT_METHODS,
  leadingBias,
  leadingSpread,
  questionOf,
} from "../../../../shared/kernels/softmax/gradient.ts";
import { type LanguageModel, SAMPLED_METHODS } from "../../../../shared/kernels/softmax/machine.ts";
import { noiseOf, noiseTable } from "../../../../shared/kernels/softmax/noise.ts";
import { drawWord, scalarMachine } from "../../../../shared/kernels/softmax/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/softmax/wasm.ts";
import { corpusOf, vocabularyOf } from "../../../../shared/labs/monte-carlo/importance/vocabulary/corpus.ts";
import type { VocabularyParams } from "../../../../shared/labs/monte-carlo/importance/vocabulary/fields.ts";
import { nearest } from "../../../../shared/labs/monte-carlo/importance/vocabulary/summary.ts";
import { foldIn, type Key, normal32 } from "../../../../shared/random/index.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";

const key: Key = [5, 6];
const model = (words: number, width: number, size = 0.7): LanguageModel => {
  const filled = (n: number, own: number) =>
    Float32Array.from({ length: n }, (_, i) => size * normal32(foldIn(key, own), i));
  return { contexts: filled(words * width, 1), outputs: filled(words * width, 2), biases: filled(words, 3) };
};
const zipf = (words: number) => Float64Array.from({ length: words }, (_, w) => 1 / (w + 1));

test("scalar and WebAssembly give the same bits: all words, and each way of drawing some", () => {
  for (const words of [7, 42]) {
    const machines = [scalarMachine(words, 8), wasmMachine(fresh("softmax"), words, 8)];
    const told = machines.map((machine) => {
      machine.put(model(words, 8));
      machine.setNoise(noiseTable(noiseOf(zipf(words), 0.75)));
      const losses: number[] = [];
      for (let n = 0; n < 40; n++) {
        const [context, word] = [(3 * n) % words, (5 * n + 1) % words];
        losses.push(machine.loss(context, word), machine.full(context, word, 0.1));
        for (const method of SAMPLED_METHODS)
          losses.push(machine.sampled(method, context, word, 1 + (n % 9), 0.05, foldIn(key, n)));
      }
      const { contexts, outputs, biases } = machine.take();
      return { losses, contexts, outputs, biases };
    });
    expect(told[0].losses.every(Number.isFinite)).toBe(true);
    expect(told[1]).toEqual(told[0]);
  }
});

test("an update with all words goes down the gradient of −log p, by differences", () => {
  const [words, width, context, word, rate] = [9, 4, 2, 6, 2 ** -10];
  const machine = scalarMachine(words, width);
  const before = model(words, width);
  machine.put(before);
  const lossAt = (changed: LanguageModel) => -Math.log(questionOf(changed, context, word).p[word]);
  expect(machine.loss(context, word)).toBeCloseTo(lossAt(before), 5);
  machine.full(context, word, rate);
  const after = machine.take();
  const step = 2 ** -7;
  for (const part of ["contexts", "outputs", "biases"] as const)
    for (let i = 0; i < before[part].length; i += 3) {
      const moved = (by: number) => {
        const values = before[part].slice();
        values[i] += by;
        return lossAt({ ...before, [part]: values });
      };
      const slope = (moved(step) - moved(-step)) / (2 * step);
      // Float32 of numbers below 3, over the rate: 2^-23 · 2^10; the differences err by step².
      expect(Math.abs((before[part][i] - after[part][i]) / rate - slope)).toBeLessThan(1e-3);
    }
  expect(machine.loss(context, word)).toBeLessThan(lossAt(before));
});

test("an update with drawn words moves the context by the sampled gradient of the formulas", () => {
  const [words, width, context, word, samples, rate] = [12, 4, 1, 3, 6, 2 ** -8];
  const q = noiseOf(zipf(words), 1);
  const noise = noiseTable(q);
  const before = model(words, width);
  const question = questionOf(before, context, word);
  const drawn = Array.from({ length: samples }, (_, i) => drawWord(noise, key, i));
  const g = fullGradient(question);
  for (const method of GRADIENT_METHODS) {
    const machine = scalarMachine(words, width);
    machine.put(before);
    machine.setNoise(noise);
    machine.sampled(method, context, word, samples, rate, key);
    const after = machine.take().contexts;
    const { a, b } = differenceOf(method, question, q, drawn);
    for (let j = 0; j < width; j++) {
      const moved = (before.contexts[context * width + j] - after[context * width + j]) / rate;
      expect(Math.abs(moved - (g[j] + a[j] / b))).toBeLessThan(2e-4);
    }
  }
});

test("noise has the frequencies raised to its power, over their sum", () => {
  const q = noiseOf(Float64Array.of(1, 4, 16), 0.5);
  expect([...q].map((one) => 7 * one)).toEqual([1, 2, 4].map((one) => expect.closeTo(one, 14)));
  expect([...noiseOf(Float64Array.of(1, 9), 0)]).toEqual([0.5, 0.5]);
});

test("an alias table draws each word with its probability", () => {
  const q = noiseOf(zipf(37), 0.6);
  const { accept, alias, logQ } = noiseTable(q);
  const mass = new Float64Array(37);
  accept.forEach((share, i) => {
    mass[i] += share / 37;
    mass[alias[i]] += (1 - share) / 37;
  });
  q.forEach((one, w) => {
    expect(mass[w]).toBeCloseTo(one, 12);
    expect(logQ[w]).toBeCloseTo(Math.log(one), 5);
  });
});

/** The exact mean of A/B over all sets of `samples` words, each set as probable as q says. */
function enumerated(
  method: (typeof GRADIENT_METHODS)[number],
  words: number,
  samples: number,
  question: ReturnType<typeof questionOf>,
  q: Float64Array,
) {
  const mean = new Float64Array(question.width);
  let spread = 0;
  for (let set = 0; set < words ** samples; set++) {
    const drawn = Array.from({ length: samples }, (_, i) => Math.floor(set / words ** i) % words);
    const probability = drawn.reduce((product, w) => product * q[w], 1);
    const { a, b } = differenceOf(method, question, q, drawn);
    a.forEach((own, j) => {
      mean[j] += (probability * own) / b;
      spread += (probability * own * own) / b / b;
    });
  }
  return { mean, spread };
}

test("the measured bias of each gradient is that of the enumeration of all draws", () => {
  const [words, samples, trials] = [5, 3, thorough ? 100_000 : 20_000];
  const q = noiseOf(zipf(words), 1);
  const question = questionOf(model(words, 4), 0, 2);
  for (const method of GRADIENT_METHODS) {
    const exact = enumerated(method, words, samples, question, q);
    const found = biasOf(method, question, q, noiseTable(q), samples, trials, key);
    // 4.5 standard errors of the mean of A/B itself; the control variate makes it smaller.
    const error = 4.5 * Math.sqrt(exact.spread / trials);
    found.mean.forEach((own, j) => {
      expect(Math.abs(own - exact.mean[j]), method).toBeLessThan(error);
    });
    expect(Math.abs(found.spread / exact.spread - 1)).toBeLessThan(0.1);
  }
});

test("leading terms are the covariances of one draw, by a sum over all words", () => {
  const words = 5;
  const q = noiseOf(zipf(words), 0.7);
  // The likeliest word and a rarer one: what the right word itself contributes is large, and small.
  for (const word of [0, 1, 2, 3, 4]) {
    const question = questionOf(model(words, 4), 0, word);
    for (const method of ["importance", "sampled"] as const) {
      const one = Array.from({ length: words }, (_, w) => differenceOf(method, question, q, [w]));
      const mean = (of: (found: (typeof one)[number]) => number) => one.reduce((sum, x, w) => sum + q[w] * of(x), 0);
      const [bias, centre] = [leadingBias(method, question, q), mean(({ b }) => b)];
      expect(centre).toBeCloseTo(1, 12);
      let spread = 0;
      for (let j = 0; j < 4; j++) {
        expect(mean(({ a }) => a[j])).toBeCloseTo(0, 12);
        expect(bias[j]).toBeCloseTo(-mean(({ a, b }) => a[j] * b), 6);
        spread += mean(({ a }) => a[j] ** 2);
      }
      expect(leadingSpread(method, question, q)).toBeCloseTo(spread, 6);
    }
  }
});

test("the square of a bias from few trials is right on average: their scatter is taken off", () => {
  const [words, samples, trials, repeats] = [5, 2, 4, 3000];
  const q = noiseOf(zipf(words), 1);
  const question = questionOf(model(words, 4), 0, 2);
  for (const method of GRADIENT_METHODS) {
    const { mean } = enumerated(method, words, samples, question, q);
    const squares = Array.from(
      { length: repeats },
      (_, n) => biasOf(method, question, q, noiseTable(q), samples, trials, foldIn(key, n)).square,
    );
    const average = squares.reduce((sum, one) => sum + one, 0) / repeats;
    const scatter = Math.sqrt(squares.reduce((sum, one) => sum + (one - average) ** 2, 0)) / repeats;
    // Four standard errors.
    expect(Math.abs(average - mean.reduce((sum, one) => sum + one * one, 0)), method).toBeLessThan(4 * scatter);
  }
});

test("the bias of the self-normalised gradients falls as 1/n, to the leading term of theory; that without correction stays", () => {
  const [words, trials] = [60, thorough ? 4000 : 800];
  const q = noiseOf(zipf(words), 1);
  const noise = noiseTable(q);
  const question = questionOf(model(words, 4, 0.5), 0, 20);
  const sizes = [48, 192];
  for (const method of ["importance", "sampled"] as const) {
    const [small, large] = sizes.map((n) => biasOf(method, question, q, noise, n, trials, foldIn(key, n)));
    const theory = leadingBias(method, question, q);
    const along = ({ mean }: typeof small) =>
      mean.reduce((sum, own, j) => sum + own * theory[j], 0) / theory.reduce((sum, own) => sum + own * own, 0);
    // Along the theory's direction n·bias is 1 + O(1/n); A/B − A scatters by about as much as it is: √(spread)/n over √trials, five of these.
    const error = (5 * leadingSpread(method, question, q)) / Math.sqrt(trials) / Math.hypot(...theory);
    expect(Math.abs(sizes[0] * along(small) - 1), method).toBeLessThan(error + 8 / sizes[0]);
    expect(Math.abs(sizes[1] * along(large) - 1), method).toBeLessThan(error + 8 / sizes[1]);
    const slope = Math.log(along(large) / along(small)) / Math.log(sizes[1] / sizes[0]);
    expect(Math.abs(slope + 1), method).toBeLessThan(0.15);
    expect(Math.abs((small.spread * sizes[0]) / leadingSpread(method, question, q) - 1)).toBeLessThan(0.2);
  }
  const [few, many] = [64, 1024].map((n) => biasOf("uncorrected", question, q, noise, n, 500, foldIn(key, n)).square);
  expect(many).toBeGreaterThan(0.3 * few);
});

const generated = { corpus: "generated", words: 24, topics: 3, exponent: 1 } as VocabularyParams;

test("pairs of words have Zipf's frequencies, keep to their topic, and their entropy is the least loss", () => {
  const { frequencies, pair, entropy, topicOf } = corpusOf(generated, null);
  const n = 20_000;
  const counts = [new Float64Array(24), new Float64Array(24)];
  let [same, loss] = [0, 0];
  const mass = [0, 1, 2].map((k) => frequencies.reduce((sum, f, w) => sum + (w % 3 === k ? f : 0), 0));
  for (let i = 0; i < n; i++) {
    const [context, word] = pair(key, i);
    counts[0][context]++;
    counts[1][word]++;
    same += Number(topicOf?.(context) === topicOf?.(word));
    loss -= Math.log(frequencies[word] * (0.25 + (context % 3 === word % 3 ? 0.75 / mass[word % 3] : 0)));
  }
  for (const own of counts)
    own.forEach((count, w) => {
      expect(Math.abs(count / n - frequencies[w])).toBeLessThan(4.5 * Math.sqrt(frequencies[w] / n));
    });
  const stays = 0.75 + 0.25 * mass.reduce((sum, m) => sum + m * m, 0);
  expect(Math.abs(same / n - stays)).toBeLessThan(4.5 * Math.sqrt((stays * (1 - stays)) / n));
  // The loss of a pair scatters by about 1.2 nats.
  expect(Math.abs(loss / n - (entropy ?? 0))).toBeLessThan((4.5 * 1.2) / Math.sqrt(n));
});

test("an own text gives its words by frequency, and pairs that are held out are never trained on", () => {
  const text = Array.from({ length: 300 }, (_, i) => `w${i} the cat, the dog`).join(" ");
  const table = { rows: 1, columns: 0, values: new Float64Array(0), texts: [text] } as Table;
  const corpus = corpusOf({ corpus: "own" } as VocabularyParams, table);
  const { names } = vocabularyOf(text.replaceAll(",", "").split(" "));
  expect(names.slice(0, 3)).toEqual(["the", "cat", "dog"]);
  expect(corpus.words).toBe(303);
  const pairsOf = (draw: typeof corpus.pair) => new Set(Array.from({ length: 400 }, (_, i) => draw(key, i).join(" ")));
  const [seen, held] = [pairsOf(corpus.pair), pairsOf(corpus.heldOut)];
  // Pairs that occur once, of "dog" and the next number: each is on one side alone.
  const once = [...held].filter((one) => one.startsWith("2 "));
  expect(once.length).toBeGreaterThan(5);
  expect(once.filter((one) => seen.has(one))).toEqual([]);
  expect(() => corpusOf({ corpus: "own" } as VocabularyParams, { ...table, texts: ["too few"] })).toThrow(
    "words of the text: 2",
  );
});

test("neighbours are the words of the largest cosine", () => {
  const rows = Float32Array.of(1, 0, 2, 0.1, 0, 1, -1, 0, 1, 1, 0, 0);
  expect(nearest(rows, 2, 0).map(({ word }) => word)).toEqual([1, 4, 2, 5, 3]);
});
