import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { pathOf } from "../../../../shared/labs/generative/char-rnn/kinds/series.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words } from "./words.ts";

/** Letters of a piece of the data that is drawn beside. */
const PIECE = 250;

/** Rises and falls as a price, beside a piece of what was learnt. */
export function SeriesFigure({ text, data }: { readonly text: string; readonly data: Table | null }) {
  const own = useMemo(() => pathOf(text.replaceAll("\n", "").slice(0, PIECE)), [text]);
  const learnt = useMemo(() => data?.texts && pathOf(data.texts[0].replaceAll("\n", "").slice(0, PIECE)), [data]);
  const marks: Mark[] = [{ kind: "line", y: own, color: roleColor("model"), label: t(words.wrote) }];
  if (learnt) marks.push({ kind: "line", y: learnt, color: roleColor("data"), label: t(words.learnt), dashed: true });
  return (
    <Chart
      title={t(words.series)}
      note={t(words.seriesNote)}
      x={{ label: t(words.day) }}
      y={{ label: t(words.price) }}
      marks={marks}
    />
  );
}
