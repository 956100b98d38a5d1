/** Every built-in source of data by its id, for whoever needs one of them: the code of the others is not fetched. `index.ts` has them all at once. */
import type { Generator } from "./generator.ts";
import { generatorOf, named } from "./known.ts";

const SOURCES: Readonly<Record<string, () => Promise<Generator>>> = {
  "bar-film": async () => (await import("./bar-film.ts")).barFilm,
  "bars-and-stripes": async () => (await import("./bars-and-stripes.ts")).barsAndStripes,
  beats: async () => (await import("./beats.ts")).beats,
  "cats-dogs": async () => (await import("./cats-dogs.ts")).catsDogs,
  compositions: async () => (await import("./compositions.ts")).compositions,
  "dead-leaves": async () => (await import("./dead-leaves.ts")).deadLeaves,
  digits: async () => (await import("./digits.ts")).digits,
  dna: async () => (await import("./dna.ts")).dna,
  "driven-logistic-map": async () => (await import("./driven-logistic-map.ts")).drivenLogisticMap,
  "experiment-groups": async () => (await import("./experiment-groups.ts")).experimentGroups,
  "factor-family": async () => (await import("./factor-family.ts")).factorFamily,
  heartbeats: async () => (await import("./heartbeats.ts")).heartbeats,
  "hidden-chains": async () => (await import("./hidden-chains.ts")).hiddenChains,
  "hidden-series": async () => (await import("./hidden-series.ts")).hiddenSeries,
  "known-regions": async () => (await import("./known-regions.ts")).knownRegions,
  market: async () => (await import("./market.ts")).market,
  melodies: async () => (await import("./melodies.ts")).melodies,
  molecules: async () => (await import("./molecules.ts")).molecules,
  "moving-bars": async () => (await import("./moving-bars.ts")).movingBars,
  "number-words": async () => (await import("./number-words.ts")).numberWords,
  payments: async () => (await import("./payments.ts")).payments,
  "planar-densities": async () => (await import("./planar-densities.ts")).planarDensities,
  "planted-dictionary": async () => (await import("./planted-dictionary.ts")).plantedDictionaryRows,
  "planted-factors": async () => (await import("./planted-factors.ts")).plantedFactors,
  points: async () => (await import("./points.ts")).points,
  "regression-table": async () => (await import("./regression-table.ts")).regressionTable,
  scenes: async () => (await import("./scenes.ts")).scenes,
  sentences: async () => (await import("./sentences.ts")).sentences,
  shapes: async () => (await import("./shapes.ts")).shapes,
  sources: async () => (await import("./sources.ts")).sources,
  "spoken-vowels": async () => (await import("./spoken-vowels.ts")).spokenVowels,
  "tagged-sentences": async () => (await import("./tagged-sentences.ts")).taggedSentences,
  tales: async () => (await import("./tales.ts")).tales,
  tissue: async () => (await import("./tissue.ts")).tissue,
  "transition-matrix": async () => (await import("./transition-matrix.ts")).transitionMatrix,
  voices: async () => (await import("./voices.ts")).voices,
};

export const generatorIds: readonly string[] = Object.keys(SOURCES);

/** Makes the generator of this id known (`known.ts`); nothing where there is none, or it is known already. */
export async function nameGenerator(id: string): Promise<void> {
  if (generatorOf(id) === undefined && Object.hasOwn(SOURCES, id)) named(await SOURCES[id]());
}
