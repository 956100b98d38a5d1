import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";
import { tableOfTexts } from "./texts.ts";

/** Days of trade in a year. */
const DAYS = 250;
/** Per cent that part a day's letters, from "a", a steep fall, to "g", a steep rise. */
export const EDGES = [-2, -1, -0.3, 0.3, 1, 2] as const;
const LETTERS = "abcdefg";

/**
 * A market that is calm or nervous, a year of 250 days per row: a letter says how much a day's price rose. Calm days move by 0.6 % about a rise of 0.06 %, nervous ones
 * by 1.8 % about a fall of 0.1 %, and give a third of a fall back the day after. Calm lasts 40 days on average, nervousness 12. Nothing else can be foretold.
 */
export const market = defineGenerator({
  id: "market",
  title: { es: "Un mercado, día a día", en: "A market, day by day" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Años", en: "Years" },
      help: { es: "Cuántos años hay, de 250 días de bolsa.", en: "How many years there are, of 250 days of trade." },
      min: 10,
      max: 4000,
      default: 400,
      scale: "log",
    },
  },
  generate: (key, { count }) => tableOfTexts(Array.from({ length: count }, (_, i) => yearOf(foldIn(key, i)))),
  cost: ({ count }) => ({ values: count, bytes: 2 * (DAYS + 8) * count, steps: 2 * DAYS * count }),
});

function yearOf(key: Key): string {
  const [moods, moves] = [foldIn(key, 0), foldIn(key, 1)];
  let [isNervous, before] = [uniform(moods, DAYS) < 12 / 52, 0];
  return Array.from({ length: DAYS }, (_, day) => {
    if (uniform(moods, day) < (isNervous ? 1 / 12 : 1 / 40)) isNervous = !isNervous;
    const drift = isNervous ? -0.1 - Math.min(0, before) / 3 : 0.06;
    before = drift + (isNervous ? 1.8 : 0.6) * normal(moves, day);
    return LETTERS[EDGES.filter((edge) => before >= edge).length];
  }).join("");
}
