import { useMemo } from "preact/hooks";
import { findingsOf } from "../../../../shared/labs/graphs/asked.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import { byNode } from "../../../../shared/labs/graphs/factor-graph/frames.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { Rows } from "../../../views/table.tsx";
import { type RecordLinesSpec, recordLines } from "../../parts/record-lines.tsx";
import { EliminationView } from "../elimination-view.tsx";
import { TransformView } from "../transform-view.tsx";
import { beliefColumns } from "./coming.tsx";
import { say } from "./say.ts";
import { deterministicOf, type Props, type Shown, useNet } from "./use-net.ts";
import { words } from "./words.ts";

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

/** What takes the place of a view that needs tables. */
function withNet(View: (props: Props & Shown) => preact.VNode) {
  return function OnNet(props: Props) {
    const shown = useNet(props);
    if (deterministicOf(props)) return <p class="part-caption">{t(words.noTables)}</p>;
    return shown ? <View {...props} {...shown} /> : <p class="part-caption">{t(words.noGraph)}</p>;
  };
}

export const BeliefsView = withNet((props) => {
  const { beliefs } = props.fold.output("messages") ?? {};
  if (!beliefs) return <p class="part-caption">{t(words.empty)}</p>;
  return props.experiment.params.algorithm === "sum-product" ? <Beliefs {...props} /> : <Explanation {...props} />;
});

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

export const CliqueTreeView = withNet(({ net, factors }) => {
  const own = useMemo(() => factors.slice(0, net.compiled.model.factors.length), [factors, net]);
  return <TransformView compiled={net.compiled} factorNames={own} />;
});

export const OrderView = withNet(({ net, experiment }) => {
  const { evidence } = experiment.params;
  const findings = useMemo(() => findingsOf(net.compiled, { evidence }).findings, [net, evidence]);
  return <EliminationView compiled={net.compiled} findings={findings} />;
});
