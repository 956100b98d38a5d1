/** What the recorded runs of the presets must show, and that a small one shows it here too. */
import { describe, expect, it } from "vitest";
import { recordedMetrics } from "../../catalogue.ts";

const metricsOf = (id: string) => recordedMetrics({ family: "generative", id: "transformer" }, id);

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
