import { beats } from "../../../data/generators/beats.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { payments } from "../../../data/generators/payments.ts";
import { isWide } from "../../../kernels/ppca/wide.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { momentsTask } from "../../moments-task.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { trainsCoder } from "../coder-lab.ts";
import { PCA_MODULES } from "../pca-tasks.ts";
import { reconstructs } from "../reconstructs.ts";
import { anomalyChain } from "./chain.ts";
import { anomalyConventions } from "./conventions.ts";
import { checkAnomaly, given, partsOf } from "./data.ts";
import { type AnomalyParams, anomalyFields } from "./fields.ts";
import { distributionsOf } from "./judged.ts";
import { measureAnomaly } from "./measure.ts";
import { anomalyMetrics } from "./metrics.ts";
import { anomalyPresets } from "./presets.ts";
import { recordAnomaly } from "./recording.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, ppca: 1, scores: 2 } as const;

/**
 * An autoencoder of normal rows; rows that it reconstructs badly are anomalies. Plan: "train" (a step is a minibatch), "moments" and "ppca" beside it, then "scores". Views
 * ask "judge".
 */
export const anomaly = defineLab({
  id: "anomaly",
  revision: 1,
  title: { es: "Detección de anomalías", en: "Anomaly detection" },
  summary: {
    es: "Enséñale a una red solo lo normal y mira si reconoce lo que no lo es: latidos, fraudes, un dígito que nunca vio.",
    en: "Teach a net nothing but the normal and see whether it notices what is not: heartbeats, fraud, a digit it never saw.",
  },
  params: anomalyFields,
  data: {
    generators: named(beats, payments, digits),
    formats: ["csv", "npy", "idx", "safetensors"],
    aboutFiles: {
      es: "Una columna con la clase de cada fila (0 y 1, o nombres) dice cuáles son anomalías: solo se entrena con las normales. Sin ella, todas las filas se puntúan, pero no hay con qué juzgar las puntuaciones.",
      en: "A column with the class of each row (0 and 1, or names) says which are anomalies: only normal ones are trained on. Without it all rows get a score, but nothing says how good the scores are.",
    },
    use: { pictures: true, constants: true, twoValued: true, everyClass: true },
    reading: [...heldOutChoices],
  },
  presets: anomalyPresets,
  metrics: anomalyMetrics,
  check: checkAnomaly,
  plan(params, data, key): Task[] {
    const table = checkAnomaly(params, data);
    const rows = partsOf(table, params).train.length;
    // How rows are judged is a matter of `measure`.
    const { score: _, falseAlarms: __, ...own } = params;
    const { train, task } = trainingPlan(key, KEY, own, rows);
    const { labels, class: name, loss, scaling, testFraction } = params;
    const wide = isWide({ rows, columns: table.columns });
    const moments = momentsTask(rows, { labels, class: name, loss, scaling, testFraction });
    return [
      train,
      ...(wide ? [] : [{ ...moments, wasm: ["moments"] as const }]),
      { ...task("ppca", 1), ...(!wide && { after: ["moments"] }), wasm: ["math"] },
      task("scores", codeSteps(rows) + codeSteps(table.rows), ["train", "ppca"]),
    ];
  },
  ...reconstructs<AnomalyParams>(PCA_MODULES),
  chain: anomalyChain,
  ...trainsCoder(
    given,
    ["train", "moments", "ppca", "scores", "judge"],
    async () => (await import("./processes.ts")).anomalyProcesses,
  ),
  measure: (fold, { params }, data) => measureAnomaly(fold, params, data),
  picture: (fold) => {
    const scores = fold.output("scores");
    return scores && { kind: "lines", lines: distributionsOf(scores, "reconstruction") };
  },
  recording: (fold, { params }, data) => (data ? recordAnomaly(fold, params, data) : {}),
  conventions: anomalyConventions,
});
