import type { Arrays } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { recordLine } from "../../parts/record-lines.tsx";
import { blocksOf, exactOf, type Props, summaryOf } from "./found.ts";
import { words } from "./words.ts";

/** Traces of four chains, and how long each remembers itself. */
export function CorrelationView(props: Props) {
  return (
    <div class="part-pair">
      <Traces {...props} />
      <Autocorrelations {...props} />
    </div>
  );
}

function Traces({ fold, experiment: { params } }: Props) {
  const f = exactOf(fold)?.f.values;
  const lines = blocksOf(fold).flatMap((id, i): Mark[] => {
    const { x, y } = recordLine(fold, { id }, "path");
    if (!f || y.length === 0) return [];
    return [
      {
        kind: "line",
        x,
        y: y.map((state) => Number(f[state])),
        label: t(words.chain, { n: i + 1 }),
        color: seriesColor(i),
      },
    ];
  });
  if (lines.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <Chart
      title={t(words.traces)}
      note={t(words.tracesNote)}
      x={{ label: t(words.step) }}
      y={{ label: t(words.value) }}
      height={280}
      marks={[...lines, { kind: "rule", x: params.discarded, dashed: true }]}
    />
  );
}

function Autocorrelations({ fold }: Props) {
  const exact = summaryOf(fold)?.autocorrelation.values;
  if (!exact) return <p class="part-caption">{t(words.afterwards)}</p>;
  if (exact.length === 0) return <p class="part-caption">{t(words.constant)}</p>;
  const estimates = blocksOf(fold).flatMap((id, i): Mark[] => {
    const y = (fold.output(id) as Arrays | undefined)?.autocorrelation.values ?? [];
    return y.length === 0 ? [] : [{ kind: "line", y, label: t(words.chain, { n: i + 1 }), color: seriesColor(i) }];
  });
  return (
    <Chart
      title={t(words.correlation)}
      note={t(words.correlationNote)}
      x={{ label: t(words.lag) }}
      y={{ label: "ρ", domain: [-1, 1] }}
      height={280}
      marks={[
        { kind: "rule", y: 0 },
        ...estimates,
        { kind: "line", y: exact, label: t(words.exact), color: roleColor("truth"), width: 2.5, dashed: true },
      ]}
    />
  );
}
