import type { Arrays } from "../../../../shared/arrays.ts";
import { RULES } from "../../../../shared/kernels/bayes-net/order.ts";
import { bayesNetFields } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { Rows } from "../../../views/table.tsx";
import type { BayesNetProps } from "./asked.ts";
import { words } from "./words.ts";

/** One node's probability by eliminating the others: what goes in each step, the table that it makes, and what other orders would cost. */
export function EliminationView({ fold, data, experiment }: BayesNetProps) {
  const found = fold.output("elimination");
  const graph = data?.document;
  if (!found || graph?.kind !== "bayes") return <p class="part-caption">{t(words.noQuery)}</p>;
  const shown = namesIn(graph);
  const own = graph.nodes.map(({ name }) => shown.node(name));
  const title = t(words.stepsOf, { node: shown.node(experiment.params.query) });
  const copies = Array.from(found.copied?.values ?? [], (v) => t(words.otherWorld, { node: own[v] }));
  const names = [...own, ...copies];
  return (
    <div class="part-beside">
      <div>
        <h3 class="part-heading">{title}</h3>
        <Rows label={title} columns={stepColumns(found, names)} />
      </div>
      <div>
        <h3 class="part-heading">{t(words.otherOrders)}</h3>
        <Rows label={t(words.otherOrders)} columns={priceColumns(found)} />
      </div>
    </div>
  );
}

function stepColumns({ order, cells, scopeAt, scopes }: Arrays, names: readonly string[]) {
  const steps = Array.from(order.values, (_, step) => step);
  const scopeOf = (step: number) =>
    Array.from(scopes.values.subarray(scopeAt.values[step], scopeAt.values[step + 1]), (v) => names[v]);
  return [
    { name: t(words.step), values: steps.map((step) => step + 1) },
    { name: t(words.gone), values: Array.from(order.values, (v) => names[v]) },
    { name: t(words.product), values: steps.map((step) => scopeOf(step).join(", ")) },
    { name: t(words.cells), values: Array.from(cells.values) },
  ];
}

function priceColumns({ prices }: Arrays) {
  const label = (rule: string) => bayesNetFields.order.options.find(({ value }) => value === rule)?.label;
  return [
    { name: t(words.rule), values: RULES.map((rule) => t(label(rule) ?? { es: rule, en: rule })) },
    { name: t(words.largest), values: RULES.map((_, i) => prices.values[2 * i]) },
    { name: t(words.allTables), values: RULES.map((_, i) => prices.values[2 * i + 1]) },
  ];
}
