import { lazy } from "../../../../app/lazy.tsx";
import { t } from "../../../../i18n/locale.ts";
import type { LearningProps } from "./props.ts";
import { words } from "./words.ts";

const TablesView = lazy(async () => (await import("./tables.tsx")).TablesView);
const StructureView = lazy(async () => (await import("./structure.tsx")).StructureView);
const TextView = lazy(async () => (await import("./text.tsx")).TextView);

/** What a run of learning found: tables, a graph, or a classifier of texts. */
export function LearningView(props: LearningProps) {
  const { task } = props.experiment.params;
  if (task === "tables") return <TablesView {...props} />;
  if (task === "structure") return <StructureView {...props} />;
  if (task === "text") return <TextView {...props} />;
  return <p class="part-caption">{t(words.onlyQuery)}</p>;
}
