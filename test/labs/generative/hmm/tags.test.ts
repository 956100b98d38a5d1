/** A tagger that counts: closed forms, sentences that it has not seen, and what corpora may look like. */
import { describe, expect, test } from "vitest";
import { taggedSentences } from "../../../../shared/data/generators/tagged-sentences.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { posteriorOf } from "../../../../shared/kernels/hmm/index.ts";
import { corpusOf, wordsOf } from "../../../../shared/labs/generative/hmm/tags/corpus.ts";
import { tagsPlan } from "../../../../shared/labs/generative/hmm/tags/plan.ts";
import { tagProcesses } from "../../../../shared/labs/generative/hmm/tags/process.ts";
import { taggerOf } from "../../../../shared/labs/generative/hmm/tags/tagger.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";

const lab: Pick<Lab, "open"> = {
  open: (task, context, checkpoint) =>
    tagProcesses[task.kind as keyof typeof tagProcesses].open(task, context, checkpoint),
};
const params = { smoothing: 0.1, held: 0.25 };

/** "word/TAG word/TAG …" as a table. */
function table(text: string): Table {
  const pairs = text.split(" ").map((pair) => pair.split("/"));
  const levels = [...new Set(pairs.map(([word]) => word))].sort();
  const classes = [...new Set(pairs.map(([, tag]) => tag))].sort();
  return {
    rows: pairs.length,
    columns: 1,
    values: Float64Array.from(pairs, ([word]) => levels.indexOf(word)),
    levels: [levels],
    labels: Int32Array.from(pairs, ([, tag]) => classes.indexOf(tag)),
    classes,
  };
}

const small = table("the/D dog/N runs/V ./. the/D cat/N runs/V ./. a/D dog/N sleeps/V ./. the/D run/N ends/V ./.");

describe("what is counted", () => {
  const corpus = corpusOf(small, 0.25);
  const { model, symbolOf, isUnknown, usual } = taggerOf(corpus, 0.5);
  const tag = (name: string) => corpus.names.indexOf(name);
  const K = corpus.names.length;
  const width = model.emissions.kind === "discrete" ? model.emissions.symbols : 0;
  const shows = (name: string, word: string) =>
    model.emissions.kind === "discrete" ? model.emissions.table[tag(name) * width + symbolOf(word)] : 0;

  test("is what was trained: three sentences of four", () => {
    expect([corpus.trained, corpus.starts]).toEqual([12, [0, 4, 8, 12]]);
    expect(isUnknown(symbolOf("dog"))).toBe(false);
    expect(isUnknown(symbolOf("ends"))).toBe(true);
    expect(corpus.names[usual[symbolOf("runs")]]).toBe("V");
  });

  test("is smoothed as it says", () => {
    expect(model.initial[tag("D")]).toBeCloseTo((3 + 0.5) / (3 + K * 0.5), 12);
    expect(model.transitions[tag("D") * K + tag("N")]).toBeCloseTo((3 + 0.5) / (3 + K * 0.5), 12);
    // Nouns: dog twice, cat once; of three words one was seen once.
    const unknown = (1 + 0.5) / (3 + 2 * 0.5);
    expect(shows("N", "dog")).toBeCloseTo(((1 - unknown) * (2 + 0.5)) / (3 + 7 * 0.5), 12);
    expect(shows("V", "dog")).toBeCloseTo(((1 - 1.5 / 4) * 0.5) / (3 + 7 * 0.5), 12);
    expect(shows("N", "zebra")).toBeCloseTo(unknown, 12);
  });

  test("makes probabilities of every row", () => {
    for (const corpusHere of [
      corpus,
      corpusOf(taggedSentences.generate(keyOfSeed(1), { language: "en", rows: 400 }), 0.25),
    ]) {
      const { model: own } = taggerOf(corpusHere, 0.1);
      const states = corpusHere.names.length;
      const rows = (values: Float64Array, n: number) =>
        Array.from({ length: values.length / n }, (_, r) =>
          values.slice(r * n, (r + 1) * n).reduce((a, b) => a + b, 0),
        );
      const emissions = own.emissions.kind === "discrete" ? rows(own.emissions.table, own.emissions.symbols) : [];
      for (const sum of [...rows(own.initial, states), ...rows(own.transitions, states), ...emissions])
        expect(sum).toBeCloseTo(1, 12);
    }
  });
});

describe.each(["es", "en"] as const)("sentences (%s)", (language) => {
  const data = taggedSentences.generate(keyOfSeed(1), { language, rows: 400 });

  test("that were not seen are tagged, better than word by word", () => {
    const sums = new Float64Array(6);
    for (let seed = 1; seed <= 6; seed++) {
      const own = taggedSentences.generate(keyOfSeed(seed), { language, rows: 400 });
      const found =
        runTasks(lab, tagsPlan(params, 3, keyOfSeed(1)), { data: own }).output("tagger")?.right.values ?? [];
      for (const i of sums.keys()) sums[i] += found[i];
    }
    const [right, all, unknownRight, unknown, usualRight] = sums;
    expect(all).toBeGreaterThan(550);
    expect(unknown).toBeGreaterThan(150);
    // Of 600 words a share of 0.8 has a deviation of 0.016.
    expect(right / all).toBeGreaterThan(usualRight / all + 0.05);
    expect(unknownRight / unknown).toBeGreaterThan(0.7);
  });

  test("may have one word both ways", () => {
    const task = { id: "tag", kind: "tag", key: keyOfSeed(1), steps: 1 };
    const sentence = language === "es" ? "Yo camino despacio por el camino." : "I walk slowly after the long walk.";
    const process = lab.open({ ...task, params: { ...params, sentence } }, {
      device: "wasm",
      data,
      inputs: {},
    } as never);
    if (!("output" in process)) throw new Error("a promise");
    const { path } = process.output() as Record<string, { readonly values: ArrayLike<number> }>;
    const tags = Array.from(path.values, (tag) => data.classes?.[tag]).join("");
    expect(tags).toBe(language === "es" ? "PVREDN." : "PVREDAN.");
  });

  test("that are typed get the tags of their context", () => {
    const tagged = (sentence: string) => {
      const task = { id: "tag", kind: "tag", key: keyOfSeed(1), steps: 1, params: { ...params, sentence } };
      const process = lab.open(task, { device: "wasm", data, inputs: {} } as never);
      if (!("output" in process)) throw new Error("a promise");
      const { path, posterior, unknown } = process.output() as Record<string, { readonly values: ArrayLike<number> }>;
      expect(Array.from(posterior.values).every(Number.isFinite)).toBe(true);
      return {
        tags: Array.from(path.values, (tag) => data.classes?.[tag]).join(""),
        unknown: Array.from(unknown.values).join(""),
      };
    };
    const [sentence, tags, verb] =
      language === "es"
        ? ["El caballo blanco duerme en la plaza.", "DNAVEDN.", "Yo camino despacio."]
        : ["The white horse sleeps in the square.", "DANVEDN.", "I walk slowly."];
    expect(tagged(sentence).tags).toBe(tags);
    expect(tagged(sentence).unknown).toContain("1");
    expect(tagged(verb).tags).toBe("PVR.");
    expect(tagged("").tags).toBe("");
  });
});

test("a sentence is cut into words as it may be typed", () => {
  expect(wordsOf("¿Qué hora es?  Son las dos, creo...")).toEqual([
    "qué",
    "hora",
    "es",
    ".",
    "son",
    "las",
    "dos",
    "creo",
    ".",
  ]);
});

test("what cannot be learnt from is refused by name", () => {
  const code = (data: Table | null) => {
    try {
      corpusOf(data, 0.25);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return null;
  };
  const { labels: _, ...untagged } = small;
  expect(code(null)).toBe("no-words");
  expect(code(untagged)).toBe("no-tags");
  expect(code(table("a/X b/Y"))).toBe("too-few-words");
  expect(code({ ...small, mask: new Uint8Array(small.rows) })).toBe("missing-word");
});

test("a tag that was never seen in what is learnt has no NaN", () => {
  const corpus = corpusOf({ ...small, classes: [...(small.classes ?? []), "X"] }, 0.25);
  const { model, symbolOf } = taggerOf(corpus, 0.001);
  const { posterior } = posteriorOf(model, {
    rows: 2,
    starts: Int32Array.of(0),
    symbols: Int32Array.of(symbolOf("the"), symbolOf("zzz")),
  });
  expect(posterior.every(Number.isFinite)).toBe(true);
});

test("invented sentences are of words that were seen, each of a tag that may follow", () => {
  const fold = runTasks(lab, tagsPlan(params, 200, keyOfSeed(1)), { data: small });
  const words = Array.from(fold.records("invented", "words")?.values ?? []);
  const corpus = corpusOf(small, params.held);
  const sentences = Array.from({ length: 200 }, (_, i) =>
    words
      .slice(20 * i, 20 * i + 20)
      .filter((word) => word >= 0)
      .map((word) => corpus.vocabulary[word]),
  );
  const seen = new Set(Array.from(corpus.words.subarray(0, corpus.trained), (word) => corpus.vocabulary[word]));
  for (const sentence of sentences) for (const word of sentence) expect(seen.has(word)).toBe(true);
  // A sentence begins with a determiner (3.1 of 3.4), of which two of three are "the" (2.1 of 3.7): 0.52 and a little.
  const first = sentences.filter(([word]) => word === "the").length;
  expect(Math.abs(first / 200 - 0.53)).toBeLessThan(0.14);
  expect(sentences.filter((sentence) => sentence.at(-1) === ".").length).toBeGreaterThan(150);
});
