import { useSignal } from "@preact/signals";
import { METHOD_NAMES, type Method, methodsOf } from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import { learnOf } from "../../../../shared/labs/partition/likelihood-gradient/results.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { recordLine } from "../../parts/record-lines.tsx";
import { LikelihoodMap, shownOf } from "./map.tsx";
import { type LikelihoodProps, methodColor } from "./state.ts";
import { words } from "./words.ts";

/** Steps over which cosines are averaged: single ones of drawn updates jump. */
const SMOOTH = 25;

/** Paths on the likelihood, and beside them how far each model is from the data, and how its direction agrees with the gradient. */
export function PathsView(props: LikelihoodProps) {
  const { experiment } = props;
  const hidden = useSignal<ReadonlySet<Method>>(new Set());
  const shown = shownOf(props, hidden.value);
  const toggle = (method: Method) => {
    const next = new Set(hidden.value);
    if (!next.delete(method)) next.add(method);
    hidden.value = next;
  };
  return (
    <>
      <fieldset class="gradient-methods" data-act="methods">
        <legend class="visually-hidden">{t(words.methods)}</legend>
        {methodsOf(experiment.params).map((method) => (
          <button
            key={method}
            type="button"
            class="quiet small"
            aria-pressed={shown.includes(method)}
            onClick={() => toggle(method)}
          >
            <span class="gradient-swatch" style={{ background: methodColor(method) }} />
            {t(METHOD_NAMES[method])}
          </button>
        ))}
      </fieldset>
      <div class="part-beside">
        <LikelihoodMap {...props} shown={shown} />
        <div class="part-stack">
          <Distances {...props} shown={shown} />
          <Cosines {...props} shown={shown} />
        </div>
      </div>
    </>
  );
}

interface ShownProps extends LikelihoodProps {
  readonly shown: readonly Method[];
}

/** KL(data ‖ model) of every method, step by step. */
function Distances({ fold, shown, experiment: { params } }: ShownProps) {
  const series = shown.flatMap((method) => {
    const { x, y } = recordLine(fold, { id: learnOf(method) }, "kl");
    return y.length > 0 ? [{ label: t(METHOD_NAMES[method]), color: methodColor(method), x, y, width: 1.8 }] : [];
  });
  const values = series.flatMap(({ y }) => Array.from(y)).filter((kl) => kl > 0);
  const first = values[0] ?? 1;
  const [low, high] = values.reduce(([a, b], kl) => [Math.min(a, kl), Math.max(b, kl)], [first, first]);
  return (
    <LiveLine
      named
      title={t(words.kl)}
      note={t(params.model === "gaussian" ? words.klNoteNumbers : words.klNote)}
      height={190}
      x={{ label: t(words.step), domain: [0, params.steps] }}
      y={{ label: t(words.klAxis), log: true, domain: [Math.max(1e-6, low / 1.2), high * 1.2] }}
      series={series.map(({ y, ...one }) => ({ ...one, y: y.map((kl) => Math.max(kl, 1e-12)) }))}
    />
  );
}

/** Cosine of every update with the exact gradient, averaged over neighbouring steps. */
function Cosines({ fold, shown, experiment: { params } }: ShownProps) {
  const series = shown.flatMap((method) => {
    if (method === "exact") return [];
    const { x, y } = recordLine(fold, { id: learnOf(method) }, "cosine");
    return y.length > 0
      ? [{ label: t(METHOD_NAMES[method]), color: methodColor(method), x, y: smoothed(y), width: 1.8 }]
      : [];
  });
  return (
    <LiveLine
      named
      title={t(words.cosine)}
      note={t(words.cosineNote)}
      height={190}
      x={{ label: t(words.step), domain: [0, params.steps] }}
      y={{ label: t(words.cosineAxis), domain: [-1, 1] }}
      series={series}
    />
  );
}

function smoothed(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let n = 0; n < values.length; n++) sums[n + 1] = sums[n] + values[n];
  // Rows of a recorded result lie farther apart already.
  const half = Math.floor(Math.min(SMOOTH, values.length / 40) / 2);
  return values.map((_, n) => {
    const [from, to] = [Math.max(0, n - half), Math.min(values.length, n + half + 1)];
    return (sums[to] - sums[from]) / (to - from);
  });
}
