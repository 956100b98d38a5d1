import type { GraphFormat } from "../../../shared/data/readers/graphs.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { resultArrays } from "../../../shared/labs/fold.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import type { Displayed } from "../../run/session.ts";
import { showError } from "../toasts.tsx";
import { useSession } from "./context.ts";

/** What writes files is loaded with the first. */
const saves = () => import("./saves.ts");

/** What the menu of files offers: the experiment, its metrics, arrays and weights. */
export function ExportItems() {
  const session = useSession();
  const { lab } = session;
  const shown = session.shown.value;
  const { experiment } = session.draft.value;
  // What is recorded is for display: with fewer digits, and without what no view draws.
  const isWhole = shown !== null && shown.source !== "recorded";
  const pick = (save: () => Promise<void>) => async () => {
    try {
      await save();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      <button type="button" class="quiet" onClick={pick(async () => (await saves()).saveExperiment(lab, experiment))}>
        {t(words.exportExperiment)}
      </button>
      <GraphItems data={experiment.data} pick={pick} />
      {shown && Object.keys(shown.metrics).length > 0 && (
        <button type="button" class="quiet" onClick={pick(async () => (await saves()).saveMetrics(lab.id, shown))}>
          {t(words.exportResult)}
        </button>
      )}
      {isWhole && <WeightsItems lab={lab} shown={shown} pick={pick} />}
      {isWhole && <ArrayList lab={lab.id} shown={shown} pick={pick} />}
      {shown && !isWhole && <p class="soft small menu-note">{t(words.exportAfterRun)}</p>}
    </>
  );
}

interface ItemsProps<L> {
  readonly lab: L;
  readonly shown: Displayed;
  pick(save: () => Promise<void>): () => Promise<void>;
}

/** The graph of the form in the formats that can hold one of its kind; what a format leaves out is said once the file is written. */
function GraphItems({ data, pick }: { readonly data: DataRef; readonly pick: ItemsProps<Lab>["pick"] }) {
  const document = data !== null && "document" in data ? data.document : undefined;
  if (!document) return null;
  return (
    <>
      {formatsOf(document).map(([format, name]) => (
        <button
          key={format}
          type="button"
          class="quiet"
          onClick={pick(async () => (await import("./save-graph.ts")).saveGraph(document, format))}
        >
          {t(words.exportGraph, { format: name })}
        </button>
      ))}
    </>
  );
}

/** Of a directed graph of probabilities all, of one of factors UAI, of others the project's own. */
function formatsOf({ kind }: GraphDocument): readonly (readonly [GraphFormat, string])[] {
  const all = [
    ["bif", "BIF"],
    ["xmlbif", "XMLBIF"],
    ["uai", "UAI"],
    ["document", "JSON"],
  ] as const;
  const most = { bayes: 4, markov: 2, factor: 2, deterministic: 1 }[kind];
  return all.slice(-most);
}

/** The weights of a run, where they are all there; of a result from a link that came without, why there are none. */
export function WeightsItems({ lab, shown, pick }: ItemsProps<Lab>) {
  const { fold, experiment, data } = shown;
  if (!lab.weights?.(fold)) {
    const isLacking = lab.weights && fold.output("train") && fold.finished;
    return isLacking ? <p class="soft small menu-note">{t(words.exportWeightsUnkept)}</p> : null;
  }
  return (
    <>
      <button type="button" class="quiet" onClick={pick(async () => (await saves()).saveWeights(lab, shown))}>
        {t(words.exportWeights)}
      </button>
      {lab.chain?.(fold, experiment.params, data) && (
        <>
          <button type="button" class="quiet" onClick={pick(async () => (await saves()).saveOnnx(lab, shown))}>
            {t(words.exportOnnx)}
          </button>
          {data && (
            <button
              type="button"
              class="quiet"
              onClick={pick(async () => (await saves()).saveOnnxIntegers(lab, shown))}
            >
              {t(words.exportOnnxIntegers)}
            </button>
          )}
          <button type="button" class="quiet" onClick={pick(async () => (await saves()).saveTensorflow(lab, shown))}>
            {t(words.exportTensorflow)}
          </button>
        </>
      )}
    </>
  );
}

function ArrayList({ lab, shown, pick }: ItemsProps<string>) {
  const arrays = Object.entries(resultArrays(shown.fold));
  if (arrays.length === 0) return null;
  return (
    <details class="export-arrays">
      <summary>{t(words.exportArrays)}</summary>
      {arrays.map(([name, array]) => (
        <button
          key={name}
          type="button"
          class="quiet small"
          onClick={pick(async () => (await saves()).saveArray(lab, name, array))}
        >
          {t(words.exportArray, { name })}
        </button>
      ))}
    </details>
  );
}
