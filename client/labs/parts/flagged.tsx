import { array } from "../../../shared/arrays.ts";
import { confusionAt, type Scored, wilson } from "../../../shared/stats/roc.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { ConfusionMatrix } from "./confusion.tsx";
import { words } from "./detector-words.ts";
import "./detector.css";

interface FlaggedProps {
  readonly title: string;
  readonly note: string;
  readonly scored: Scored;
  readonly threshold: number;
  readonly names: readonly [negative: string, positive: string];
}

/** How many rows of each kind are flagged from the threshold on, and which shares that makes, with their intervals. */
export function Flagged({ title, note, scored, threshold, names }: FlaggedProps) {
  const found = confusionAt(scored, threshold);
  const [tp, fp, fn, tn] = [found.truePositives, found.falsePositives, found.falseNegatives, found.trueNegatives];
  const [negative, positive] = names;
  const shares = [
    { label: words.sensitivity, about: words.sensitivityOf, count: tp, of: tp + fn },
    { label: words.specificity, about: words.specificityOf, count: tn, of: tn + fp },
    { label: words.precision, about: words.precisionOf, count: tp, of: tp + fp },
  ];
  const percent = (share: number) => formatPercent(share, locale.value);
  const between = (count: number, of: number) => {
    const { low, high } = wilson(count, of);
    return `${percent(low)} – ${percent(high)}`;
  };
  return (
    <div class="part-beside">
      <ConfusionMatrix
        title={title}
        note={note}
        counts={array(Float64Array.of(tn, fp, fn, tp), [2, 2])}
        names={names}
      />
      <dl class="detector-rates">
        {shares.map(({ label, about, count, of }) => (
          <div key={label.en}>
            <dt>{t(label)}</dt>
            <dd>
              <b class="part-number">{of > 0 ? percent(count / of) : "–"}</b>{" "}
              {of > 0 && <span class="soft part-number">{between(count, of)}</span>}
              <span class="part-caption">{t(about, { negative, positive })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
