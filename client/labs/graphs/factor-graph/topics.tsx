import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import { byNode } from "../../../../shared/labs/graphs/factor-graph/frames.ts";
import { lazy } from "../../../app/lazy.tsx";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { Rows } from "../../../views/table.tsx";
import { type RecordLinesSpec, recordLines } from "../../parts/record-lines.tsx";
import { beliefColumns } from "./coming.tsx";
import { say } from "./say.ts";
import { deterministicOf, type Props, type Shown, useFormNet, useNet, useSubject } from "./use-net.ts";
import { words } from "./words.ts";

const TransformView = lazy(async () => (await import("../transform-view.tsx")).TransformView);
const EliminationView = lazy(async () => (await import("../elimination-view.tsx")).EliminationView);

const common: Pick<RecordLinesSpec<FactorGraphParams>, "task" | "x" | "empty"> = {
  task: "messages",
  x: words.round,
  empty: words.empty,
};
const residual = {
  title: words.residual,
  note: words.residualNote,
  y: words.change,
  log: true,
  lines: [["residual", words.residual, "model"]],
} as const;

const SumCurves = recordLines<FactorGraphParams>({
  ...common,
  figures: [
    residual,
    {
      title: words.bethe,
      y: words.nats,
      lines: [["bethe", words.bethe, "model"]],
      levels: ({ metrics }) => [[metrics.logZ === undefined ? undefined : -metrics.logZ, words.exactLogZ, "truth"]],
    },
    {
      title: words.error,
      note: words.errorNote,
      y: words.difference,
      log: true,
      optional: true,
      lines: [["error", words.error, "model"]],
    },
  ],
});

const MaxCurves = recordLines<FactorGraphParams>({
  ...common,
  figures: [
    residual,
    {
      title: words.logProbability,
      y: words.nats,
      optional: true,
      lines: [["logProbability", words.found, "model"]],
      levels: ({ fold }) => [[fold.output("messages")?.logMost?.values[0], words.best, "truth"]],
    },
  ],
});

const ValueCurves = recordLines<FactorGraphParams>({
  task: "values",
  x: words.round,
  empty: words.empty,
  figures: [
    { title: words.knownNodes, y: words.knownNodes, zero: true, lines: [["known", words.knownNodes, "model"]] },
  ],
});

/** How the run comes to rest. */
export function ConvergenceView(props: Props) {
  if (deterministicOf(props)) return <ValueCurves {...props} />;
  return props.experiment.params.algorithm === "sum-product" ? <SumCurves {...props} /> : <MaxCurves {...props} />;
}

/** What the run came to. */
export function BeliefsView(props: Props) {
  const shown = useNet(props);
  const { isRun } = useSubject(props);
  const { beliefs } = props.fold.output("messages") ?? {};
  if (deterministicOf(props)) return <p class="part-caption">{t(words.noTables)}</p>;
  if (!shown) return <p class="part-caption">{t(words.noGraph)}</p>;
  if (!beliefs) return <p class="part-caption">{t(words.empty)}</p>;
  const View = props.experiment.params.algorithm === "sum-product" ? Beliefs : Explanation;
  return (
    <>
      {!isRun && <p class="part-caption">{t(words.ofRun)}</p>}
      <View {...props} {...shown} />
    </>
  );
}

/** Nodes whose bars are drawn; the table has all. */
const MOST = 60;

function Beliefs({ net, fold }: Props & Shown) {
  const { beliefs, exact } = fold.output("messages") ?? {};
  const { names, states } = net.compiled;
  const found = byNode(net.wiring, Array.from(beliefs?.values ?? []));
  const right = exact && byNode(net.wiring, Array.from(exact.values));
  return (
    <Figure
      title={t(words.beliefsTitle)}
      note={t(right ? words.beliefsNote : words.beliefsAlone)}
      columns={() => beliefColumns(net, found, right)}
    >
      <div class="factor-beliefs">
        {names.slice(0, MOST).map((name, v) => (
          <section key={name} aria-label={name}>
            <h4>{name}</h4>
            <ul>
              {states[v].map((state, s) => (
                <li key={state}>
                  <span>{state}</span>
                  <span
                    class="factor-bar"
                    style={{ "--share": `${100 * found[v][s]}%`, ...(right && { "--exact": `${100 * right[v][s]}%` }) }}
                  />
                  <span class="part-number">{say(found[v][s])}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Figure>
  );
}

function Explanation({ net, fold, metrics }: Props & Shown) {
  const { states: chosen, best, ties } = fold.output("messages") ?? {};
  const { names, states } = net.compiled;
  if (!chosen) return <p class="part-caption">{t(words.empty)}</p>;
  const told = (of: ArrayLike<number>) => names.map((_, v) => states[v][of[v]]);
  const columns = [
    { name: t(words.node), values: names },
    { name: t(words.found), values: told(chosen.values) },
    ...(best ? [{ name: t(words.exact), values: told(best.values) }] : []),
    { name: t(words.tie), values: names.map((_, v) => t(ties?.values[v] === 1 ? words.yes : words.no)) },
  ];
  const shortfall = metrics.shortfall ?? 0;
  return (
    <>
      {metrics.logProbability === undefined && <p class="part-warning">{t(words.impossibleTold)}</p>}
      {shortfall > 1e-9 && <p class="part-warning">{t(words.shortTold)}</p>}
      {(metrics.ties ?? 0) > 0 && <p class="part-caption">{t(words.tiesTold)}</p>}
      <Figure title={t(words.explanation)} note={t(words.explanationNote)} columns={() => columns}>
        <Rows label={t(words.explanation)} columns={columns} />
      </Figure>
    </>
  );
}

/** A view of the graph itself, that of the form, or what takes its place where there are no tables. */
function onNet(View: (props: Shown) => VNode) {
  return function OnNet(props: Props) {
    const shown = useFormNet(props);
    if (!shown) return <p class="part-caption">{t(words.noGraph)}</p>;
    return "net" in shown ? <View {...shown} /> : <p class="part-caption">{t(words.noTables)}</p>;
  };
}

export const CliqueTreeView = onNet(({ net, factors }) => {
  const own = useMemo(() => factors.slice(0, net.compiled.model.factors.length), [factors, net]);
  return <TransformView compiled={net.compiled} factorNames={own} />;
});

export const OrderView = onNet(({ net }) => <EliminationView compiled={net.compiled} findings={net.findings} />);
