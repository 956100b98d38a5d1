import type { Asked } from "../../../gallery/asked.ts";
import type { GalleryCard } from "../../../gallery/card.ts";
import { cards } from "../../../gallery/cards.ts";
import type { Key } from "../../../random/index.ts";
import type { SamplerParams } from "./fields.ts";

export function cardOf({ model }: Pick<SamplerParams, "model">): GalleryCard {
  const found = cards.find(({ id }) => id === model);
  if (!found) throw new RangeError(`unknown model: ${model}`);
  return found;
}

/** What the gallery is asked for by an experiment of this lab. */
export function askedBy({ model, count, temperature, steps, prefix }: SamplerParams, seed: number): Asked {
  const card = cardOf({ model });
  return {
    seed,
    n: count,
    temperature,
    ...(card.steps && steps > 0 && { steps: Math.min(steps, card.steps.most) }),
    ...(card.kind === "text" && { prefix }),
  };
}

/** The parameters of a model as its card has them. */
export function paramsOf(
  card: GalleryCard,
): Pick<SamplerParams, "model" | "count" | "temperature" | "steps" | "prefix"> {
  return { model: card.id, count: COUNTS[card.gives.kind], temperature: card.temperature, steps: 0, prefix: "" };
}

/** Samples that show a model. */
const COUNTS = { pictures: 16, points: 64, text: 4 } as const;

/** The seed that the key of a run was made of: samples are those of the seed itself, in the page, in the terminal and at the edge. */
export const seedOf = ([low, high]: Key): number => low + high * 2 ** 32;
