import { medianIn } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/metrics.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Chart } from "../../../../views/chart.tsx";
import { type VocabularyProps, vocabularyOf } from "./training.tsx";
import { words } from "./words.ts";

/** What an update costs with the whole sum and with drawn words. */
export function CostView(props: VocabularyProps) {
  const { method } = vocabularyOf(props);
  const [full, sampled] = ["full", "sampled"].map((record) => medianIn(props.fold, "speed", record));
  if (full === undefined || sampled === undefined || !(sampled > 0))
    return <p class="part-caption">{t(words.emptyCost)}</p>;
  return (
    <>
      <Chart
        title={t(words.costTitle)}
        note={t(words.costNote)}
        x={{ label: t(words.milliseconds) }}
        y={{ label: "" }}
        marks={[{ kind: "bars", names: [t(words.full), t(words[method])], values: [full, sampled] }]}
        height={180}
      />
      <p class="part-caption">{t(words.ratioNote, { ratio: formatNumber(full / sampled, locale.value, 3) })}</p>
    </>
  );
}
