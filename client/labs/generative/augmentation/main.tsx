import type { AugmentationParams } from "../../../../shared/labs/generative/augmentation/fields.ts";
import { gainsOf, ofRepeat, repeatsOf } from "../../../../shared/labs/generative/augmentation/metrics.ts";
import { armsOf } from "../../../../shared/labs/generative/augmentation/names.ts";
import { stoppedOf } from "../../../../shared/labs/stopped.ts";
import { mean } from "../../../../shared/stats/moments.ts";
import { differencesOf, intervalOf } from "../../../../shared/stats/paired.ts";
import { t } from "../../../i18n/locale.ts";
import { formatPoints } from "../../../i18n/numbers.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { PairedGains } from "../../parts/paired-gains.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import type { ViewProps } from "../../view.ts";
import { SamplesView } from "./samples.tsx";
import { ARM_COLORS, ARM_SHORT } from "./state.ts";
import { words } from "./words.ts";

type Props = ViewProps<AugmentationParams>;

/** What each pair came to, as far as pairs are finished, over samples beside real rows. */
export function MainView(props: Props) {
  const { fold, experiment, propose } = props;
  const { params } = experiment;
  const all = Array.from({ length: params.seeds }, (_, repeat) => ofRepeat(fold, params, repeat));
  const of = (arm: "real" | "augmented") => all.map((found) => found?.[arm] ?? Number.NaN);
  const gains = differencesOf(of("augmented"), of("real"));
  const diverged = fold.tasks.find(
    ({ id, kind }) => (kind === "train" || kind === "coder") && stoppedOf(fold.output(id))?.why === "diverged",
  );
  const rate = diverged?.kind === "coder" ? "coderRate" : "learningRate";
  return (
    <>
      {diverged && (
        <Stopped fold={fold} task={diverged.id} rate={params[rate] ?? 0.001} field={rate} propose={propose} />
      )}
      <Verdict {...props} />
      <div class="part-pair">
        <PairedGains
          title={t(words.gain)}
          note={t(words.gainNote)}
          axis={t(words.gainAxis)}
          gains={gains}
          interval={intervalOf(gains.filter(Number.isFinite))}
        />
        <Accuracies {...props} />
      </div>
      <SamplesView {...props} brief />
    </>
  );
}

/** What may be said of the gain by now, and what may not. */
function Verdict({ fold, experiment, metrics, locale }: Props) {
  const { params } = experiment;
  const pairs = repeatsOf(fold, params).length;
  const points = (share: number) => formatPoints(share, locale);
  const interval = intervalOf(gainsOf(fold, params, "augmented"));
  if (pairs === 0 || !interval)
    return (
      <p class="part-caption" role="status">
        {t(pairs === 0 ? words.waiting : words.onePair)}
      </p>
    );
  const { low, high } = interval;
  const said = t(low > 0 ? words.verdictAbove : high < 0 ? words.verdictBelow : words.verdictNone, {
    low: points(low),
    high: points(high),
  });
  const text = pairs < params.seeds ? t(words.sofar, { pairs, seeds: params.seeds }) + said : capitalised(said);
  const { "gain.classical": classical, "gain.more": more, "rows.more": rows, "rows.augmented": wanted } = metrics;
  const isKnown = classical !== undefined && more !== undefined;
  return (
    <div role="status">
      <p class="augmentation-verdict">{text}</p>
      {isKnown && (
        <p class="part-caption">
          {t(rows < wanted ? words.fewerReal : words.controls, {
            classical: signed(classical, points),
            more: signed(more, points),
            rows,
          })}
        </p>
      )}
      {params.learnsFrom === "all-labels" && <p class="part-warning">{t(words.cheat)}</p>}
      {params.learnsFrom === "unlabelled" && <p class="part-caption">{t(words.semi)}</p>}
    </div>
  );
}

const capitalised = (text: string) => text[0].toUpperCase() + text.slice(1);
const signed = (share: number, points: (share: number) => string) => `${share >= 0.0005 ? "+" : ""}${points(share)}`;

/** Accuracy of every net on all held-out rows, by repeat; of each kind its mean. */
function Accuracies({ fold, experiment }: Props) {
  const { params } = experiment;
  const found = repeatsOf(fold, params);
  const ends = [0.5, params.seeds + 0.5] as const;
  const series = armsOf(params).flatMap((arm): readonly LiveSeries[] => {
    const color = ARM_COLORS[arm];
    const values = Float64Array.from(found, ({ found: one }) => one[arm] ?? Number.NaN);
    if (values.length === 0) return [];
    const middle = mean(values);
    return [
      { label: t(ARM_SHORT[arm]), color, x: ends, y: [middle, middle], width: 1.5 },
      ...found.map(({ repeat }, i) => ({ label: "", color, x: [repeat + 1], y: [values[i]], width: 4 })),
    ];
  });
  return (
    <LiveLine
      title={t(words.accuracy)}
      note={t(words.accuracyNote)}
      x={{ label: t(words.repeat), domain: ends }}
      y={{ label: t(words.share) }}
      height={230}
      series={series}
    />
  );
}
