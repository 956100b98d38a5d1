import type { Fold } from "../../fold.ts";
import type { Keep, LabQuestion, Recording } from "../../recording.ts";
import type { McmcParams } from "./fields.ts";
import { diagnosisQuestion, recordedDiagnosis } from "./questions.ts";

/** Parameters whose diagnostics are recorded; fewer of many. */
const MAX_DIAGNOSED = 10;
const FEW_DIAGNOSED = 5;
/** Rows that are kept of each chain of several parameters, and of many: as many as a trace shows apart. */
const ROWS = 128;
const FEW_ROWS = 30;
/** With more parameters than this a draw takes so much room that fewer draws are kept. */
const MANY = 20;

/**
 * In the plane all draws, so that every question can be asked of them. Of more parameters there is room for some of the draws alone. What is drawn
 * of the draws after warm-up is asked beforehand, of all of them; what is said of them in numbers is in the metrics.
 */
export function recordMcmc(fold: Fold, { warmup, metric = "diagonal" }: McmcParams): Recording {
  const [rows = 0, parameters = 0] = fold.records(fold.tasks[0].id, "draw")?.shape ?? [];
  const isPlanar = parameters <= 2;
  const evenly = parameters > MANY ? FEW_ROWS : ROWS;
  const chains: Record<string, Keep> = isPlanar
    ? { "records/*/draw": { bits: 16 }, "records/*/energy": { bits: 16 }, "records/*/divergent": {} }
    : { "records/*/draw": { bits: 16, evenly }, "records/*/divergent": { evenly }, "records/*/treeDepth": { evenly } };
  const most = parameters > MANY ? FEW_DIAGNOSED : MAX_DIAGNOSED;
  const diagnoses = Array.from({ length: Math.min(parameters, most) }, (_, column): [string, LabQuestion] => [
    recordedDiagnosis(column),
    diagnosisQuestion(fold, column, warmup, rows),
  ]);
  return {
    keep: {
      ...chains,
      "records/*/*": "none",
      ...(metric !== "diagonal" && { "output/*/inverseMetric": "none" as const }),
      "answer/*/density": { bits: 8 },
      "answer/*/autocorrelation": { bits: 8 },
      "answer/*/grid": { bits: 16 },
      "answer/*/ess": { bits: 64 },
    },
    answers: Object.fromEntries(diagnoses),
    apart: true,
  };
}
