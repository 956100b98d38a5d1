import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import { byNode } from "../../../../shared/labs/graphs/messages/frames.ts";
import { lazy } from "../../../app/lazy.tsx";
import { explain } from "../../../i18n/explain.ts";
import { t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { Figure } from "../../../views/figure.tsx";
import { Rows } from "../../../views/table.tsx";
import { type RecordLinesSpec, recordLines } from "../../parts/record-lines.tsx";
import { beliefColumns } from "../messages/columns.ts";
import type { Shown } from "../messages/course.ts";
import { say } from "../messages/say.ts";
import { type Props, useReady, useRunReady, useSubject } from "./use-net.ts";
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
  if (props.data?.document?.kind === "deterministic") return <ValueCurves {...props} />;
  return props.experiment.params.algorithm === "sum-product" ? <SumCurves {...props} /> : <MaxCurves {...props} />;
}

/** What the run came to. */
export function BeliefsView(props: Props) {
  const { messages: shown } = useRunReady(props);
  const { beliefs } = props.fold.output("messages") ?? {};
  if (!beliefs) return <p class="part-caption">{t(words.empty)}</p>;
  if (!shown) return <p class="part-caption">{t(words.noGraph)}</p>;
  const View = props.experiment.params.algorithm === "sum-product" ? Beliefs : Explanation;
  return <View {...props} {...shown} />;
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
      <div class="messages-beliefs">
        {names.slice(0, MOST).map((name, v) => (
          <section key={name} aria-label={name}>
            <h4>{name}</h4>
            <ul>
              {states[v].map((state, s) => (
                <li key={state}>
                  <span>{state}</span>
                  <span
                    class="messages-bar"
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

/** A view of the graph of the form, or what takes its place where there is none that can be drawn. */
function onNet(View: (props: Shown) => VNode) {
  return function OnNet(props: Props) {
    const subject = useSubject(props);
    const { messages, error } = useReady(subject);
    if (messages) return <View {...messages} />;
    return <p class="part-caption">{error ? explain(error, namesIn(subject.document).text) : t(words.noGraph)}</p>;
  };
}

export const CliqueTreeView = onNet(({ net: { compiled }, factors }) => {
  const own = useMemo(() => factors.slice(0, compiled.model.factors.length), [factors, compiled]);
  return <TransformView compiled={compiled} factorNames={own} />;
});

export const OrderView = onNet(({ net: { compiled, findings } }) => (
  <EliminationView {...compiled} findings={findings} />
));
