import { learntDocument } from "../../../../../shared/labs/graphs/bayes-net/learning/learnt-document.ts";
import { t } from "../../../../i18n/locale.ts";
import { download } from "../../../../views/export.ts";
import type { LearningProps } from "./props.ts";
import { words } from "./words.ts";

/** Makes what was learnt the network of the page, or a file. */
export function TakeIt({ fold, data, experiment, draft }: LearningProps) {
  const document = learntDocument(fold, data, experiment.params.bins ?? 0);
  if (!document) return null;
  const take = () => {
    // Texts are no samples of a network of their words.
    if (experiment.params.task === "text") draft?.editAlone(document, { task: "query" });
    else draft?.edit(document, undefined, { task: "query" });
  };
  const save = async () => {
    const { writeGraph } = await import("../../../../../shared/data/readers/graphs.ts");
    download(`${document.name ?? "learnt"}.bif`, writeGraph(document, "bif").text, "text/plain");
  };
  return (
    <div class="part-controls">
      {draft && (
        <button type="button" data-act="take" title={t(words.takeHint)} onClick={take}>
          {t(words.take)}
        </button>
      )}
      <button type="button" class="quiet" data-act="save-learnt" onClick={() => void save()}>
        {t(words.save)}
      </button>
    </div>
  );
}
