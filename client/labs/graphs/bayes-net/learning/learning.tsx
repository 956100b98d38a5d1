import { t } from "../../../../i18n/locale.ts";
import type { LearningProps } from "./props.ts";
import { StructureView } from "./structure.tsx";
import { TablesView } from "./tables.tsx";
import { TextView } from "./text.tsx";
import { words } from "./words.ts";

/** What a run of learning found: tables, a graph, or a classifier of texts. */
export function LearningView(props: LearningProps) {
  const { task } = props.experiment.params;
  if (task === "tables") return <TablesView {...props} />;
  if (task === "structure") return <StructureView {...props} />;
  if (task === "text") return <TextView {...props} />;
  return <p class="part-caption">{t(words.onlyQuery)}</p>;
}
