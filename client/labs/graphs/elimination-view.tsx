import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Finding } from "../../../shared/kernels/bayes-net/exact.ts";
import { RULES, type Rule } from "../../../shared/kernels/bayes-net/order.ts";
import { planQuery, type QueryPlan } from "../../../shared/kernels/bayes-net/query.ts";
import type { Compiled } from "../../../shared/labs/graphs/compiled.ts";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { Rows } from "../../views/table.tsx";
import { Select } from "../parts/select.tsx";
import { ruleWords, words } from "./words.ts";
import "./elimination-view.css";

const MOST = 150;
type Order = Rule | "asWritten" | "backwards";
const ORDERS: readonly Order[] = [...RULES, "asWritten", "backwards"];
const nameOf = (order: Order) => t(order === "asWritten" || order === "backwards" ? words[order] : ruleWords[order]);

interface EliminationProps extends Pick<Compiled, "names" | "model" | "parents"> {
  readonly findings: readonly Finding[];
  /** The node that is asked about at first; none: the first. */
  readonly query?: string;
  /** Variables that answer for the nodes that may be asked about; those of all variables where it is left out. */
  readonly answers?: readonly number[];
}

/** Variable elimination for one question: its steps with the size of each factor, and what other orders would cost. */
export function EliminationView({ names, model, parents, findings, query = "", answers }: EliminationProps) {
  const asked = useSignal<number | null>(null);
  const chosen = useSignal(0);
  const nodes = answers ? names.slice(0, answers.length) : names;
  const node = Math.min(asked.value ?? Math.max(0, nodes.indexOf(query)), nodes.length - 1);
  const plans = useMemo(() => {
    if (names.length > MOST) return [];
    const all = [...names.keys()];
    return ORDERS.map((order) => {
      const by = order === "asWritten" ? all : order === "backwards" ? [...all].reverse() : order;
      return planQuery(model, answers?.[node] ?? node, findings, { by, ...(parents && { parents }) });
    });
  }, [model, names, answers, findings, node]);
  if (plans.length === 0) return <p class="part-caption">{t(words.tooMany, { count: names.length, most: MOST })}</p>;
  const plan = plans[chosen.value];
  return (
    <>
      <div class="part-controls">
        <Select act="asked" label={t(words.asked)} names={nodes} value={node} onChoose={(v) => (asked.value = v)} />
        <Select
          act="order"
          label={t(words.orderRule)}
          names={ORDERS.map(nameOf)}
          value={chosen.value}
          onChoose={(o) => (chosen.value = o)}
        />
      </div>
      {plan.steps.length === 0 ? <p class="part-caption">{t(words.noSteps)}</p> : <Sizes plan={plan} names={names} />}
      <Prices plans={plans} />
    </>
  );
}

const phi = (scope: readonly number[], names: readonly string[]) =>
  scope.length === 0 ? t(words.constant) : `φ(${scope.map((v) => names[v]).join(", ")})`;

/** A bar per step. */
function Sizes({ plan, names }: { readonly plan: QueryPlan; readonly names: readonly string[] }) {
  const columns = () => [
    { name: t(words.variable), values: plan.steps.map(({ variable }) => names[variable]) },
    {
      name: t(words.multiplied),
      values: plan.steps.map(({ taken }) => taken.map((scope) => phi(scope, names)).join(" · ")),
    },
    { name: t(words.numbers), values: plan.steps.map(({ cells }) => cells) },
    { name: t(words.left), values: plan.steps.map(({ left }) => phi(left, names)) },
  ];
  return (
    <Figure title={t(words.sizes)} note={`${t(words.sizesNote)} · ${t(words.stepsNote)}`} columns={columns}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="elimination-steps" tabIndex={0} aria-label={t(words.sizes)}>
        <ol>
          {plan.steps.map(({ variable, taken, left, cells }) => (
            <li key={variable}>
              <b>{names[variable]}</b>
              <span
                class="elimination-bar"
                style={{ "--share": `${(100 * Math.log2(1 + cells)) / Math.log2(1 + plan.largest)}%` }}
              >
                {cells}
              </span>
              <span class="elimination-told">
                Σ {taken.map((scope) => phi(scope, names)).join(" · ")} → {phi(left, names)}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </Figure>
  );
}

function Prices({ plans }: { readonly plans: readonly QueryPlan[] }) {
  const widest = (plan: QueryPlan) => plan.steps.reduce((most, { left }) => Math.max(most, left.length), 0);
  const columns = [
    { name: t(words.orderRule), values: ORDERS.map(nameOf) },
    { name: t(words.largest), values: plans.map(({ largest }) => largest) },
    { name: t(words.total), values: plans.map(({ cells }) => cells) },
    { name: t(words.width), values: plans.map(widest) },
  ];
  return (
    <Figure title={t(words.price)} note={t(words.priceNote)}>
      <Rows label={t(words.price)} columns={columns} />
    </Figure>
  );
}
