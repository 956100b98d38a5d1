import type { NDArray } from "../../../../shared/arrays.ts";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { BIAS_STEPS } from "../../../../shared/labs/partition/rbm/track.ts";
import { t } from "../../../i18n/locale.ts";
import { columnsAsRows } from "../../parts/matrix.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { ViewProps } from "../../view.ts";
import { less, Statistics } from "./gradient.tsx";
import { words } from "./words.ts";

const ks = BIAS_STEPS.map((k) => ({ es: `k = ${k}`, en: `k = ${k}` }));

const Lines = recordLines<RbmParams>({
  task: "train",
  x: words.minibatch,
  figures: [
    {
      title: words.biasTitle,
      y: words.biasAxis,
      zero: true,
      lines: [
        ...BIAS_STEPS.map((k, at) => [`bias.${k}`, ks[at], at + 1] as const),
        ["gradientNorm", words.gradientNorm, "data"],
      ],
    },
    {
      title: words.cosineTitle,
      y: words.cosineAxis,
      lines: BIAS_STEPS.map((k, at) => [`cosine.${k}`, ks[at], at + 1] as const),
    },
  ],
  note: words.biasNote,
  empty: words.notYet,
});

/** CD's bias while it learns, for several k; and at the trained machine the exact gradient of the weights beside CD's expected update. */
export function BiasView(props: ViewProps<RbmParams>) {
  const { gradient, update } = props.fold.output("bias") ?? {};
  const weights = props.fold.output("train")?.weights;
  const pictures = (vector: NDArray | undefined) =>
    vector &&
    weights &&
    columnsAsRows({ shape: weights.shape, values: vector.values.subarray(0, weights.shape[0] * weights.shape[1]) }, 16);
  const [exact, expected] = [pictures(gradient), pictures(update)];
  const k = props.experiment.params.k;
  return (
    <>
      <Lines {...props} />
      {exact && expected && (
        <div class="rbm-three">
          <Statistics {...props} rows={exact} title={t(words.exactGradient)} all={exact.values} diverging />
          <Statistics
            {...props}
            rows={expected}
            title={t(words.expectedUpdate, { k })}
            all={expected.values}
            diverging
          />
          <Statistics
            {...props}
            rows={less(expected, exact)}
            title={t(words.biasPicture)}
            all={less(expected, exact).values}
            diverging
          />
        </div>
      )}
    </>
  );
}
