/** Texts as numbers, what comes next in them, and what a table of counts says: each against a slow or a written-out version. */
import { describe, expect, test } from "vitest";
import { tales } from "../../../../shared/data/generators/tales.ts";
import { bitsOf, bitsOfLogits, bitsOfNats } from "../../../../shared/labs/generative/text/bits.ts";
import { countWindows, readText, textNotices } from "../../../../shared/labs/generative/text/data.ts";
import { nGramBits, nGramOf } from "../../../../shared/labs/generative/text/n-gram.ts";
import { splitText, windowsOf } from "../../../../shared/labs/generative/text/windows.ts";
import { foldIn, keyOfSeed, uniform } from "../../../../shared/random/index.ts";
import {
  alphabetOf,
  alphabetOfCodePoints,
  codePointsOf,
  decoded,
  encoded,
  joinedTexts,
  normalised,
  RARE,
} from "../../../../shared/texts/alphabet.ts";
import { chosen, distribution, PLAIN, signAt } from "../../../../shared/texts/choose.ts";

const key = keyOfSeed(7);

describe("alphabet", () => {
  test("has the characters of the text by code point, RARE first, whatever their order or form in the text", () => {
    const text = normalised("bа\r\nb😀e\u0301\rz");
    expect(text).toBe("bа\nb😀é\nz");
    const { signs } = alphabetOf(text);
    expect(signs).toEqual([RARE, "\n", "b", "z", "é", "а", "😀"]);
    expect(decoded(encoded(text, alphabetOf(text)), alphabetOf(text))).toBe(text);
    expect(alphabetOf([...text].reverse().join("")).signs).toEqual(signs);
    expect(alphabetOfCodePoints(codePointsOf(alphabetOf(text))).signs).toEqual(signs);
  });

  test("folds the rarest into one sign; of equally rare ones those of higher code points", () => {
    const alphabet = alphabetOf("aaabbcd", 4);
    expect(alphabet.signs).toEqual([RARE, "a", "b", "c"]);
    expect([...encoded("abcdx", alphabet)]).toEqual([1, 2, 3, 0, 0]);
    expect(decoded(encoded("ad", alphabet), alphabet)).toBe(`a${RARE}`);
  });

  test("never has more signs than a byte has values, nor half a character", () => {
    const all = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0x1f000 + i)).join("");
    expect(alphabetOf(all).signs).toHaveLength(256);
    expect(normalised("a\ud800b")).toBe(`a${RARE}b`);
    expect(alphabetOf(normalised("a\ud800")).signs).toEqual([RARE, "a"]);
    expect(() => alphabetOf("a", 1)).toThrow("invalid number of signs: 1 (must be 2 to 256)");
  });

  test("joins texts by line ends", () => expect(joinedTexts(["a", "b\r\nc"])).toBe("a\nb\nc\n"));
});

describe("windows", () => {
  const codes = Uint8Array.from({ length: 103 }, (_, i) => i);
  test("stand side by side, and have for each character the one that follows", () => {
    const test = Uint8Array.from({ length: 22 }, (_, i) => 200 + i);
    const { rows, held, x, y } = windowsOf({ train: codes, test }, 10);
    expect([rows, held]).toEqual([10, 2]);
    expect([...x]).toEqual([...codes.subarray(0, 100), ...test.subarray(0, 20)]);
    expect([...y]).toEqual([...codes.subarray(1, 101), ...test.subarray(1, 21)]);
    expect(windowsOf({ train: codes.subarray(0, 101), test: test.subarray(0, 21) }, 10)).toMatchObject({
      rows: 10,
      held: 2,
    });
    expect(windowsOf({ train: codes.subarray(0, 100), test: test.subarray(0, 20) }, 10)).toMatchObject({
      rows: 9,
      held: 1,
    });
  });
  test("are cut once for a text: those of other parts and other lengths are others", () => {
    const { train, test } = splitText(codes, 0.2, 10);
    const all = windowsOf({ train, test }, 10);
    expect(windowsOf({ train, test }, 10)).toBe(all);
    expect(windowsOf({ train, test }, 5)).toMatchObject({ rows: 16, held: 4 });
    expect(windowsOf({ train, test: test.subarray(0, 12) }, 10)).toMatchObject({ rows: 8, held: 1 });
    expect(windowsOf({ train, test }, 10)).toEqual(all);
  });
  test("hold out the end of the text, and say how long it must be", () => {
    const { train, test: held } = splitText(codes, 0.2, 10);
    expect([train.length, held.length, held[0]]).toEqual([82, 21, 82]);
    let message = "";
    try {
      splitText(codes, 0.1, 16);
    } catch (error) {
      message = String(error);
    }
    const fits = Number(/at least (\d+)/.exec(message)?.[1]);
    expect(() => splitText(new Uint8Array(fits), 0.1, 16)).not.toThrow();
    expect(() => splitText(new Uint8Array(fits - 1), 0.1, 16)).toThrow("text: ");
  });
});

test("a table is read once, and again for other parameters", () => {
  const table = tales.generate([1, 1], { count: 3, language: "en" });
  const params = { signs: 256, context: 8, testFraction: 0.2 };
  const text = readText(table, params);
  expect(readText(table, { ...params })).toBe(text);
  expect(readText(table, { ...params, signs: 5 }).alphabet.signs).toHaveLength(5);
  expect(readText(table, { ...params, testFraction: 0.4 }).train.length).toBeLessThan(text.train.length);
  expect(() => readText(table, { ...params, context: 10_000 })).toThrow("text: ");
  expect(readText({ ...table }, params).codes).toEqual(text.codes);
});

describe("what is said of characters without a place in the alphabet", () => {
  const tableOf = (texts: readonly string[]) => ({ ...tales.generate([1, 1], { count: 1, language: "en" }), texts });
  test("is how many there are, and the share of the text that net and bits do not tell apart", () => {
    const strange = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x1f300 + i)).join("");
    const data = tableOf([`${"a".repeat(600)}${strange}`, `\ufffd${"b\r\n".repeat(50)}`]);
    // 600 a, 300 others, 50 b, 52 line ends and a character that was lost before: of 303 signs the 7 most frequent stay.
    const text = readText(data, { signs: 8, context: 8, testFraction: 0.2 });
    const share = text.codes.filter((code) => code === 0).length / text.codes.length;
    expect(share).toBeCloseTo(297 / 1003, 12);
    expect(textNotices(data, 8)).toEqual([{ code: "rare-characters", values: { count: 303, max: 7, share: 30 } }]);
  });
  test("is nothing where there are few, or no text", () => {
    expect(textNotices(tableOf([`${"ab".repeat(100)}\ufffd`]), 8)).toEqual([]);
    expect(textNotices(tableOf([]), 8)).toEqual([]);
    expect(textNotices(null, 8)).toEqual([]);
  });
});

describe("what a page asks of a text before a run", () => {
  const params = { signs: 256, context: 8, testFraction: 0.2 };
  const tableOf = (texts: readonly string[]) => ({ ...tales.generate([1, 1], { count: 1, language: "en" }), texts });
  const windows = (texts: readonly string[]) => countWindows(tableOf(texts), params);

  test("are as many windows as the text itself makes, whatever its characters and line ends are", () => {
    for (const texts of [
      ["once upon a time ".repeat(9)],
      ["😀👩‍👩‍👧 a\r\nb\rc".repeat(12), "\ud800 half \udc00".repeat(7)],
      ["e\u0301a\u0308\n".repeat(40), "", "漢字".repeat(31)],
    ]) {
      const text = readText(tableOf(texts), params);
      expect(text.alphabet.signs.length).toBeGreaterThan(2);
      expect(windows(texts)).toBe(windowsOf(text, params.context).rows);
    }
  });

  test("is refused as the text itself is, by the characters that its file has", () => {
    const refused = (texts: readonly string[]) => [
      () => countWindows(tableOf(texts), params),
      () => readText(tableOf(texts), params),
    ];
    for (const ask of refused(["hola que tal"])) expect(ask).toThrow("text: 12 characters (must be at least 42 ");
    for (const ask of refused(["x".repeat(42)])) expect(ask).not.toThrow();
    for (const ask of refused([])) expect(ask).toThrow("no text");
  });

  test("is counted once for a table: of a long text it is asked at every change of a parameter", () => {
    let read = 0;
    const texts = new Proxy(["once upon a time ".repeat(40)], {
      get: (all, name) => {
        if (name === "0") read++;
        return Reflect.get(all, name);
      },
    });
    const table = tableOf(texts);
    for (const context of [8, 9, 10]) countWindows(table, { ...params, context });
    expect(read).toBe(1);
  });
});

describe("n-gram", () => {
  test("is what Witten and Bell say, written out", () => {
    // After "a" came b, b and c: three times, two signs. Signs: a b c, and one that never comes.
    const codes = Uint8Array.of(0, 1, 0, 1, 0, 2);
    const one = nGramOf(codes, 4, 1);
    const p0 = (n: number) => (n + 3 / 4) / (6 + 3);
    const expected = [p0(3), p0(2), p0(1), p0(0)].map((p, sign) => ([0, 2, 1, 0][sign] + 2 * p) / (3 + 2));
    for (const [sign, p] of expected.entries()) expect(one.probability([0], 1, sign)).toBeCloseTo(p, 14);
  });

  const text = joinedTexts(tales.generate(key, { count: 12, language: "es" }).texts ?? []);
  const alphabet = alphabetOf(text);
  const codes = encoded(text, alphabet);
  const train = codes.subarray(0, 4000);

  test("gives all signs together 1, after any characters", () => {
    const model = nGramOf(train, alphabet.signs.length);
    for (let at = 0; at < codes.length; at += 97)
      expect(model.distribution(codes, at).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  test("equals a recount of the whole text at each place", () => {
    const model = nGramOf(train, alphabet.signs.length);
    const recount = (at: number, sign: number) => {
      let p = 1 / alphabet.signs.length;
      for (let k = 0; k <= 3; k++) {
        const next: number[] = [];
        for (let i = k; i < train.length; i++)
          if (Array.from({ length: k }, (_, j) => train[i - k + j] === codes[at - k + j]).every(Boolean))
            next.push(train[i]);
        if (next.length === 0) break;
        const different = new Set(next).size;
        p = (next.filter((one) => one === sign).length + different * p) / (next.length + different);
      }
      return p;
    };
    for (let at = 4000; at < 4060; at += 7)
      for (const sign of [codes[at], 1, 5])
        expect(model.probability(codes, at, sign)).toBeCloseTo(recount(at, sign), 13);
  });

  test("needs fewer bits the longer its contexts, and those that its probabilities say", () => {
    const bits = [0, 1, 2, 3].map((order) => nGramBits(nGramOf(train, alphabet.signs.length, order), codes, 4000));
    expect(bits).toEqual(bits.toSorted((a, b) => b - a));
    const model = nGramOf(train, alphabet.signs.length);
    const last = codes.length - 1;
    expect(nGramBits(model, codes, last)).toBe(bitsOf(model.distribution(codes, last)[codes[last]]));
  });
});

describe("the next character", () => {
  const logits = [0, Math.log(4), Math.log(2), Math.log(1), Math.log(2)];
  const told = (choosing: Partial<typeof PLAIN>) =>
    [...distribution(logits, { ...PLAIN, ...choosing })].map((p) => Math.round(p * 1e6) / 1e6);

  test("has the probabilities of the softmax, sharper or flatter by the temperature", () => {
    expect(told({})).toEqual([0.1, 0.4, 0.2, 0.1, 0.2]);
    expect(told({ temperature: 0.5 })).toEqual([1, 16, 4, 1, 4].map((w) => Math.round((w / 26) * 1e6) / 1e6));
    expect(told({ temperature: 0 })).toEqual([0, 1, 0, 0, 0]);
    expect([...distribution([3, 3], { ...PLAIN, temperature: 0 })]).toEqual([1, 0]);
  });

  test("is one of the k most probable, the earlier of equal ones", () => {
    expect(told({ topK: 1 })).toEqual([0, 1, 0, 0, 0]);
    expect(told({ topK: 2 })).toEqual([0, 0.666667, 0.333333, 0, 0]);
    expect(told({ topK: 9 })).toEqual(told({}));
  });

  test("is one of the fewest that reach the nucleus, of those that the k leave", () => {
    expect(told({ topP: 0.39 })).toEqual([0, 1, 0, 0, 0]);
    expect(told({ topP: 0.59 })).toEqual([0, 0.666667, 0.333333, 0, 0]);
    expect(told({ topP: 0.61 })).toEqual([0, 0.5, 0.25, 0, 0.25]);
    // Of the first two 0.4/0.6 is enough.
    expect(told({ topK: 2, topP: 0.66 })).toEqual([0, 1, 0, 0, 0]);
  });

  test("is the first whose cumulative probability is above the number", () => {
    const p = Float64Array.of(0, 0.25, 0.5, 0, 0.25);
    expect([0, 0.2499, 0.25, 0.7499, 0.75, 1 - 2 ** -53].map((u) => signAt(p, u))).toEqual([1, 1, 2, 2, 4, 4]);
    // Where rounding leaves the sum below 1, the last that is possible.
    expect(signAt(Float64Array.of(0.5, 0.4999, 0), 0.99999)).toBe(1);
    expect(chosen(p, key, 5)).toBe(signAt(p, uniform(key, 5)));
  });

  test("comes as often as its probability says", () => {
    const p = distribution(logits, PLAIN);
    const n = 20_000;
    const counts = new Float64Array(p.length);
    for (let i = 0; i < n; i++) counts[chosen(p, foldIn(key, 3), i)]++;
    // Five standard deviations of a binomial count.
    for (const [sign, count] of counts.entries())
      expect(Math.abs(count / n - p[sign])).toBeLessThan(5 * Math.sqrt((p[sign] * (1 - p[sign])) / n));
  });
});

test("bits are those of the softmax, also of large logits", () => {
  const logits = [1, 2, 3];
  const p = Math.exp(2) / logits.reduce((sum, z) => sum + Math.exp(z), 0);
  expect(bitsOfLogits(logits, 1)).toBeCloseTo(-Math.log2(p), 13);
  expect(bitsOfLogits([1001, 1002, 1003], 1)).toBeCloseTo(-Math.log2(p), 12);
  expect(bitsOf(0.125)).toBeCloseTo(3, 14);
  expect(bitsOfNats(Math.LN2)).toBe(1);
});

test.each(["es", "en"] as const)("tales in %s keep their animals and genders from beginning to end", (language) => {
  const { texts = [] } = tales.generate(key, { count: 300, language });
  expect(new Set(texts).size).toBeGreaterThan(290);
  expect(texts.join("")).not.toMatch(/[{}]|undefined| {2}/);
  if (language === "es") {
    expect(texts.join(" ")).not.toMatch(
      / (a|de) el | (un|el|del|al) (tortuga|lechuza|hormiga|gata|cigüeña|ardilla)|(una|la) (zorro|ratón|lobo|conejo|burro|sapo)/,
    );
    for (const text of texts) {
      const ending = /cansad([oa]) y content([oa])/.exec(text);
      if (ending) expect([text, ending[1]]).toEqual([text, /la (\p{L}+) volvió a casa/u.test(text) ? "a" : "o"]);
    }
  } else expect(texts.join(" ")).not.toMatch(/\ba (owl|ant)\b/);
});

test("of a nucleus the fewest signs are drawn that reach the probability, exactly reached included", () => {
  // Shares of equal signs are exact.
  const halves = distribution([0, 0], { ...PLAIN, topP: 0.5 });
  expect([...halves]).toEqual([1, 0]);
  expect([...distribution([0, 0, 0, 0], { ...PLAIN, topP: 0.75 })].filter((share) => share > 0).length).toBe(3);
});
