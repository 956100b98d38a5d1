import { cards } from "../../../gallery/cards.ts";
import type { Preset } from "../../lab.ts";
import { FIRST_SEED, paramsOf } from "./asked.ts";
import { samplerFields } from "./fields.ts";

const defaults: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(samplerFields).map(([name, field]) => [name, field.default]),
);

/** One for each model. */
export const samplerPresets: readonly Preset[] = cards.map((card) => ({
  id: card.id,
  title: card.title,
  about: card.about,
  seed: FIRST_SEED,
  data: null,
  params: Object.fromEntries(Object.entries(paramsOf(card)).filter(([name, value]) => value !== defaults[name])),
}));
