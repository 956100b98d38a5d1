import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { Key } from "../../../../random/index.ts";
import type { Task, Work } from "../../../lab.ts";
import { tokensOf, vocabularyOf } from "./corpus.ts";
import type { VocabularyParams } from "./fields.ts";
import { paddedWidth } from "./model.ts";
import { EVERY, FIRST, HELD_OUT, PER_STEP, type Trained } from "./schedule.ts";
import { sizesOf } from "./sizes.ts";

/** Pairs of words at which the gradient is asked for. */
const ASKED = 12;
/** Steps of the timing. */
const TIMED = 15;

/** The trainings of a run: by samples, and with all words beside it. */
export const trainingsOf = ({ method, reference }: VocabularyParams): readonly Trained[] =>
  reference ? ["full", method] : [method];

/** The task whose model is shown and asked: that by samples. */
export const modelTask = ({ method }: VocabularyParams): string => `train.${method}`;

/** "train.<by>" for each training, with the same key: the same pairs from the same start; then what is asked of the model, and "speed". */
export function planVocabulary({ updates, ...params }: VocabularyParams, key: Key): readonly Task[] {
  const steps = FIRST * Math.ceil(updates / (FIRST * PER_STEP));
  const { trials, reference, ...own } = params;
  const of = `train.${params.method}`;
  return [
    ...trainingsOf({ updates, ...params }).map((by) => ({
      id: `train.${by}`,
      kind: "train",
      key,
      steps,
      params: { ...own, by, keeps: by === params.method },
    })),
    { id: "speed", kind: "speed", key, steps: TIMED, params: own },
    { id: "gradient", kind: "gradient", key, steps: ASKED, params: { ...own, trials, of }, after: [of] },
    { id: "summary", kind: "summary", key, steps: 1, params: { ...own, of }, after: [of] },
  ];
}

/** Numbers of the model: a result holds it. */
const MOST_NUMBERS = 2_000_000;

/** Throws an ExperimentError for data without a text, and for a model that is too large to keep. */
export function checkVocabulary(params: VocabularyParams, table: Table | null): void {
  if (params.corpus === "generated" && table !== null)
    throw new ExperimentError(
      "params.corpus",
      "importance-unused-data",
      "the data are not used by a generated text (must be own, or take the data away)",
      { value: params.corpus, fits: "own" },
    );
  const words = params.corpus === "own" ? vocabularyOf(tokensOf(table)).names.length : (params.words ?? 2000);
  const most = Math.floor(MOST_NUMBERS / words);
  if (paddedWidth(params.features) > most)
    throw new ExperimentError(
      "params.features",
      "importance-large-model",
      `too many numbers per word: ${params.features} (must be at most ${4 * Math.floor(most / 4)} for ${words} words)`,
      { value: params.features, max: 4 * Math.floor(most / 4), words },
    );
}

/** Multiply-adds: of one word in a pass over all, and of one that is drawn (its random number counts most). */
const PER_WORD = 20;
const PER_DRAWN = 120;

export function estimateVocabulary(params: VocabularyParams, table: Table | null): Work {
  const words = params.corpus === "own" ? wordsIn(table) : (params.words ?? 2000);
  const width = paddedWidth(params.features);
  const full = words * (3 * width + PER_WORD);
  const sampled = params.samples * (3 * width + PER_DRAWN) + 300;
  const looks = (words * (width + PER_WORD) * HELD_OUT) / EVERY;
  const steps = Math.ceil(params.updates / PER_STEP);
  const trainings = trainingsOf(params);
  const updates = trainings.map((by) => (by === "full" ? full : sampled) * PER_STEP + looks);
  const drawn = sizesOf(params).reduce((sum, size) => sum + size, 0);
  const gradient = params.trials * drawn * (6 * width + PER_DRAWN) + 8 * words * (width + 30);
  const summary = words * width * 300;
  const kinds = {
    train: steps * updates.reduce((sum, one) => sum + one, 0),
    gradient: ASKED * gradient,
    summary,
    speed: TIMED * (full + 20 * sampled),
  };
  return {
    multiplyAdds: kinds.train + kinds.gradient + kinds.summary + kinds.speed,
    kinds,
    bytes: words * (8 * width + 24) * 2,
  };
}

/** Of data that are not there, or hold no text, nothing is known. */
function wordsIn(table: Table | null): number {
  const tokens = tokensOf(table);
  return Math.max(2, new Set(tokens).size);
}
