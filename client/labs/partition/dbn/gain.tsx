import type { ClassifyParams, DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { ofNet } from "../../../../shared/labs/partition/dbn/metrics.ts";
import { netTask, SIDES } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { PairedGains } from "../../parts/paired-gains.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import type { ViewProps } from "../../view.ts";
import { NetBands } from "./bands.tsx";
import { LearningView } from "./learning.tsx";
import { words } from "./words.ts";

/** Accuracy of both kinds of nets while they learn, and what came of each pair. */
export function GainView(props: ViewProps<DbnParams>) {
  const { fold, experiment, propose, metrics, locale } = props;
  if (!SIDES.some((side) => fold.records(netTask(side, 0), "testAccuracy")))
    return (
      <>
        <LearningView {...props} />
        <p class="part-caption">{t(words.stackFirst)}</p>
      </>
    );
  const { learningRate, seeds } = experiment.params as ClassifyParams;
  const { "difference.low": low, "difference.high": high } = metrics;
  const points = (value: number) => formatNumber(100 * value, locale, 2);
  return (
    <>
      {SIDES.map((side) => (
        <Stopped key={side} fold={fold} task={netTask(side, 0)} rate={learningRate} propose={propose} />
      ))}
      <div class="part-pair">
        <NetBands
          {...props}
          record="testAccuracy"
          title={t(words.accuracy)}
          note={t(words.accuracyNote)}
          y={t(words.share)}
        />
        <Pairs {...props} seeds={seeds} />
      </div>
      <p class="part-caption" role="status">
        {low === undefined || high === undefined
          ? t(words.firstStack)
          : t(low > 0 ? words.verdictAbove : high < 0 ? words.verdictBelow : words.verdictNone, {
              low: points(low),
              high: points(high),
            })}
      </p>
    </>
  );
}

function Pairs({ fold, metrics, seeds }: ViewProps<DbnParams> & { readonly seeds: number }) {
  const gains = Array.from({ length: seeds }, (_, r) => {
    const [a, b] = SIDES.map((side) => ofNet(fold, side, r, seeds, "accuracy"));
    return a === undefined || b === undefined ? Number.NaN : a - b;
  });
  const { difference: mean, "difference.low": low, "difference.high": high } = metrics;
  const isMeasured = mean !== undefined && low !== undefined && high !== undefined;
  return (
    <PairedGains
      title={t(words.gain)}
      note={t(words.gainNote)}
      axis={t(words.gainAxis)}
      gains={gains}
      interval={isMeasured ? { mean, low, high } : undefined}
    />
  );
}
