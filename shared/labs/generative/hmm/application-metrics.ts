import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { onlyOf } from "../../only-of.ts";
import type { ApplicationParams } from "./application-fields.ts";

const ofVowels = onlyOf(
  ({ application }: ApplicationParams) => application === "sound",
  ({ labels }) => labels !== undefined,
);
const ofTagged = onlyOf(({ application }: ApplicationParams) => application === "tags");

/** Beside those of a series: `logLikelihood` and `stateAccuracy` are said of all. */
export const applicationMetrics: readonly Metric[] = [
  {
    ...ofVowels,
    name: "vowelErrors",
    label: { es: "Vocales mal oídas", en: "Vowels misheard" },
    unit: "",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Vocales que habría que quitar, poner o cambiar en lo reconocido, por cada una de las dichas",
      en: "Vowels that would have to be deleted, inserted or changed in what was recognised, per vowel that was said",
    },
  },
  {
    ...ofTagged,
    name: "unknownAccuracy",
    label: { es: "Palabras nuevas", en: "New words" },
    unit: "",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Parte de las palabras que no se habían visto y recibieron la etiqueta verdadera",
      en: "Share of the words that had not been seen and got their true tag",
    },
  },
  {
    ...ofTagged,
    name: "usualAccuracy",
    label: { es: "Sin contexto", en: "Without context" },
    unit: "",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Acierto de dar a cada palabra, por separado, la etiqueta que más veces tuvo",
      en: "Accuracy of giving each word by itself the tag that it had most often",
    },
  },
];

const share = (right: number, all: number) => (all > 0 ? right / all : undefined);

/** The metrics of a run of sound, DNA or words; those that do not apply are left out. */
export function measureApplication(fold: Fold): Readonly<Record<string, number>> {
  const found = { ...ofSound(fold), ...ofIslands(fold), ...ofTags(fold) };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

type Found = Readonly<Record<string, number | undefined>>;

function ofSound(fold: Fold): Found {
  const heard = fold.output("recognise");
  if (!heard) return {};
  const { confusion, errors, logLikelihood } = heard;
  const log = logLikelihood.values[0];
  if (!confusion || !errors) return { logLikelihood: log };
  const [units] = confusion.shape;
  let [right, all] = [0, 0];
  for (const [at, count] of Array.from(confusion.values).entries()) {
    if (at % (units + 1) === 0) right += count;
    all += count;
  }
  const [edits, said] = errors.values;
  return { logLikelihood: log, stateAccuracy: share(right, all), vowelErrors: edits / Math.max(1, said) };
}

function ofIslands(fold: Fold): Found {
  const found = fold.output("islands");
  if (!found) return {};
  const [right = 0, all = 0] = found.correct?.values ?? [];
  return { logLikelihood: found.logLikelihood.values[0], stateAccuracy: share(right, all) };
}

function ofTags(fold: Fold): Found {
  const found = fold.output("tagger");
  if (!found) return {};
  const [right, all, unknownRight, unknown, usual, words] = found.right.values;
  return {
    logLikelihood: found.logLikelihood.values[0],
    stateAccuracy: share(right, all),
    unknownAccuracy: share(unknownRight, unknown),
    usualAccuracy: share(usual, words),
  };
}
