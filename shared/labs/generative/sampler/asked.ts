import { ExperimentError } from "../../../experiment/errors.ts";
import { type Asked, wholeOf } from "../../../gallery/asked.ts";
import type { GalleryCard } from "../../../gallery/card.ts";
import { cards } from "../../../gallery/cards.ts";
import { readLatent } from "../../../gallery/latent.ts";
import type { Key } from "../../../random/index.ts";
import type { SamplerParams } from "./fields.ts";

export function cardOf({ model }: Pick<SamplerParams, "model">): GalleryCard {
  const found = cards.find(({ id }) => id === model);
  if (!found) throw new RangeError(`unknown model: ${model}`);
  return found;
}

/** What the gallery is asked for by an experiment of this lab. Throws an ExperimentError for hidden numbers that are none. */
export function askedBy({ model, count, temperature, steps, latent, prefix }: SamplerParams, seed: number): Asked {
  const card = cardOf({ model });
  return {
    seed,
    n: count,
    temperature,
    ...(card.steps && steps > 0 && { steps: Math.min(steps, card.steps.most) }),
    ...(card.latent !== undefined && latent !== "" && { latent: readLatent(latent, "params.latent") }),
    ...(card.kind === "text" && { prefix }),
  };
}

/** Throws an ExperimentError at the parameter that its model cannot take. */
export function checkAsked(params: SamplerParams): void {
  const asked = askedBy(params, 0);
  try {
    wholeOf(cardOf(params), asked);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const { path, code, message, values } = error;
    throw new ExperimentError(`params.${path}`, code, `params.${message}`, values);
  }
}

/** The parameters of a model as its card has them. */
export function paramsOf(
  card: GalleryCard,
): Pick<SamplerParams, "model" | "count" | "temperature" | "steps" | "latent" | "prefix"> {
  const { id, gives, temperature } = card;
  return { model: id, count: COUNTS[gives.kind], temperature, steps: 0, latent: "", prefix: "" };
}

/** Of the presets. */
export const FIRST_SEED = 1;

/** Samples that show a model. */
const COUNTS = { pictures: 16, points: 64, text: 4 } as const;

/** The seed that the key of a run was made of: samples are those of the seed itself, in the page, in the terminal and at the edge. */
export const seedOf = ([low, high]: Key): number => low + high * 2 ** 32;
