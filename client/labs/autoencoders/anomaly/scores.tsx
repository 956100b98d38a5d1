import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { array } from "../../../../shared/arrays.ts";
import { SCORES } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { rowsIn, valuesAt } from "../../../../shared/labs/autoencoders/anomaly/judged.ts";
import { confusionAt, type Interval, wilson } from "../../../../shared/stats/roc.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../../i18n/numbers.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { ConfusionMatrix } from "../../parts/confusion.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { Select } from "../../parts/select.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import { TrainingView } from "./curves.tsx";
import { say } from "./say.ts";
import { type AnomalyProps, type Judged, judgedOf, type Rule } from "./state.ts";
import { rules as ruleNames, scores as scoreNames, words } from "./words.ts";
import "./anomaly.css";

/** Colours of what is normal and what is not, everywhere in the lab. */
export const NORMAL = seriesColor(0);
export const ANOMALOUS = seriesColor(1);

/** Scores of normal rows and of anomalies, and what becomes of them at the threshold, which is moved by hand. While the net learns, its loss. */
export function ScoresView(props: AnomalyProps) {
  const judged = judgedOf(props);
  const { fold, experiment } = props;
  return (
    <>
      <Stopped fold={fold} rate={experiment.params.learningRate} propose={props.propose} />
      {judged ? (
        <Scores judged={judged} falseAlarms={experiment.params.falseAlarms} />
      ) : (
        <>
          <TrainingView {...props} />
          <p class="part-caption">{t(nets.afterTraining)}</p>
        </>
      )}
    </>
  );
}

const RULES: readonly Rule[] = ["alarms", "costs", "hand"];
/** Steps of the slider, and of the costs of a miss. */
const STEPS = 400;
const COSTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

function Scores({ judged, falseAlarms }: { readonly judged: Judged; readonly falseAlarms: number }) {
  const { scores, score, rule, cost, threshold, tested, change } = judged;
  const axis = useMemo(() => axisOf(judged), [scores, score]);
  const rules = tested ? RULES : RULES.filter((one) => one !== "costs");
  const byHand = (share: number) => change({ rule: "hand", byHand: axis.at(Math.min(1, Math.max(0, share))) });
  return (
    <div class="anomaly-scores">
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
          <label class="part-control" data-act="cost">
            {t(words.cost)}
            <input
              type="range"
              min={0}
              max={COSTS.length - 1}
              value={COSTS.indexOf(cost)}
              aria-valuetext={t(words.times, { count: cost })}
              onInput={(event) => change({ cost: COSTS[event.currentTarget.valueAsNumber] })}
            />
            <span class="part-number">{t(words.times, { count: cost })}</span>
          </label>
        )}
      </div>
      <Draggable onDrag={byHand}>
        <LiveLine
          title={t(words.distributions)}
          note={t(tested ? words.distributionsNote : words.distributionNote)}
          x={{ label: t(scoreNames[score]), log: axis.log, domain: axis.domain }}
          y={{ label: t(words.share), zero: true }}
          series={seriesOf(judged, axis)}
          height={230}
        />
      </Draggable>
      <label class="anomaly-threshold" data-act="threshold">
        <span class="visually-hidden">{t(words.threshold)}</span>
        <input
          type="range"
          min={0}
          max={STEPS}
          value={Math.round(STEPS * Math.min(1, Math.max(0, axis.share(threshold))))}
          aria-valuetext={say(threshold)}
          onInput={(event) => byHand(event.currentTarget.valueAsNumber / STEPS)}
        />
      </label>
      <p class="anomaly-line">
        <span>
          {t(words.threshold)}: <b class="part-number">{say(threshold)}</b>
        </span>
        {rule === "costs" && <span class="soft">{t(words.costsNote)}</span>}
      </p>
      <Counts judged={judged} />
    </div>
  );
}

/** Where a score lies along the axis, from 0 to 1, and back. Errors and distances differ by factors, likelihoods by amounts. */
interface ScoreAxis {
  readonly log: boolean;
  readonly domain: readonly [number, number];
  share(value: number): number;
  at(share: number): number;
}

function axisOf({ scores, score }: Judged): ScoreAxis {
  const rows = scores.anomaly ? rowsIn(scores, "test") : Uint32Array.from(scores.part.values.keys());
  const all = valuesAt(scores, score, rows);
  const log = score !== "likelihood";
  const known = log ? all.filter((value) => value > 0) : all;
  let [low, high] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  if (known.length === 0 || !(low < high))
    [low, high] = log ? [0.5 * (low || 1), 2 * (high || 1)] : [low - 1, high + 1];
  const [from, to] = log ? [Math.log(low), Math.log(high)] : [low, high];
  const room = 0.02 * (to - from);
  const [start, span] = [from - room, to - from + 2 * room];
  const at = (share: number) => (log ? Math.exp(start + share * span) : start + share * span);
  return {
    log,
    domain: [at(0), at(1)],
    at,
    share: (value) => ((log ? Math.log(Math.max(value, Number.MIN_VALUE)) : value) - start) / span,
  };
}

const BINS = 56;

function seriesOf({ scores, score, tested, threshold }: Judged, axis: ScoreAxis): readonly LiveSeries[] {
  const of = (kind: number) => tested?.scores.filter((_, i) => tested.positive[i] === kind) ?? new Float64Array(0);
  const groups = tested
    ? [
        { label: t(words.normal), color: NORMAL, values: of(0) },
        { label: t(words.anomalies), color: ANOMALOUS, values: of(1) },
      ]
    : [{ label: t(words.normal), color: NORMAL, values: Float64Array.from(scores[score].values) }];
  const x = Float64Array.from({ length: 2 * BINS }, (_, k) => axis.at(((k + 1) >> 1) / BINS));
  const drawn = groups.map(({ label, color, values }): LiveSeries => {
    const shares = new Float64Array(BINS);
    for (const value of values)
      shares[Math.min(BINS - 1, Math.max(0, Math.floor(BINS * axis.share(value))))] += 1 / values.length;
    return { label, color, x, y: x.map((_, k) => shares[k >> 1]), low: x.map(() => 0), width: 1.5 };
  });
  const top = Math.max(...drawn.flatMap(({ y }) => Array.from(y)));
  return [...drawn, { label: t(words.threshold), color: "var(--ink)", x: [threshold, threshold], y: [0, top] }];
}

/** Left and right margins of `LiveLine`, in CSS pixels. */
const MARGIN = { left: 52, right: 8 };

/** A press or a drag on the chart within says where along its horizontal axis, from 0 to 1. */
function Draggable({ onDrag, children }: { onDrag(share: number): void; readonly children: ComponentChildren }) {
  const drag = (event: PointerEvent) => {
    const chart = (event.currentTarget as Element).querySelector(".canvas-box");
    if (!chart?.contains(event.target as Node)) return;
    const { left, width } = chart.getBoundingClientRect();
    onDrag((event.clientX - left - MARGIN.left) / (width - MARGIN.left - MARGIN.right));
  };
  return (
    <div
      class="anomaly-drag"
      data-act="threshold"
      onPointerDown={drag}
      onPointerMove={(event) => {
        if (event.buttons % 2 === 1) drag(event);
      }}
    >
      {children}
    </div>
  );
}

/** How many rows of each kind are flagged, and which shares that makes. */
function Counts({ judged: { scores, score, tested, threshold } }: { readonly judged: Judged }) {
  if (!tested) {
    const all = scores[score].values;
    const count = Array.from(all).filter((value) => Number(value) >= threshold).length;
    const [found, total] = [count, all.length].map((n) => formatInteger(n, locale.value));
    return <p class="part-caption">{t(words.flaggedOf, { found, total })}</p>;
  }
  const {
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    trueNegatives: tn,
  } = confusionAt(tested, threshold);
  const shares = [
    { label: words.sensitivity, about: words.sensitivityOf, count: tp, of: tp + fn },
    { label: words.specificity, about: words.specificityOf, count: tn, of: tn + fp },
    { label: words.precision, about: words.precisionOf, count: tp, of: tp + fp },
  ];
  return (
    <div class="part-beside">
      <ConfusionMatrix
        title={t(words.counts)}
        note={t(words.countsNote)}
        counts={array(Float64Array.of(tn, fp, fn, tp), [2, 2])}
        names={[t(words.normal), t(words.anomalous)]}
      />
      <dl class="anomaly-rates">
        {shares.map(({ label, about, count, of }) => (
          <div key={label.en}>
            <dt>{t(label)}</dt>
            <dd>
              <b class="part-number">{of > 0 ? formatPercent(count / of, locale.value) : "–"}</b>{" "}
              {of > 0 && <span class="soft part-number">{between(wilson(count, of))}</span>}
              <span class="part-caption">{t(about)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** "91 % – 96 %". */
export function between({ low, high }: Interval): string {
  return [low, high].map((share) => formatPercent(share, locale.value)).join(" – ");
}
