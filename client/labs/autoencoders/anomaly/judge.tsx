import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { partsOf, scaleOf } from "../../../../shared/labs/autoencoders/anomaly/data.ts";
import { examplesOf, rowsIn } from "../../../../shared/labs/autoencoders/anomaly/judged.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { words as back } from "../../parts/back-words.ts";
import { ByHand, useHand } from "../../parts/by-hand.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { classNames, kindOfRows } from "../../parts/table.ts";
import { words as family } from "../words.ts";
import { type Judged, type JudgedProps, modelOf, say, useJudge } from "./state.tsx";
import { words } from "./words.ts";
import "./anomaly.css";

/** A row that is drawn or set by hand, judged while it changes. */
export function JudgeView(props: JudgedProps) {
  const { data, experiment } = props;
  if (modelOf(props).missing) return <NotKept />;
  if (!data) return <p class="part-caption">{t(family.noData)}</p>;
  // Other data, or another scale of its numbers, begin afresh.
  const { labels, class: name, loss, scaling, testFraction } = experiment.params;
  const key = JSON.stringify([experiment.data, experiment.seed, labels, name, loss, scaling, testFraction]);
  return <Judge key={key} {...props} data={data} />;
}

function Judge(props: JudgedProps & { readonly data: Table }) {
  const { data, judged, experiment } = props;
  const { params } = experiment;
  const units = useMemo(() => scaleOf(data, params, partsOf(data, params).train), [data, params]);
  const examples = useMemo(() => examplesOf(judged.scores, data), [judged.scores, data]);
  const exampleAt = (index: number) => examples[index % examples.length];
  const hand = useHand(data, exampleAt, units);
  const { answer } = useJudge(props, hand.rows, hand.key);
  const kind = kindOfRows(data);
  const names = classNames(experiment.data, data);
  const rows = answer?.rows;
  const missed = rows && Float32Array.from(rows.values, (y, c) => Math.abs(y - hand.rows.values[c]));
  return (
    <>
      <ByHand
        title={t(kind === "pictures" ? words.drawing : back.yourRow)}
        hand={hand}
        answers={[
          { title: t(back.reconstruction), rows },
          { title: t(words.difference), rows: rows && missed && { ...rows, values: missed } },
        ]}
        about={(index) => data.labels && t(words.begunWith, { kind: names[data.labels[exampleAt(index)]] })}
      />
      <Sentence judged={judged} value={answer?.[judged.score].values[0]} />
      <p class="part-caption">
        {t({ pictures: words.handPictureNote, lines: back.lineNote, table: words.handNumbersNote }[kind])}
      </p>
    </>
  );
}

/** The score of the row, what the threshold makes of it, and how many normal rows it is above. */
function Sentence({ judged, value }: { readonly judged: Judged; readonly value: number | undefined }) {
  const { scores, score, threshold } = judged;
  const normal = useMemo(() => rowsIn(scores, "test").filter((row) => !scores.anomaly?.values[row]), [scores]);
  if (value === undefined) return <p class="anomaly-sentence">…</p>;
  const above = normal.filter((row) => Number(scores[score].values[row]) < value).length / normal.length;
  const isFlagged = value >= threshold;
  return (
    <p class="anomaly-sentence" role="status" data-flagged={isFlagged}>
      <b>{t(isFlagged ? words.judgedAnomalous : words.judgedNormal)}</b>{" "}
      <span class="part-number">{t(words.scoreAndThreshold, { value: say(value), threshold: say(threshold) })}</span>{" "}
      <span class="soft">{t(words.aboveNormal, { share: formatPercent(above, locale.value) })}</span>
    </p>
  );
}
