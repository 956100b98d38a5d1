import { SCORES } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../../i18n/numbers.ts";
import { words as detector } from "../../parts/detector-words.ts";
import { Flagged } from "../../parts/flagged.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { Threshold } from "../../parts/threshold.tsx";
import { TrainingView } from "./curves.tsx";
import { type AnomalyProps, type Judged, type Rule, say, useJudged } from "./state.tsx";
import { rules as ruleNames, scores as scoreNames, words } from "./words.ts";

/** Scores of normal rows and of anomalies, and what becomes of them at the threshold, which is moved by hand. While the net learns, its loss. */
export function ScoresView(props: AnomalyProps) {
  const judged = useJudged(props);
  if (judged) return <Scores judged={judged} falseAlarms={props.experiment.params.falseAlarms} />;
  return (
    <>
      <TrainingView {...props} />
      <p class="part-caption">{t(nets.afterTraining)}</p>
    </>
  );
}

const RULES: readonly Rule[] = ["alarms", "costs", "hand"];
/** Steps of the costs of a miss. */
const COSTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

function Scores({ judged, falseAlarms }: { readonly judged: Judged; readonly falseAlarms: number }) {
  const { scores, score, rule, cost, threshold, tested, change } = judged;
  const rules = tested ? RULES : RULES.filter((one) => one !== "costs");
  const own = tested?.scores ?? Float64Array.from(scores[score].values);
  const groups = [words.normal, words.anomalies].map((label, kind) => ({
    label: t(label),
    values: own.filter((_, i) => (tested?.positive[i] ?? 0) === kind),
  }));
  const flagged = own.filter((value) => value >= threshold).length;
  const [found, total] = [flagged, own.length].map((n) => formatInteger(n, locale.value));
  return (
    <>
      <div class="part-controls">
        <Select
          label={t(words.score)}
          names={SCORES.map((one) => t(scoreNames[one]))}
          value={SCORES.indexOf(score)}
          act="score"
          onChoose={(k) => change({ score: SCORES[k], rule: rule === "hand" ? "alarms" : rule })}
        />
        <Select
          label={t(words.rule)}
          names={rules.map((one) => t(ruleNames[one], { share: formatPercent(falseAlarms, locale.value) }))}
          value={rules.indexOf(rule)}
          act="rule"
          onChoose={(k) => change({ rule: rules[k], byHand: threshold })}
        />
        {rule === "costs" && (
          <Slider
            label={t(words.cost)}
            act="cost"
            max={COSTS.length - 1}
            value={COSTS.indexOf(cost)}
            said={t(words.times, { count: cost })}
            onMove={(at) => change({ cost: COSTS[at] })}
          />
        )}
      </div>
      <Threshold
        title={t(words.distributions)}
        note={t(tested ? words.distributionsNote : words.distributionNote)}
        label={t(scoreNames[score])}
        log={score !== "likelihood"}
        groups={tested ? groups : groups.slice(0, 1)}
        threshold={threshold}
        said={say(threshold)}
        onMove={(byHand) => change({ rule: "hand", byHand })}
      />
      <p class="part-controls">
        <span>
          {t(detector.threshold)}: <b class="part-number">{say(threshold)}</b>
        </span>
        {rule === "costs" && <span class="soft">{t(words.costsNote)}</span>}
      </p>
      {tested ? (
        <Flagged
          title={t(words.counts)}
          note={t(words.countsNote)}
          scored={tested}
          threshold={threshold}
          names={[t(words.normal), t(words.anomalous)]}
        />
      ) : (
        <p class="part-caption">{t(words.flaggedOf, { found, total })}</p>
      )}
    </>
  );
}
