import { cosTurns } from "../../math/elementary.ts";
import { foldIn, normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { beatAt } from "./beat.ts";
import { defineGenerator } from "./generator.ts";
import { mix, mixingMatrix } from "./mixing.ts";

/** Samples per second. */
export const HEART_RATE = 250;
/** Breaths per minute, and the size of their drift relative to an R wave of the mother. */
const BREATH = { perMinute: 16, size: 0.2 };
/** Height of a child's R wave relative to one of the mother's. */
const CHILD_SIZE = 0.35;
/** Standard deviation of a period relative to its mean, and how much of the deviation carries over to the next period. */
const VARIATION = { size: 0.04, kept: 0.9 };

/** At every sample the share of the period that has passed; periods vary slowly about their mean. */
function phases(key: Key, perMinute: number, rows: number): Float64Array {
  const out = new Float64Array(rows);
  const mean = (60 / perMinute) * HEART_RATE;
  const fresh = Math.sqrt(1 - VARIATION.kept * VARIATION.kept);
  let deviation = normal(key, 0);
  let period = mean * (1 + VARIATION.size * deviation);
  // The first beat began somewhere before the first sample.
  let start = -0.5 * period;
  for (let r = 0, k = 1; r < rows; r++) {
    while (r - start >= period) {
      start += period;
      deviation = VARIATION.kept * deviation + fresh * normal(key, k++);
      period = mean * (1 + VARIATION.size * deviation);
    }
    out[r] = (r - start) / period;
  }
  return out;
}

/**
 * Electrodes on the belly of an expectant mother: each picks up her heart, the smaller and faster one of the child, the drift of her breath and some noise of its
 * own. The factors are the three alone, in units of an R wave of the mother.
 */
export const heartbeats = defineGenerator({
  id: "heartbeats",
  title: { es: "Latidos de madre e hijo", en: "Heartbeats of mother and child" },
  params: {
    seconds: {
      kind: "integer",
      label: { es: "Duración", en: "Duration" },
      help: {
        es: "Cuánto dura el registro. Con más segundos la separación suele ser mejor.",
        en: "How long the recording is. More seconds usually give a better separation.",
      },
      min: 5,
      max: 120,
      default: 30,
      unit: "s",
    },
    mother: {
      kind: "integer",
      label: { es: "Pulso de la madre", en: "Mother's pulse" },
      help: { es: "Latidos por minuto.", en: "Beats per minute." },
      min: 40,
      max: 120,
      default: 75,
    },
    child: {
      kind: "integer",
      label: { es: "Pulso del hijo", en: "Child's pulse" },
      help: { es: "Latidos por minuto.", en: "Beats per minute." },
      min: 100,
      max: 200,
      default: 140,
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Ruido propio de cada electrodo, comparado con lo que recoge.",
        en: "Independent noise at each electrode, relative to its signal.",
      },
      min: 0,
      max: 0.5,
      default: 0.01,
      step: 0.01,
    },
  },
  cost({ seconds }) {
    const rows = seconds * HEART_RATE;
    // Phases and waves of three sources, the sources together, and their mixtures.
    return { values: 3 * rows, bytes: 4 * 3 * 8 * rows, steps: 10 * rows };
  },
  generate(key, { seconds, mother, child, noise }) {
    const rows = seconds * HEART_RATE;
    const names = ["mother", "child", "breathing"];
    const n = names.length;
    const own = (j: number, perMinute: number) => phases(foldIn(key, 0, j), perMinute, rows);
    const columns = [
      own(0, mother).map((phase) => beatAt(phase)),
      own(1, child).map((phase) => CHILD_SIZE * beatAt(phase)),
      own(2, BREATH.perMinute).map((phase) => BREATH.size * cosTurns(phase)),
    ];
    const values = new Float64Array(rows * n);
    for (let r = 0; r < rows; r++) for (let j = 0; j < n; j++) values[r * n + j] = columns[j][r];
    return {
      rows,
      columns: n,
      values: mix(values, rows, mixingMatrix(foldIn(key, 1), n), noise, foldIn(key, 2)),
      names: names.map((_, i) => `electrode${i + 1}`),
      rate: HEART_RATE,
      factors: { names, values },
    };
  },
});
