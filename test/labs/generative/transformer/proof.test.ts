/** What the recorded runs of the presets must show, and that a small one shows it here too. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Recorded {
  readonly id: string;
  readonly metrics: Readonly<Record<string, number>>;
}

const path = new URL("../../../../client/labs/generative/transformer/recorded/catalogue.json", import.meta.url);
const { presets } = JSON.parse(readFileSync(path, "utf8")) as { readonly presets: readonly Recorded[] };
const metricsOf = (id: string) => presets.find((preset) => preset.id === id)?.metrics ?? {};

describe("recorded runs", () => {
  it.each(["tales", "tales-en", "numbers", "numbers-en", "beside"])(
    "know more than counts of three characters: %s",
    (id) => {
      const { bitsPerCharacter, nGramBits } = metricsOf(id);
      expect(bitsPerCharacter).toBeLessThan(nGramBits);
    },
  );

  it.each(["numbers", "numbers-en"])("translate at least 99 of 100 numbers that were never seen: %s", (id) => {
    expect(metricsOf(id).exactMatch).toBeGreaterThanOrEqual(0.99);
  });
});
