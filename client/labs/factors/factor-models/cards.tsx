import { createElement, type VNode } from "preact";
import { type Model, models } from "../../../../shared/labs/factors/factor-models/fields.ts";
import { inDrawnSigns } from "../../../i18n/drawn-signs.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { LessonNode } from "../../../lessons/lesson.ts";
import { Figure } from "../../../views/figure.tsx";
import { namedRows } from "../../parts/matrix.ts";
import type { ViewProps } from "../../view.ts";
import { Components } from "./drawing.tsx";
import { formulas } from "./formulas.ts";
import { aboutOf, modelOf, nameOf } from "./state.ts";
import { words } from "./words.ts";

/** One card per model: what it assumes, what it found, how it does on unseen rows. */
export function CardsView(props: ViewProps) {
  const { data, metrics } = props;
  if (!data) return <p class="part-caption">{t(words.notYet)}</p>;
  const best = bestOf(metrics);
  const columns = () =>
    models.flatMap((model) => {
      const found = modelOf(props, model)?.components;
      if (!found) return [];
      return namedRows(found, (k) => `${nameOf(model)} ${k + 1}`);
    });
  return (
    <Figure title={t(words.cardsTitle)} note={t(words.cardsNote)} columns={columns}>
      <div class="family-cards">
        {models.map((model) => (
          <ModelCard key={model} {...props} model={model} isBest={model === best} />
        ))}
      </div>
    </Figure>
  );
}

function ModelCard({ model, isBest, ...props }: ViewProps & { readonly model: Model; readonly isBest: boolean }) {
  const { data, metrics } = props;
  const found = modelOf(props, model);
  const likelihood = metrics[`logLikelihood.${model}`];
  const error = metrics[`reconstructionMse.${model}`];
  // Rounding error is not worth showing.
  const say = (value: number | undefined) =>
    value === undefined ? "–" : formatNumber(Math.abs(value) < 1e-20 ? 0 : value, locale.value, 4);
  return (
    <section class={isBest ? "family-card family-best" : "family-card"} aria-label={nameOf(model)}>
      <h2 class="part-heading">{nameOf(model)}</h2>
      <p class="part-caption">{t(words[aboutOf[model]])}</p>
      <p class="family-formula">{createElement("math", null, rendered(formulas[model]))}</p>
      {found && data && (
        <Components
          title={nameOf(model)}
          data={data}
          mean={found.mean.values}
          components={found.components.values}
          height={110}
        />
      )}
      <dl class="family-metrics">
        <dt>{t(words.logLikelihood)}</dt>
        <dd>
          {likelihood === undefined ? <span class="part-caption">{t(whyNone(model))}</span> : say(likelihood)}
          {isBest && <span class="family-mark"> {t(words.best)}</span>}
        </dd>
        <dt>{t(words.mse)}</dt>
        <dd>{say(error)}</dd>
      </dl>
    </section>
  );
}

function whyNone(model: Model) {
  return model === "ica" || model === "sfa" ? words.onlySquare : words.none;
}

/** The model under which the held-out rows are likeliest. */
export function bestOf(metrics: Readonly<Record<string, number>>): Model | undefined {
  let best: Model | undefined;
  for (const model of models) {
    const value = metrics[`logLikelihood.${model}`];
    if (value !== undefined && (best === undefined || value > metrics[`logLikelihood.${best}`])) best = model;
  }
  return best;
}

function rendered(node: LessonNode): VNode | string {
  if (typeof node === "string") return inDrawnSigns(node);
  return "term" in node
    ? inDrawnSigns(node.text)
    : createElement(node.tag, node.attributes ?? null, node.children.map(rendered));
}
