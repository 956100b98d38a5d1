import type { TransformerParams } from "../../../../shared/labs/generative/transformer/fields.ts";
import {
  MEASURED_LINES,
  recurrentUnits,
  TESTED,
  weightsOfRecurrent,
  weightsOfTransformer,
} from "../../../../shared/labs/generative/transformer/size.ts";
import { weightsAmong } from "../../../../shared/labs/generative/transformer/weights.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { words as nets } from "../../parts/net-words.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { TransformerProps } from "./state.ts";
import { words } from "./words.ts";

/** Both nets where there are two; of one its minibatches too. */
export const CurvesView = recordLines<TransformerParams>({
  task: ({ experiment }) => [
    { id: "train", label: t(words.transformer) },
    ...(experiment.params.beside ? [{ id: "beside", label: t(words.recurrent) }] : []),
  ],
  x: nets.minibatch,
  empty: words.curvesEmpty,
  figures: [
    {
      title: words.bits,
      y: words.perCharacter,
      zero: true,
      lines: [["testBits"]],
      levels: ({ metrics }) => [[metrics.nGramBits, words.table, "other"]],
    },
    { title: words.trainingBits, y: words.perCharacter, zero: true, lines: [["bits"]] },
    { title: words.exact, y: nets.share, zero: true, lines: [["testExact"]], optional: true },
  ],
  beside: (props) => <Weights {...props} />,
});

/** How many numbers each net learns, and what the curves are measured on: not on all that the metrics are. */
function Weights({ fold, experiment }: TransformerProps) {
  const weights = weightsAmong(fold.output("train") ?? fold.snapshot("train"));
  const [signs, context] = [weights["signs.weights"]?.shape[0], weights["places.weights"]?.shape[0]];
  if (!signs || !context) return null;
  const { content, layers, width, heads, expansion, beside } = experiment.params;
  const shape = { signs, context, layers, width, heads, hidden: expansion * width };
  const units = recurrentUnits(shape);
  const [own, other] = [weightsOfTransformer(shape), weightsOfRecurrent(signs, units)];
  const said = (value: number) => formatInteger(value, locale.value);
  return (
    <div>
      <p class="part-caption">
        {t(words.weights, { weights: said(own) })}
        {beside && ` ${t(words.weightsBeside, { weights: said(other), units: said(units), fewer: said(own - other) })}`}
      </p>
      <p class="part-caption">
        {content === "pairs"
          ? t(words.measuredPairs, { most: said(TESTED), all: said(MEASURED_LINES) })
          : t(words.measuredText, { most: said(TESTED) })}
      </p>
    </div>
  );
}
