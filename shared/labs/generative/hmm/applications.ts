/** Sound, DNA and words: what the lab does with data that are more than a series. */
import type { DataNotice, Table } from "../../../data/table.ts";
import type { Key } from "../../../random/key.ts";
import type { Fold } from "../../fold.ts";
import type { Task, Work } from "../../lab.ts";
import type { CardPicture } from "../../picture.ts";
import type { Recording } from "../../recording.ts";
import { type ApplicationParams, applicationFields } from "./application-fields.ts";
import { islandsPlan } from "./dna/plan.ts";
import { strandOf } from "./dna/strand.ts";
import { checkSound, soundNotices } from "./sound/check.ts";
import { soundPlan } from "./sound/plan.ts";
import { unitsOf } from "./sound/units.ts";
import { corpusOf } from "./tags/corpus.ts";
import { tagsPlan } from "./tags/plan.ts";

export {
  type ApplicationParams,
  applicationField,
  applicationFields,
  inSeries,
  isSeries,
} from "./application-fields.ts";
export { applicationMetrics, measureApplication } from "./application-metrics.ts";

/** Kinds of the tasks, and of the questions of views. */
export const APPLICATION_KINDS = [
  "voices",
  "unit",
  "recognise",
  "speak",
  "spectrogram",
  "islands",
  "tagger",
  "tag",
  "invented",
  "drawn",
] as const;

export type Application = Exclude<ApplicationParams["application"], "series">;

/** What the fields of each application say, all of them there. */
export function soundOf({ vowels = "es", voices, noise, rounds }: ApplicationParams) {
  const { voices: v, noise: n, rounds: r } = applicationFields;
  return { language: vowels, voices: voices ?? v.default, noise: noise ?? n.default, iterations: rounds ?? r.default };
}
export function islandsOf({ island, sea, learn = false }: ApplicationParams) {
  return { island: island ?? applicationFields.island.default, sea: sea ?? applicationFields.sea.default, learn };
}
export function tagsOf({ smoothing, held }: ApplicationParams) {
  return { smoothing: smoothing ?? applicationFields.smoothing.default, held: held ?? applicationFields.held.default };
}

/** Throws an ExperimentError for data that are not what they are said to be. */
export function checkApplication(params: ApplicationParams, data: Table | null): void {
  if (params.application === "sound") checkSound(data);
  else if (params.application === "islands") strandOf(data);
  else corpusOf(data, tagsOf(params).held);
}

export function applicationNotices(params: ApplicationParams, data: Table | null): readonly DataNotice[] {
  return params.application === "sound" && data ? soundNotices(data) : [];
}

/** Sound of training voices, in samples, that a unit takes to be said twice, pauses included. */
const SPOKEN = 4800;
/** Multiply-adds: of the analysis of a sample, and of its synthesis. */
const [ANALYSED, SAID] = [150, 300];
const [HOP, FEATURES, UNIT_STATES] = [80, 13, 3];

export function estimateApplication(params: ApplicationParams, data: Table | null): Work {
  const rows = data?.rows ?? 0;
  if (params.application === "islands") {
    const steps = params.learn ? (params.passes ?? 1) : 1;
    return { multiplyAdds: (steps + 2) * rows * 400, bytes: rows * 8 * 40 };
  }
  if (params.application === "tags") return { multiplyAdds: rows * 500, bytes: rows * 1000 };
  const { language, voices, iterations } = soundOf(params);
  const units = unitsOf(language).count;
  const spoken = voices * units * SPOKEN;
  const frames = Math.ceil(rows / HOP);
  const loop = frames * (units * UNIT_STATES) ** 2 * 8;
  const training = iterations * (spoken / HOP) * UNIT_STATES * (4 * FEATURES + 30);
  return {
    multiplyAdds: spoken * (ANALYSED + SAID) + training + rows * ANALYSED + loop,
    kinds: {
      voices: spoken * (ANALYSED + SAID),
      unit: training,
      recognise: rows * ANALYSED + loop,
    },
    bytes: 16 * spoken + 8 * rows + frames * units * UNIT_STATES * 40,
  };
}

export function planApplication(params: ApplicationParams, key: Key): readonly Task[] {
  if (params.application === "sound") return soundPlan(soundOf(params), key);
  if (params.application === "islands")
    return islandsPlan(islandsOf(params), params.passes ?? 1, params.drawn ?? 1, key);
  return tagsPlan(tagsOf(params), params.drawn ?? 1, key);
}

/** What the page keeps of a run: of the voices that it learnt from, nothing. */
export const recordedApplication = {
  "output/voices/*": "none",
  "output/recognise/posterior": { bits: 8 },
  "output/islands/island": { bits: 8 },
  "output/tagger/posterior": { bits: 8 },
} as const satisfies Recording["keep"];

/** How probable an island is along the strand; what was heard; nothing of words. */
export function pictureApplication(fold: Fold): CardPicture | undefined {
  const island = fold.output("islands")?.island;
  if (island) return { kind: "lines", lines: [island.values] };
  const heard = fold.output("recognise");
  if (heard?.posterior) {
    const { shape, values } = heard.posterior;
    const [frames, units] = shape;
    const line = (u: number) => Float64Array.from({ length: frames }, (_, t) => values[t * units + u]);
    return { kind: "lines", lines: Array.from({ length: Math.min(units - 1, 5) }, (_, u) => line(u)), apart: true };
  }
  const confusion = fold.output("tagger")?.transitions;
  return confusion && { kind: "images", rows: confusion, width: confusion.shape[1], height: 1 };
}
