/** What a model of the gallery is asked, and the bounds of it. */
import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import type { GalleryCard } from "./card.ts";
import { LONGEST_PREFIX, signsRead } from "./reading.ts";

export type Latent = readonly (number | null)[];

export interface Asked {
  /** Whole number in [0, 2^53 − 1]. Sample i of a seed does not depend on `n`. */
  readonly seed: number;
  /** Samples, 1 to `MOST_SAMPLES`. */
  readonly n: number;
  /** 0 to `HOTTEST`. Normal numbers are multiplied by it; probabilities are those of energies or logits divided by it. The card's where it is left out. */
  readonly temperature?: number | undefined;
  /** Decoders: numbers of each code by their place, within ± `FARTHEST`; those that are null or beyond the end are drawn. */
  readonly latent?: Latent | undefined;
  /** Sweeps of a machine, steps of diffusion, characters of a text: 1 to the card's most. */
  readonly steps?: number | undefined;
  /** Texts: what they begin with. */
  readonly prefix?: string | undefined;
}

export const MOST_SAMPLES = limits.inference.batch;
export const HOTTEST = 4;
export const FARTHEST = 8;

/** With all that was left out. */
export interface Whole {
  readonly seed: number;
  readonly n: number;
  readonly temperature: number;
  readonly latent: Latent;
  readonly steps: number;
  readonly prefix: string;
}

/** Throws an ExperimentError at the member that does not fit the model. */
export function wholeOf(card: GalleryCard, asked: Asked): Whole {
  const { seed, n, temperature = card.temperature, latent = [], steps = card.steps?.usual ?? 1, prefix = "" } = asked;
  within("seed", seed, 0, Number.MAX_SAFE_INTEGER, true);
  within("n", n, 1, MOST_SAMPLES, true);
  within("temperature", temperature, 0, HOTTEST, false);
  within("steps", steps, 1, card.steps?.most ?? 1, true);
  if (prefix.length > LONGEST_PREFIX)
    throw new ExperimentError(
      "prefix",
      "text-too-long",
      `prefix: ${prefix.length} characters (must be at most ${LONGEST_PREFIX})`,
      { value: prefix.length, max: LONGEST_PREFIX },
    );
  const max = card.latent ?? 0;
  if (latent.length > max)
    throw new ExperimentError(
      "latent",
      "too-many-items",
      `latent: ${latent.length} numbers (must be at most ${max} for the model ${card.id})`,
      { value: latent.length, max },
    );
  for (const one of latent) if (one !== null) within("latent", one, -FARTHEST, FARTHEST, false);
  return { seed, n, temperature, latent, steps, prefix };
}

function within(path: string, value: number, min: number, max: number, isWhole: boolean): void {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return;
  const message = `${path}: ${value} (must be a ${isWhole ? "whole " : ""}number from ${min} to ${max})`;
  throw new ExperimentError(path, "out-of-range", message, { value, min, max });
}

/** Multiply-adds of an answer: known before anything runs. */
export function workOf(card: GalleryCard, asked: Asked): number {
  const { n, steps, prefix } = wholeOf(card, asked);
  const passes = card.kind === "text" ? signsRead(card, prefix.length, steps) : card.kind === "decoder" ? 1 : steps;
  return n * card.multiplyAdds * passes;
}
