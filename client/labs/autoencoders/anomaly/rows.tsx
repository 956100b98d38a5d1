import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { scaleOf } from "../../../../shared/labs/autoencoders/anomaly/data.ts";
import { SCORES } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { PART } from "../../../../shared/labs/autoencoders/anomaly/part.ts";
import { shownOf } from "../../../../shared/labs/autoencoders/anomaly/questions.ts";
import { t } from "../../../i18n/locale.ts";
import { words as back } from "../../parts/back-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { RowsBack } from "../../parts/rows-back.tsx";
import { classNames } from "../../parts/table.ts";
import { words as family } from "../words.ts";
import { type Judged, type JudgedProps, say, useJudge } from "./state.tsx";
import { groups as groupNames, parts as partNames, scores as scoreNames, words } from "./words.ts";
import "./anomaly.css";

/** Some rows with what the net makes of them: anomalies that score highest and lowest, normal rows likewise. */
export function RowsView(props: JudgedProps) {
  const { data, experiment, judged } = props;
  const { params } = experiment;
  const { score, scores } = judged;
  const shown = useMemo(() => data && shownOf(data, params, scores, score), [data, params, scores, score]);
  const units = useMemo(() => data && shown && scaleOf(data, params, shown.train), [data, params, shown]);
  const recordedAs = score === params.score ? "shown" : undefined;
  const { answer, waiting } = useJudge(props, shown?.rows ?? null, `shown ${score}`, recordedAs);
  if (!data || !shown || !units) return <p class="part-caption">{t(family.noData)}</p>;
  const rows = answer?.rows.shape[0] === shown.rows.shape[0] ? answer.rows : undefined;
  if (!rows && !waiting) return <NotKept />;
  const names = classNames(experiment.data, data);
  const titleOf = (id: keyof typeof groupNames) =>
    t(groupNames[judged.tested ? id : id === "worst" ? "highest" : "lowest"]);
  return (
    <RowsBack
      title={t(words.rows)}
      data={data}
      units={units}
      groups={shown.groups.map((group) => ({ title: titleOf(group.id), rows: group.rows }))}
      seen={shown.rows}
      back={rows?.values}
      aboutName={t(words.score)}
      about={(row) => <Verdict judged={judged} row={row} />}
      nameOf={(row) => names[data.labels?.[row] ?? -1]}
      columns={() => columnsOf(data, judged, names)}
    />
  );
}

/** Its score, and whether it is flagged: in words and by a mark, not by colour alone. */
function Verdict({ judged, row }: { readonly judged: Judged; readonly row: number }) {
  const value = Number(judged.scores[judged.score].values[row]);
  return (
    <>
      <span class="part-number">{say(value)}</span>{" "}
      {value >= judged.threshold && <b class="anomaly-flag">{t(words.flagged)}</b>}
    </>
  );
}

const PARTS = Object.keys(PART) as (keyof typeof PART)[];

/** Every row of the table with its scores, for CSV. */
function columnsOf(data: Table, { scores, score, threshold }: Judged, names: readonly string[]) {
  const all = Array.from({ length: data.rows }, (_, row) => row);
  const { labels } = data;
  return [
    { name: t(back.row), values: all.map((row) => row + 1) },
    { name: t(words.part), values: all.map((row) => t(partNames[PARTS[Number(scores.part.values[row])]])) },
    ...(labels ? [{ name: t(words.kind), values: all.map((row) => names[labels[row]]) }] : []),
    ...SCORES.map((one) => ({ name: t(scoreNames[one]), values: all.map((row) => Number(scores[one].values[row])) })),
    { name: t(words.flagged), values: all.map((row) => Number(Number(scores[score].values[row]) >= threshold)) },
  ];
}
