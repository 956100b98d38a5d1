import { toNpy } from "../../../shared/data/readers/npy/write.ts";
import { resultArrays } from "../../../shared/labs/fold.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import type { Displayed } from "../../run/session.ts";
import { download, toCsv } from "../../views/export.ts";
import { Menu } from "../../views/menu.tsx";
import { showError } from "../toasts.tsx";
import { useSession } from "./context.ts";

/** Saves the experiment, its metrics, arrays and weights as files. */
export function ExportMenu() {
  const session = useSession();
  const { lab } = session;
  const shown = session.shown.value;
  const { experiment } = session.draft.value;
  // What is recorded is for display: with fewer digits, and without what no view draws.
  const isWhole = shown !== null && shown.source !== "recorded";
  const pick = (save: () => void | Promise<void>) => async () => {
    try {
      await save();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Menu class="button quiet" button={t(words.export)}>
      <button
        type="button"
        class="quiet"
        onClick={pick(() =>
          download(`${lab.id}.json`, JSON.stringify(writtenExperiment(lab, experiment), null, 2), "application/json"),
        )}
      >
        {t(words.exportExperiment)}
      </button>
      {shown && Object.keys(shown.metrics).length > 0 && (
        <button type="button" class="quiet" onClick={pick(() => saveMetrics(lab.id, shown))}>
          {t(words.exportResult)}
        </button>
      )}
      {isWhole && lab.weights?.(shown.fold) && (
        <button type="button" class="quiet" onClick={pick(() => saveWeights(lab, shown))}>
          {t(words.exportWeights)}
        </button>
      )}
      {isWhole && lab.chain?.(shown.fold, shown.experiment.params, shown.data) && (
        <button type="button" class="quiet" onClick={pick(() => saveTensorflow(lab, shown))}>
          {t(words.exportTensorflow)}
        </button>
      )}
      {isWhole && <ArrayList lab={lab.id} shown={shown} pick={pick} />}
      {shown && !isWhole && <p class="soft small menu-note">{t(words.exportAfterRun)}</p>}
    </Menu>
  );
}

interface ArrayListProps {
  readonly lab: string;
  readonly shown: Displayed;
  pick(save: () => void): () => Promise<void>;
}

function ArrayList({ lab, shown, pick }: ArrayListProps) {
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
          onClick={pick(() => download(`${lab}-${name.replaceAll("/", "-")}.npy`, new Blob([toNpy(array)])))}
        >
          {t(words.exportArray, { name })}
        </button>
      ))}
    </details>
  );
}

function saveMetrics(lab: string, { metrics }: Displayed): void {
  const names = Object.keys(metrics);
  const columns = [
    { name: t(words.metric), values: names },
    { name: t(words.value), values: names.map((name) => metrics[name]) },
  ];
  download(`${lab}-metrics.csv`, toCsv(columns), "text/csv");
}

async function saveWeights(lab: Lab, { fold, experiment }: Displayed): Promise<void> {
  const { weightsFile } = await import("../../../shared/labs/weights-file.ts");
  const file = weightsFile(lab, fold, experiment.params);
  if (file) download(`${lab.id}.safetensors`, new Blob([file]));
}

/** Two files: model.json looks for its weights beside it, under this name. */
async function saveTensorflow(lab: Lab, { fold, experiment, data }: Displayed): Promise<void> {
  const { tensorflowFiles } = await import("../../../shared/labs/tensorflow-file.ts");
  const weights = `${lab.id}.bin`;
  const files = tensorflowFiles(lab, { fold, params: experiment.params, data }, weights);
  if (!files) return;
  download("model.json", files.json, "application/json");
  download(weights, new Blob([files.weights]));
}
