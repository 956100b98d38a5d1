import { CALIBRATED } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { rankDifference, rankHistogram, ranksOf } from "../../../../shared/labs/monte-carlo/mcmc/rank-test.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { Select } from "../../parts/select.tsx";
import { words } from "./calibration-words.ts";
import { type McmcProps, parameter } from "./draws.ts";

/** Below this a right sampler is once in a hundred runs. */
const SUSPICIOUS = 0.01;
const SMALLEST = 0.001;

/** Ranks of the parameters that made the data among the draws of their posteriors: uniform for a right sampler. */
export function CalibrationView({ experiment, fold, metrics }: McmcProps) {
  const { draws, simulations = 0 } = experiment.params;
  const chosen = Math.min(parameter.value, CALIBRATED.length - 1);
  const name = CALIBRATED[chosen];
  const ranks = ranksOf(fold, chosen);
  const histogram = rankHistogram(ranks, draws);
  return (
    <>
      <div class="part-controls">
        <Select
          label={t(words.parameter)}
          names={CALIBRATED}
          value={chosen}
          onChoose={(index) => {
            parameter.value = index;
          }}
        />
        <span class="part-number">
          {t(words.made, {
            made: formatInteger(ranks.length, locale.value),
            all: formatInteger(simulations, locale.value),
          })}
        </span>
      </div>
      {histogram === undefined ? (
        <p class="part-caption">{t(words.tooFew)}</p>
      ) : (
        <>
          <Verdict p={metrics.calibrationP} />
          <div class="part-pair">
            <Chart
              title={t(words.ranksOf, { name })}
              note={t(words.ranksNote, { p: related(histogram.p) })}
              x={{ label: t(words.rank), domain: [0, draws + 1] }}
              y={{ label: t(words.count), zero: true }}
              marks={histogramMarks(histogram)}
            />
            <Chart
              title={t(words.differenceOf, { name })}
              note={t(words.differenceNote)}
              x={{ label: t(words.rank), domain: [0, draws] }}
              y={{ label: t(words.difference) }}
              marks={differenceMarks(ranks, draws)}
            />
          </div>
        </>
      )}
    </>
  );
}

function Verdict({ p }: { readonly p: number | undefined }) {
  if (p === undefined) return null;
  return p < SUSPICIOUS ? (
    <p class="part-warning">{t(words.notUniform, { p: related(p) })}</p>
  ) : (
    <p class="part-caption">{t(words.uniform, { p: related(p) })}</p>
  );
}

/** "= 0.31"; of probabilities too small for a number to say more, "< 0.001". */
function related(p: number): string {
  return p < SMALLEST ? `< ${formatNumber(SMALLEST, locale.value, 1)}` : `= ${formatNumber(p, locale.value)}`;
}

/** The counts as a line with corners, over the band in which each of them should lie. */
function histogramMarks({ counts, edges, expected, low, high }: NonNullable<ReturnType<typeof rankHistogram>>): Mark[] {
  const x = corners(edges, (bin) => bin);
  const at = (values: ArrayLike<number>) => corners(edges, (bin) => values[bin], false);
  return [
    { kind: "band", x, low: at(low), high: at(high), color: "var(--ink-soft)", label: t(words.band99) },
    { kind: "line", x, y: at(expected), color: "var(--ink-soft)", dashed: true },
    { kind: "line", x, y: at(counts), color: seriesColor(0), width: 2 },
  ];
}

/** For both ends of every bin its place, or the bin's value. */
function corners(edges: Int32Array, value: (bin: number) => number, places = true): Float64Array {
  return Float64Array.from({ length: 2 * (edges.length - 1) }, (_, i) =>
    places ? edges[(i + 1) >> 1] : value(i >> 1),
  );
}

function differenceMarks(ranks: Int32Array, draws: number): Mark[] {
  const { difference, band } = rankDifference(ranks, draws);
  const flat = (value: number) => new Float64Array(draws + 1).fill(value);
  return [
    { kind: "band", low: flat(-band), high: flat(band), color: "var(--ink-soft)", label: t(words.band95) },
    { kind: "rule", y: 0, dashed: true },
    { kind: "line", y: difference, color: seriesColor(0), width: 2 },
  ];
}
