import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { thresholdOf } from "../../../../shared/labs/inference/prune.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { ClassBars } from "../../parts/class-bars.tsx";
import { netKey } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Slider } from "../../parts/slider.tsx";
import { Masks } from "./masks.tsx";
import { cutTo, denseOf, firstOf, kept, layersIn, type PruningProps, percent, ranksOf, tunedOf } from "./state.ts";
import { WeightHistogram } from "./weights.tsx";
import { words } from "./words.ts";

/** The slider counts powers of ten of what is left: 0 is all, 3 a thousandth. */
const DECADES = 3;
const leftAt = (place: number) => 10 ** -place;

/** The net with its holes: pruned as the run did, or by hand to any sparsity, with what it then gets right. */
export function MainView(props: PruningProps) {
  const { experiment, fold, metrics, locale } = props;
  const { params } = experiment;
  const hand = useSignal<number | null>(null);
  const dense = denseOf(props);
  const tuned = hand.value === null ? tunedOf(props) : undefined;
  const sparsity = hand.value ?? params.sparsity;
  const denseKey = netKey(props);
  // A net that trains is pruned anew with each picture of it.
  const cut = useMemo(
    () => (dense ? cutTo(dense, params, sparsity, ranksOf(props)) : undefined),
    [denseKey, dense && Object.values(dense)[0].values, sparsity, JSON.stringify(params)],
  );
  const shown = tuned ?? cut;
  const isTrained = fold.output("train") !== undefined;
  const { method } = params;
  // What the run itself measured need not be asked.
  const measured =
    hand.value === null ? metrics[method === "magnitude" ? "accuracyUntuned" : "accuracyRandom"] : undefined;
  const asked =
    isTrained && dense && measured === undefined ? `slide ${denseKey} ${sparsity} ${JSON.stringify(params)}` : null;
  const { answer, waiting } = useAnswer(props.ask, asked, () => {
    if (!dense) throw new Error("no net to prune");
    const own = { ...params, sparsity, ranks: ranksOf(props) };
    return { task: { kind: "slide", steps: 1, params: own }, given: dense };
  });
  if (!dense || !shown || !cut)
    return fold.output("train") ? <NotKept /> : <p class="part-caption">{t(nets.notYet)}</p>;
  const layers = layersIn(shown);
  const left = layers.reduce((sum, layer) => sum + kept(layer), 0);
  const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  const accuracy = measured ?? firstOf(answer?.accuracy);
  return (
    <div class="pruning-main">
      <div class="part-stack">
        <div class="pruning-slider">
          <Slider
            act="slide"
            label={t(words.prune)}
            min={0}
            max={DECADES}
            step={0.01}
            value={placeOf(sparsity)}
            said={percent(sparsity, locale)}
            onMove={(place) => (hand.value = 1 - leftAt(place))}
          />
          <button
            type="button"
            class={hand.value === null ? "quiet pruning-idle" : "quiet"}
            title={t(words.backToRun)}
            onClick={() => (hand.value = null)}
          >
            {t(words.back)}
          </button>
        </div>
        <p class="pruning-left">
          {t(words.left, { left: formatInteger(left, locale), total: formatInteger(total, locale) })}
          <span class="part-caption">{thresholdText(props, dense, cut)}</span>
        </p>
        <Accuracies metrics={metrics} now={accuracy} waiting={waiting} sparsity={sparsity} />
        <WeightHistogram before={dense} after={shown} isTuned={tuned !== undefined} />
      </div>
      <div class="part-stack">
        <Empty shown={shown} />
        <Masks {...props} dense={dense} shown={shown} />
      </div>
    </div>
  );
}

function placeOf(sparsity: number): number {
  return Math.min(DECADES, -Math.log10(Math.max(10 ** -DECADES, 1 - sparsity)));
}

/** Below which size weights fall; of other rules than one threshold for all, what falls. */
function thresholdText({ experiment, locale }: PruningProps, dense: Arrays, cut: Arrays): string {
  const { structure, method, scope } = experiment.params;
  if (structure !== "weights" || method !== "magnitude" || scope !== "global") return "";
  const [fallen, left] = thresholdOf(layersIn(dense), layersIn(cut));
  if (fallen === 0) return "";
  return t(words.threshold, { value: formatNumber(Number.isFinite(left) ? (fallen + left) / 2 : fallen, locale, 3) });
}

interface AccuraciesProps {
  readonly metrics: PruningProps["metrics"];
  readonly now: number | undefined;
  readonly waiting: boolean;
  readonly sparsity: number;
}

/** What is right before, just after pruning, and after fine-tuning. */
function Accuracies({ metrics, now, waiting, sparsity }: AccuraciesProps) {
  const rows = [
    [t(words.whole), metrics.accuracyDense],
    [t(words.cutNow), now],
    [t(words.tuned), metrics.accuracy],
  ] as const;
  const known = rows.filter((row): row is readonly [string, number] => row[1] !== undefined);
  if (known.length === 0) return null;
  return (
    <section class={waiting ? "pruning-waiting" : undefined} aria-live="polite">
      <p class="part-heading pruning-heading">{t(words.accuracies)}</p>
      <ClassBars
        title={t(words.accuracies)}
        names={known.map(([name]) => name)}
        shares={known.map(([, share]) => share)}
        color={sparsity === 0 ? roleColor("data") : seriesColor(1)}
      />
    </section>
  );
}

/** Said of a net of which a layer is gone. */
function Empty({ shown }: { readonly shown: Arrays }) {
  const empty = layersIn(shown).flatMap((layer, l) => (kept(layer) === 0 ? [l + 1] : []));
  if (empty.length === 0) return null;
  return (
    <p class="part-warning" role="alert">
      {t(words.empty, { layers: empty.join(", ") })}
    </p>
  );
}
