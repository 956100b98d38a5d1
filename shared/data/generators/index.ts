import { barFilm } from "./bar-film.ts";
import { barsAndStripes } from "./bars-and-stripes.ts";
import { beats } from "./beats.ts";
import { catsDogs } from "./cats-dogs.ts";
import { compositions } from "./compositions.ts";
import { deadLeaves } from "./dead-leaves.ts";
import { digits } from "./digits.ts";
import { dna } from "./dna.ts";
import { drivenLogisticMap } from "./driven-logistic-map.ts";
import { experimentGroups } from "./experiment-groups.ts";
import { factorFamily } from "./factor-family.ts";
import type { Generator } from "./generator.ts";
import { heartbeats } from "./heartbeats.ts";
import { hiddenChains } from "./hidden-chains.ts";
import { hiddenSeries } from "./hidden-series.ts";
import { named } from "./known.ts";
import { knownRegions } from "./known-regions.ts";
import { market } from "./market.ts";
import { melodies } from "./melodies.ts";
import { molecules } from "./molecules.ts";
import { movingBars } from "./moving-bars.ts";
import { numberWords } from "./number-words.ts";
import { payments } from "./payments.ts";
import { planarDensities } from "./planar-densities.ts";
import { plantedDictionaryRows } from "./planted-dictionary.ts";
import { plantedFactors } from "./planted-factors.ts";
import { points } from "./points.ts";
import { regressionTable } from "./regression-table.ts";
import { scenes } from "./scenes.ts";
import { sentences } from "./sentences.ts";
import { shapes } from "./shapes.ts";
import { sources } from "./sources.ts";
import { spokenVowels } from "./spoken-vowels.ts";
import { taggedSentences } from "./tagged-sentences.ts";
import { tales } from "./tales.ts";
import { tissue } from "./tissue.ts";
import { transitionMatrix } from "./transition-matrix.ts";
import { voices } from "./voices.ts";

/** Every built-in source of data: all are known from now on. A page imports those of its lab instead. */
export const generators: readonly Generator[] = [
  barFilm,
  barsAndStripes,
  beats,
  catsDogs,
  compositions,
  deadLeaves,
  digits,
  dna,
  drivenLogisticMap,
  experimentGroups,
  factorFamily,
  heartbeats,
  hiddenChains,
  hiddenSeries,
  knownRegions,
  market,
  melodies,
  molecules,
  movingBars,
  numberWords,
  payments,
  planarDensities,
  plantedDictionaryRows,
  plantedFactors,
  points,
  regressionTable,
  scenes,
  sentences,
  shapes,
  sources,
  spokenVowels,
  taggedSentences,
  tales,
  tissue,
  transitionMatrix,
  voices,
];

named(...generators);
