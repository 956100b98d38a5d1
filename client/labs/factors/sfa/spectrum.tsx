import { shuffledRange } from "../../../../shared/labs/factors/sfa/compared.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import type { Mark } from "../../../views/chart-spec.ts";
import { roleColor } from "../../../views/palette.ts";
import type { SfaProps } from "./state.ts";
import { words } from "./words.ts";

/** Directions that fit; all are in the table. */
const maxShown = 60;

/** Δ of every direction, what shuffled rows give, and the level of noise. */
export function SpectrumView({ fold, experiment }: SfaProps) {
  const { delta, sizes } = fold.output("slow") ?? {};
  if (!delta || !sizes) return <p class="part-caption">{t(words.notYet)}</p>;
  const [columns, inputs, functions, kept] = sizes.values;
  const from1 = (values: ArrayLike<number>) => Float64Array.from(values, (_, i) => i + 1);
  const color = roleColor("other");
  const shuffled = fold.output("chance")?.delta;
  const chance = shuffled && shuffledRange(shuffled);
  const marks: Mark[] = [
    {
      kind: "points",
      x: from1(delta.values),
      y: delta.values,
      color: roleColor("model"),
      label: t(words.found),
      radius: 3,
    },
    ...(chance
      ? ([
          { kind: "band", x: from1(chance.low), ...chance, color },
          { kind: "line", x: from1(chance.low), y: chance.middle, color, label: t(words.chance) },
        ] as const)
      : []),
    { kind: "rule", y: 2, dashed: true, color, label: t(words.noise) },
  ];
  const dropped = Math.min(columns, experiment.params.inputs) - inputs + functions - kept;
  return (
    <>
      <Chart
        title={t(words.spectrumTitle)}
        note={t(words.spectrumNote, { kept, functions, inputs, columns })}
        x={{ label: t(words.direction), domain: [0.5, Math.min(delta.values.length, maxShown) + 0.5] }}
        y={{
          label: t(words.delta),
          log: true,
          domain: [0.6 * (Array.from(delta.values).find((value) => value > 0) ?? 1), 5],
        }}
        marks={marks}
        height={260}
      />
      {dropped > 0 && <p class="part-caption">{t(words.dropped, { n: dropped })}</p>}
    </>
  );
}
