import { t } from "../../../i18n/locale.ts";
import { HeatTable } from "../../parts/heat-table.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { codeName, type FactorsProps, factorNames } from "./state.ts";
import { words } from "./words.ts";

/** Which number of the code knows which factor, by each of the three scores; and what all of them know together. */
export function MatrixView(props: FactorsProps) {
  const scores = props.fold.output("scores");
  const names = factorNames(props);
  const isScored = props.fold.tasks.some(({ id }) => id === "scores");
  if (!isScored) return <p class="part-caption">{t(words.noFactors)}</p>;
  if (!scores || scores.linear.values.length !== names.length)
    return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const codes = Array.from({ length: scores.information.shape[0] }, (_, i) => codeName(i));
  const tables = [
    { title: words.information, note: words.informationNote, of: scores.information },
    { title: words.importance, note: words.importanceNote, of: scores.importance },
    { title: words.predictability, note: words.predictabilityNote, of: scores.predictability },
  ];
  return (
    <div class="part-pair">
      {tables.map(({ title, note, of }) => (
        <HeatTable key={title.en} title={t(title)} note={t(note)} rows={codes} columns={names} values={of.values} />
      ))}
      <HeatTable
        title={t(words.probe)}
        note={t(words.probeNote)}
        rows={[t(words.linear), t(words.trees)]}
        columns={names}
        values={[...scores.linear.values, ...scores.informative.values]}
      />
    </div>
  );
}
