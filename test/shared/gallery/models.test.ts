import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { factsText } from "../../../client/build/gallery/facts-text.ts";
import { base64OfBytes, bytesOfBase64 } from "../../../shared/base64.ts";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import { descriptions } from "../../../shared/gallery/descriptions.ts";
import { facts } from "../../../shared/gallery/facts.ts";
import { cardNamed, cards, fileOf, modelOf } from "../../../shared/gallery/index.ts";
import { files } from "../../../shared/gallery/models/index.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";

const ids = descriptions.map(({ id }) => id);

test("there is one description, one file and one line of facts of each model, and no other", () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(facts).sort()).toEqual([...ids].sort());
  expect(Object.keys(files).sort()).toEqual([...ids].sort());
  const folder = new URL("../../../shared/gallery/models/", import.meta.url);
  const committed = readdirSync(folder).filter((name) => name !== "index.ts");
  expect(committed.sort()).toEqual(ids.map((id) => `${id}.ts`).sort());
});

test("all files together are at most 3 MB", () => {
  expect(cards.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(3_000_000);
});

test.each(ids)(
  "the file of %s opens and is the one that its card describes; its run is a valid experiment",
  async (id) => {
    const card = cardNamed(id);
    const bytes = await fileOf(card);
    expect({ bytes: bytes.length, sha256: await sha256Hex(bytes) }).toEqual({ bytes: card.bytes, sha256: card.sha256 });
    expect(modelOf(card, bytes).card).toBe(card);
    expect(card.digest).toMatch(/^[0-9a-f]{64}$/);
    const { experiment } = await parseExperiment(card.experiment, labs);
    expect(experiment.lab).toBe(card.experiment.lab);
  },
);

test("facts of a model are written into a line of their own, those of others stay", () => {
  const before = factsText("", "b", { ...facts.digits, seconds: 12 }, ["a", "b"]);
  const both = factsText(before, "a", { ...facts["text-en"], begin: 2, seconds: 3 }, ["a", "b"]);
  const [first, second, ...more] = both.split("\n").filter((line) => line.startsWith("  "));
  expect(more).toEqual([]);
  expect(first).toMatch(/^ {2}a: \{.* begin: 2, seconds: 3, .*\},$/);
  expect(second).toBe(before.split("\n").find((line) => line.startsWith("  ")));
  expect(second).toMatch(/ seconds: 12,/);
  expect(second).not.toContain("begin");
  for (const { id, seconds } of cards) expect(Number.isInteger(seconds) && seconds > 0, id).toBe(true);
});

test("an unknown model is refused by name, with those that there are", () => {
  expect(() => cardNamed("mona-lisa")).toThrow(`unknown model: mona-lisa (must be one of ${ids.join(", ")})`);
});

test("base64 gives back all bytes, of any length", () => {
  for (const length of [0, 1, 2, 3, 4096 * 3 - 1, 4096 * 3, 4096 * 3 + 1, 40_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 167 + (i >> 8)) & 255);
    const text = base64OfBytes(bytes);
    expect(text).toBe(Buffer.from(bytes).toString("base64"));
    expect(bytesOfBase64(text)).toEqual(bytes);
  }
});
