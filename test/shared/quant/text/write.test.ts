import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../../../shared/experiment/limits.ts";
import {
  dequantised,
  type GraphEngine,
  parseGraph,
  readingOf,
  scalarGraphs,
  wasmGraphs,
} from "../../../../shared/quant/graph/index.ts";
import {
  affordable,
  askedOf,
  LONGEST_PIECE,
  type TextModel,
  type TextQuestion,
  textModel,
  writeAsked,
  writeText,
} from "../../../../shared/quant/text/index.ts";
import { foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import { chosen, distribution, PLAIN } from "../../../../shared/texts/choose.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import { attentiveText, recurrentText, SIGNS } from "./nets.ts";

const moduleOf = (file: string) =>
  new WebAssembly.Module(readFileSync(new URL(`../../../../shared/wasm/${file}.wasm`, import.meta.url)));
const [plain, relaxed] = ["quant", "quant-relaxed"].map(moduleOf);
const engines: Readonly<Record<string, () => GraphEngine>> = {
  scalar: () => scalarGraphs,
  wasm: () => wasmGraphs(() => instantiate("quant", plain)),
  relaxed: () => wasmGraphs(() => instantiate("quant", relaxed)),
};
const gru = recurrentText("gru");
const lstm = recurrentText("lstm");
const attentive = attentiveText();
const asked = { prefix: "una vez ", seed: 5, temperature: 0.9, topK: 0, topP: 1 };
const textOf = (model: TextModel, question: TextQuestion, engine = engines.wasm()) =>
  [...writeText(model, engine, question)].map(({ character }) => character).join("");

/** The definition, as plainly as it can be said: everything is read anew for each character. */
function definition(model: TextModel, { prefix, length, seed, ...choosing }: TextQuestion): string {
  const { graph, alphabet, window, step, code } = model;
  const text = [...model.begin, ...Array.from(prefix, alphabet.of)].slice(-window);
  const first = text.length;
  for (let p = 0; p < length; p++) {
    let start = 0;
    while (text.length - start > window) start += step;
    const codes = scalarGraphs.run(graph, Float32Array.from(text.slice(start)))[graph.outputs[0]];
    const logits = dequantised(code, codes.slice(-alphabet.signs.length));
    text.push(chosen(distribution(logits, choosing), foldIn(keyOfSeed(seed), 0), p));
  }
  return text
    .slice(first)
    .map((sign) => alphabet.signs[sign])
    .join("");
}

describe.each([
  ["GRU", gru],
  ["LSTM", lstm],
  ["attention and places", attentive],
])("%s", (_, model) => {
  test("writes what its definition says, beyond two windows", () => {
    const question = { ...asked, length: 200 };
    expect(textOf(model, question)).toBe(definition(model, question));
  });

  test("gives the same characters and probabilities in every engine", () => {
    const [one, ...others] = Object.values(engines).map((open) => [
      ...writeText(model, open(), { ...asked, length: 150 }),
    ]);
    for (const other of others) expect(other).toEqual(one);
  });

  test("goes on the same from a cut at any position, also by the last window alone", () => {
    const engine = engines.wasm();
    const whole = textOf(model, { ...asked, length: 300 }, engine);
    for (let cut = 0; cut < 300; cut++) {
      const written = Array.from(whole).slice(0, cut).join("");
      expect(textOf(model, { ...asked, written, length: Math.min(20, 300 - cut) }, engine)).toBe(
        whole.slice(cut, cut + 20),
      );
      if (cut <= model.window || cut > 297) continue;
      const tail = written.slice(-model.window);
      expect(textOf(model, { ...asked, written: tail, from: cut, length: 3 }, engine)).toBe(whole.slice(cut, cut + 3));
    }
  });
});

test("a net of places reads as far as those reach", () => {
  expect([attentive.window, attentive.step]).toEqual([24, 12]);
  expect(readingOf(attentive.graph, { multiplyAdds: 1_500_000 })).toEqual({ window: 16, step: 8 });
});

test("of a long prefix the last window counts", () => {
  const long = "el gato mira ".repeat(40);
  const question = { ...asked, length: 40 };
  expect(textOf(gru, { ...question, prefix: long })).toBe(
    textOf(gru, { ...question, prefix: long.slice(-gru.window) }),
  );
  expect(textOf(gru, { ...question, prefix: long })).not.toBe(textOf(gru, question));
});

test("says of each character what the net gives it before temperature and cuts", () => {
  const [first] = writeText(gru, scalarGraphs, { ...asked, topK: 1, length: 1 });
  const { graph, code, alphabet } = gru;
  const signs = [...gru.begin, ...Array.from(asked.prefix, alphabet.of)];
  const codes = scalarGraphs.run(graph, Float32Array.from(signs))[graph.outputs[0]];
  const odds = distribution(dequantised(code, codes.slice(-alphabet.signs.length)), PLAIN);
  expect(first.probability).toBe(odds[first.sign]);
  expect(first.probability).toBe(Math.max(...odds));
});

test("never reads more than a request may cost, and always writes", () => {
  let signs = 0;
  const counting: GraphEngine = {
    run(graph, rows) {
      signs += rows.length;
      return { [graph.outputs[0]]: new Uint8Array(rows.length * gru.alphabet.signs.length) };
    },
  };
  for (const [multiplyAdds, window] of [
    [3000, 128],
    [250_000, 128],
    [250_001, 64],
    [1_000_000, 32],
    [2_000_000, 16],
  ]) {
    const reading = readingOf(gru.graph, { multiplyAdds });
    expect(reading).toEqual({ window, step: window / 2 });
    const model = { ...gru, ...reading, multiplyAdds };
    fc.assert(
      fc.property(fc.nat(200), fc.nat(300), fc.integer({ min: 1, max: 64 }), (given, cut, length) => {
        const question = { ...asked, prefix: "a".repeat(given), written: "b".repeat(cut), length };
        const all = askedOf(model, question);
        const count = affordable(model, all);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(LONGEST_PIECE);
        signs = 0;
        expect([...writeAsked(model, counting, { ...all, length: count })]).toHaveLength(count);
        expect(signs * model.multiplyAdds).toBeLessThanOrEqual(limits.inference.multiplyAdds);
      }),
      { numRuns: 12 },
    );
  }
  expect(readingOf(gru.graph, { multiplyAdds: 2_000_001 })).toBeUndefined();
});

describe("refuses", () => {
  const refused = (question: Partial<TextQuestion>) => {
    try {
      textOf(gru, { ...asked, length: 1, ...question });
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  test.each([
    ["a 𝄞", /prefix holds "𝄞" \(U\+1D11E\), which the model never learnt .*leave it out, or write \ufffd/],
    ["a\u0000", /prefix holds U\+0000, /],
    ["a\u202e", /prefix holds U\+202E, /],
    ["a\ud800", /prefix holds U\+D800, /],
    ["\udc00a", /prefix holds U\+DC00, /],
  ])("a character that is no sign, and names it: %j", (prefix, message) =>
    expect(refused({ prefix })).toMatch(message),
  );

  test("one among what was written", () => expect(refused({ written: "ö" })).toMatch(/written holds "ö" \(U\+00F6\)/));

  test("a place that what was written does not reach", () => {
    expect(refused({ written: "abc", from: 2 })).toMatch(/written has 3 characters of 2 \(must be all of them/);
    expect(refused({ written: "abc", from: 200 })).toMatch(/or the last \d+\)/);
  });

  test("nothing where the text is empty, or given in another form", () => {
    expect(refused({ prefix: "" })).toBeUndefined();
    // n with a tilde apart, and line ends of another system.
    expect(textOf(gru, { ...asked, prefix: "n\u0303a\r\n", length: 9 })).toBe(
      textOf(gru, { ...asked, prefix: "ña\n", length: 9 }),
    );
  });

  test("a graph without signs", () => {
    const { text: _, ...graph } = gru.graph;
    expect(() => textModel(graph)).toThrow("graph without signs");
  });
});

/** Published models go on with a text alike for ever: entries are only added. */
const goldens: Readonly<
  Record<string, { readonly file: string; readonly text: string; readonly probabilities: number[] }>
> = JSON.parse(readFileSync(new URL("../../../golden/texts-int8-1.json", import.meta.url), "utf8"));

describe.each(Object.entries(goldens))(
  "a published model, %s, goes on as it did",
  (_, { file, text, probabilities }) => {
    test.each(Object.entries(engines))("%s", (__, open) => {
      const model = textModel(parseGraph(new Uint8Array(Buffer.from(file, "base64"))));
      const signs = [
        ...writeText(model, open(), {
          prefix: "la luna ",
          seed: 11,
          temperature: 0.8,
          topK: 12,
          topP: 0.95,
          length: 160,
        }),
      ];
      expect(signs.map(({ character }) => character).join("")).toBe(text);
      expect(signs.map(({ probability }) => probability)).toEqual(probabilities);
    });
  },
);

test("the alphabet is in the order of its signs", () => expect(gru.alphabet.signs.join("")).toBe(SIGNS));
