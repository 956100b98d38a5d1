/** The whole lab: what it knows of held-out text, what it does with any text, and its bits. */
import { describe, expect, test } from "vitest";
import { tableOfTexts } from "../../../../shared/data/generators/texts.ts";
import type { CharRnnTaskParams } from "../../../../shared/labs/generative/char-rnn/fields.ts";
import { charRnn } from "../../../../shared/labs/generative/char-rnn/lab.ts";
import { MOST_ASKED, prefixOf } from "../../../../shared/labs/generative/char-rnn/prefix.ts";
import { readerOf } from "../../../../shared/labs/generative/char-rnn/writer.ts";
import { bitsOfLogits } from "../../../../shared/labs/generative/text/bits.ts";
import { readText } from "../../../../shared/labs/generative/text/data.ts";
import { nGramBits, nGramOf } from "../../../../shared/labs/generative/text/n-gram.ts";
import { alphabetOfCodePoints, decoded } from "../../../../shared/texts/alphabet.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await charRnn.ready?.();

const SMALL = { layers: [12], embedding: 6, context: 8, epochs: 1, written: 200, batch: 32 };

describe("tales", () => {
  const data = generated("tales", { count: 100, language: "es" });
  const params = { layers: [64], epochs: 8, batch: 8, learningRate: 0.008 };
  const { fold, metrics, experiment } = runLab(charRnn, data, params);
  const own = experiment.params as unknown as CharRnnTaskParams;
  const { alphabet, train, test: held } = readText(data, own);
  const signs = alphabet.signs.length;

  test("are known better by the net than by the table of order 3, on text that neither has seen", () => {
    expect(metrics.nGramBits).toBe(nGramBits(nGramOf(train, signs), held, 1));
    expect(metrics.bitsPerCharacter).toBeLessThan(metrics.nGramBits);
    expect(metrics.bitsPerCharacter).toBeLessThan(0.95);
    expect(metrics.validity).toBeGreaterThan(0.6);
  });

  test("are measured character by character, from beginning to end", () => {
    const reader = readerOf({ device: "wasm", wasm: fresh }, own, signs, fold.output("train") ?? {}, {
      rows: 1,
      length: 1,
    });
    const each = Array.from(held.subarray(0, -1), (code, i) => bitsOfLogits(reader.read([code]), held[i + 1]));
    const { values } = fold.output("evaluate")?.each ?? { values: [] };
    for (const [i, bits] of values.entries()) expect(bits).toBeCloseTo(each[i], 3);
    // Read in parts side by side, of which each begins without memory: that costs a few characters their context.
    const mean = each.reduce((sum, bits) => sum + bits, 0) / each.length;
    expect(Math.abs(metrics.bitsPerCharacter / mean - 1)).toBeLessThan(0.03);
  });

  test("go on behind what one types, live too, and by seed", () => {
    const { primer, signs: points } = fold.output("baseline") ?? {};
    const ask = (text: string, writeSeed: number, length = 40) =>
      askLab(
        charRnn,
        data,
        { kind: "continue", steps: 1, params: { ...experiment.params, writeSeed, length } },
        { ...fold.output("train"), signs: points, prefix: prefixOf(text, points, primer) },
      );
    const said = (answer: ReturnType<typeof ask>) => decoded(answer.codes.values, alphabetOfCodePoints(points.values));
    expect(said(ask("Había una vez un", 1))).toMatch(/^a? \p{L}+/u);
    expect(ask("Había", 1)).toEqual(ask("Había", 1));
    expect(said(ask("Había", 1))).not.toBe(said(ask("Había", 2)));
    // Whatever is typed: signs that are none, half characters, far too much.
    for (const text of ["", "\u0000\ud800漢字😀", "<script>alert(1)</script>", "ab".repeat(200_000)]) {
      const { codes, next } = ask(text, 1, 10_000);
      expect(codes.values).toHaveLength(MOST_ASKED.length);
      expect(next.values.every((p) => p >= 0 && p <= 1)).toBe(true);
    }
  });
});

test.each(["gru", "lstm"])("WebAssembly has the bits of the reference: %s", (cell) => {
  const data = generated("tales", { count: 10, language: "en" });
  const run = (device: "wasm" | "scalar") => {
    const { fold, metrics } = runLab(
      charRnn,
      data,
      { ...SMALL, cell, layers: [6, 5], dropout: 0.2, written: 100 },
      { device },
    );
    return {
      metrics,
      outputs: fold.tasks.map(({ id }) => fold.output(id)),
      bits: fold.records("train", "bits")?.values,
    };
  };
  expect(run("wasm")).toEqual(run("scalar"));
});

describe("own texts", () => {
  const run = (text: string, more = {}) => runLab(charRnn, tableOfTexts([text]), { ...SMALL, ...more });

  test.each([
    ["of one character", "a".repeat(300)],
    ["without any line end", "abcdefghij ".repeat(60)],
    ["of emoji and scripts of all kinds", "😀नमस्ते 漢字 שלום ".repeat(40)],
    ["of line ends alone", "\n\r\n".repeat(200)],
    ["of control characters and markup", "<b>\u0001\u0000</b>&amp;\t".repeat(40)],
  ])("%s are learnt", (_, text) => {
    const { metrics } = run(text);
    expect(metrics.bitsPerCharacter).toBeGreaterThan(0);
    expect(Number.isFinite(metrics.nGramBits)).toBe(true);
  });

  test("with more characters than signs are learnt by the most frequent", () => {
    const text = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * i) % 500))).join("");
    const { fold } = run(text, { signs: 16 });
    expect(fold.output("baseline")?.signs.values).toHaveLength(16);
  });

  test("that are too short, or none, are refused with what they need", () => {
    expect(() => run("abc")).toThrow(/text: 3 characters \(must be at least \d+ for windows of 8/);
    expect(() => runLab(charRnn, generated("points", {}), SMALL)).toThrow("data has no text");
    expect(() => runLab(charRnn, null, SMALL)).toThrow("data has no text");
  });
});
