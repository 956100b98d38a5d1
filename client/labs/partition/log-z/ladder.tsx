import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import { exactOf } from "../../../../shared/labs/partition/log-z/results.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Slider } from "../../parts/slider.tsx";
import { hillsOf } from "./hills.ts";
import { columnOf, type LogZProps } from "./state.ts";
import { words } from "./words.ts";

/** The bridge between two rungs that a slider chooses, and the curve whose area is log Z. */
export function LadderView({ fold, locale }: LogZProps) {
  const chosen = useSignal<number | null>(null);
  const found = fold.output("ladder");
  if (!found) return <p class="part-caption">{t(words.noLadder)}</p>;
  const numbers = ({ values }: NDArray) => Float64Array.from(values);
  const betas = numbers(found.betas);
  const pairs = betas.length - 1;
  const pair = Math.min(chosen.value ?? Math.floor(pairs / 2), pairs - 1);
  const say = (value: number, digits = 3) => formatNumber(value, locale, digits);
  const ends = { low: say(betas[pair], 2), high: say(betas[pair + 1], 2) };
  const overlap = say(100 * Number(found.overlaps.values[pair]), 2);
  const [left, estimate, right] = numbers(found.integral);
  const exact = exactOf(fold);
  return (
    <>
      <div class="part-controls">
        <Slider
          act="pair"
          label={t(words.pair)}
          max={pairs - 1}
          value={pair}
          said={t(words.pairSaid, ends)}
          onMove={(to) => (chosen.value = to)}
        />
      </div>
      <div class="part-pair">
        <LiveLine
          title={t(words.overlap)}
          note={t(words.overlapNote, { ...ends, overlap })}
          height={300}
          x={{ label: t(words.difference) }}
          y={{ label: t(words.share), zero: true }}
          series={hillsOf(
            { label: t(words.lower), color: roleColor("data"), values: columnOf(found.above, pair) },
            { label: t(words.upper), color: roleColor("model"), values: columnOf(found.below, pair) },
          )}
        />
        <Chart
          title={t(words.integrand)}
          note={t(words.integrandNote, {
            low: say(left, 4),
            high: say(right, 4),
            estimate: say(estimate, 5),
            exact: exact === undefined ? "…" : say(exact, 5),
          })}
          height={300}
          x={{ label: t(words.betaAxis), domain: [0, 1] }}
          y={{ label: t(words.slope) }}
          marks={stepsAndCurve(betas, numbers(found.means), numbers(found.errors), pair)}
        />
      </div>
    </>
  );
}

/** Steps on the left and on the right as a staircase, the trapezoids' line between, and the chosen step. */
function stepsAndCurve(betas: Float64Array, means: Float64Array, errors: Float64Array, pair: number): readonly Mark[] {
  const x: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  for (let k = 0; k + 1 < betas.length; k++) {
    x.push(betas[k], betas[k + 1]);
    low.push(means[k], means[k]);
    high.push(means[k + 1], means[k + 1]);
  }
  return [
    { kind: "band", x, low, high, color: roleColor("data") },
    {
      kind: "band",
      x: [betas[pair], betas[pair + 1]],
      low: [means[pair], means[pair]],
      high: [means[pair + 1], means[pair + 1]],
      color: roleColor("truth"),
    },
    {
      kind: "interval",
      x: betas,
      low: means.map((mean, k) => mean - 3 * errors[k]),
      high: means.map((mean, k) => mean + 3 * errors[k]),
      color: roleColor("model"),
    },
    { kind: "line", x: betas, y: means, color: roleColor("model"), width: 2 },
  ];
}
