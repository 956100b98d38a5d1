import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import type { Mark } from "../../../views/chart-spec.ts";
import { roleColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";
import "./sfa.css";

/** Directions that fit; all are in the table. */
const mostShown = 60;

/** Δ of every direction, what shuffled rows give, and the level of noise. */
export function SpectrumView({ fold, experiment }: ViewProps) {
  const { delta, sizes } = fold.output("slow") ?? {};
  if (!delta || !sizes) return <p class="sfa-caption">{t(words.notYet)}</p>;
  const [columns, inputs, functions, kept] = sizes.values;
  const values = Float64Array.from(delta.values);
  const at = Float64Array.from(values, (_, i) => i + 1);
  const marks: Mark[] = [
    { kind: "points", x: at, y: values, color: roleColor("model"), label: t(words.found), radius: 3 },
  ];
  const chance = fold.output("chance")?.delta;
  if (chance) {
    const [shuffles, count] = chance.shape;
    const of = (i: number) => Array.from({ length: shuffles }, (_, s) => Number(chance.values[s * count + i]));
    const x = Float64Array.from({ length: count }, (_, i) => i + 1);
    const low = x.map((_, i) => Math.min(...of(i)));
    const high = x.map((_, i) => Math.max(...of(i)));
    marks.push({ kind: "band", x, low, high, color: roleColor("other") });
    marks.push({
      kind: "line",
      x,
      y: x.map((_, i) => (low[i] + high[i]) / 2),
      color: roleColor("other"),
      label: t(words.chance),
    });
  }
  marks.push({ kind: "rule", y: 2, dashed: true, color: roleColor("other"), label: t(words.noise) });
  const wanted = Math.min(columns, Number(experiment.params.inputs));
  const dropped = wanted - inputs + functions - kept;
  return (
    <>
      <Chart
        title={t(words.spectrumTitle)}
        note={t(words.spectrumNote, { kept, functions, inputs, columns })}
        x={{ label: t(words.direction), domain: [0.5, Math.min(values.length, mostShown) + 0.5] }}
        y={{ label: t(words.delta), log: true, domain: [0.6 * values[0], 5] }}
        marks={marks}
        height={260}
      />
      {dropped > 0 && <p class="sfa-caption">{t(words.dropped, { n: dropped })}</p>}
    </>
  );
}
