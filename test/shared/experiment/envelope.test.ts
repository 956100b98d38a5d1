import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { type Envelope, hides, parseEnvelope } from "../../../shared/experiment/envelope.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { decodeLink, encodeLink } from "../../../shared/experiment/link.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { entriesOf, toyFields, toyLab } from "./toys.ts";

function errorOf(input: unknown): ExperimentError {
  try {
    parseEnvelope(input);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const full: Envelope = {
  title: "Práctica 3: ¿cuántos factores?",
  text: "Cambia solo el número de factores.\n¿Cuándo deja de mejorar?",
  hide: ["data", "params.penalty", "seed"],
};
const line = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => text.normalize("NFC").trim());
const anyEnvelope = fc
  .record(
    {
      title: line,
      text: line,
      hide: fc.uniqueArray(
        fc.constantFrom("presets", "data", "seed", "params.size", "params.a-b", "data.params.count"),
      ),
    },
    { requiredKeys: [] },
  )
  .filter((envelope) => {
    try {
      return parseEnvelope(envelope) !== undefined;
    } catch {
      return false;
    }
  });

describe("envelopes", () => {
  test("hold a title, a text and names, whatever of them there is", () => {
    expect(parseEnvelope(full)).toEqual(full);
    expect(parseEnvelope({ title: " Uno " })).toEqual({ title: "Uno" });
    expect(parseEnvelope({ text: "a\r\nb", title: "" })).toEqual({ text: "a\nb" });
    expect(parseEnvelope({ hide: ["seed", "data", "seed"] })).toEqual({ hide: ["data", "seed"] });
  });

  test("are none where nothing is in them", () => {
    for (const nothing of [undefined, {}, { title: "", text: " \n", hide: [] }])
      expect(parseEnvelope(nothing)).toBeUndefined();
  });

  test("of a newer version keep what is known", () => {
    expect(parseEnvelope({ ...full, layout: { rain: [1, 2] } })).toEqual(full);
  });

  test("NFC, and caps after it", () => {
    expect(parseEnvelope({ title: "e\u0301".repeat(120), text: "o\u0301".repeat(4_000) })).toEqual({
      title: "é".repeat(120),
      text: "ó".repeat(4_000),
    });
    const names = Array.from({ length: 100 }, (_, i) => `params.p${String(i).padStart(3, "0")}`);
    expect(parseEnvelope({ hide: names })?.hide).toHaveLength(100);
    expect(parseEnvelope({ hide: ["a".repeat(128)] })?.hide).toHaveLength(1);
  });

  test.each<[string, unknown, string, string]>([
    ["a title of 121", { title: "a".repeat(121) }, "envelope.title", "too-long"],
    ["a text of 4,001", { text: "a".repeat(4_001) }, "envelope.text", "too-long"],
    ["a title of two lines", { title: "a\nb" }, "envelope.title", "unfit-character"],
    ["a title of white space", { title: "  " }, "envelope.title", "empty"],
    ["control characters", { text: "a\u0007b" }, "envelope.text", "unfit-character"],
    ["marks that turn the text", { text: "a\u202eb" }, "envelope.text", "unfit-character"],
    ["half a character", { title: "a\ud800" }, "envelope.title", "unfit-character"],
    ["another type of title", { title: 7 }, "envelope.title", "wrong-type"],
    ["101 names", { hide: Array.from({ length: 101 }, (_, i) => `p${i}`) }, "envelope.hide", "wrong-length"],
    ["a long name", { hide: ["a".repeat(129)] }, "envelope.hide", "wrong-type"],
    ["a name of other signs", { hide: ["<b>"] }, "envelope.hide", "wrong-type"],
    ["names that are no list", { hide: "data" }, "envelope.hide", "wrong-length"],
    ["no object", ["title"], "envelope", "wrong-type"],
  ])("refuse %s", (_, input, path, code) => {
    const error = errorOf(input);
    expect([error.path, error.code]).toEqual([path, code]);
  });

  test("are made of new objects, whatever their keys", () => {
    expect(parseEnvelope(JSON.parse('{"title":"a","__proto__":{"hide":["data"]}}'))).toEqual({ title: "a" });
    expect(({} as Record<string, unknown>).hide).toBeUndefined();
  });

  test("say what they hide", () => {
    expect([hides(full, "data"), hides(full, "params.size"), hides(null, "data"), hides({}, "data")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("a link with an envelope", () => {
  const lab = toyLab(toyFields);
  const read = async (input: unknown) => (await parseExperiment(input, entriesOf(lab))).experiment;
  const some = { v: 1, lab: "toy", seed: 5, params: { size: 7 } };

  test("round trip; the experiment, and so every digest, is as without it", async () => {
    const experiment = await read(some);
    const alone = canonicalJson(writtenExperiment(lab, experiment));
    await fc.assert(
      fc.asyncProperty(anyEnvelope, async (input) => {
        const envelope = parseEnvelope(input);
        const content = await decodeLink(await encodeLink(experiment, envelope));
        expect(parseEnvelope(content.envelope)).toEqual(envelope);
        expect(canonicalJson(writtenExperiment(lab, await read(content.experiment)))).toBe(alone);
      }),
    );
  });

  test("is one of version 2; without one it is the link that it always was", async () => {
    const experiment = await read(some);
    expect(await encodeLink(experiment, full)).toMatch(/^#v2\.[\w-]+$/);
    expect(await encodeLink(experiment, parseEnvelope({ title: "" }))).toBe(await encodeLink(experiment));
    expect(await encodeLink(experiment)).toMatch(/^#v1\./);
  });
});
