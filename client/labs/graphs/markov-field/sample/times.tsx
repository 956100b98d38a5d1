import type { Quantity } from "../../../../../shared/labs/graphs/markov-field/sample/quantities.ts";
import { type Found, foundOf } from "../../../../../shared/labs/graphs/markov-field/sample/results.ts";
import { t } from "../../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../../views/palette.ts";
import { type SampleProps, sampleOf } from "./chains.tsx";
import { words } from "./words.ts";

/** How long each chain remembers: over temperature, or over the side where there is one temperature. */
export function TimesView(props: SampleProps) {
  const params = sampleOf(props);
  const found = foundOf(props.fold, params);
  if (found.length === 0) return <p class="part-caption">{t(words.emptyChains)}</p>;
  const isBySide = params.temperatures === 1;
  const marks = isBySide ? bySide(found) : byTemperature(found, params.sizes);
  return (
    <Chart
      title={t(words.tau)}
      note={t(words.timesNote)}
      x={
        isBySide ? { label: t(words.side), log: params.sizes.length > 1 } : { label: t(words.temperature), unit: "J/k" }
      }
      y={{ label: "τ", unit: t(words.unitSweeps), log: true }}
      height={280}
      marks={marks}
    />
  );
}

function lineOf(
  found: readonly Found[],
  quantity: Quantity,
  along: (one: Found) => number,
  label: string,
  color: string,
) {
  const known = found.filter((one) => one.of(quantity) !== undefined).sort((a, b) => along(a) - along(b));
  const x = Float64Array.from(known, along);
  const y = Float64Array.from(known, (one) => one.of(quantity)?.value ?? NaN);
  const marks: Mark[] = [
    { kind: "line", x, y, color, label },
    { kind: "points", x, y, color, label, radius: 3 },
  ];
  return marks;
}

const bySide = (found: readonly Found[]): Mark[] => [
  ...lineOf(found, "tauEnergy", ({ side }) => side, t(words.ofEnergy), roleColor("data")),
  ...lineOf(found, "tauMagnetisation", ({ side }) => side, t(words.ofMagnetisation), roleColor("model")),
];

const byTemperature = (found: readonly Found[], sizes: readonly number[]): Mark[] =>
  sizes.flatMap((side, i) =>
    lineOf(
      found.filter((one) => one.side === side),
      "tauMagnetisation",
      ({ temperature }) => temperature,
      `${t(words.ofSide, { side })}, ${t(words.ofMagnetisation)}`,
      seriesColor(i),
    ),
  );
