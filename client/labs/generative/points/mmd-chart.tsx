import type { Arrays } from "../../../../shared/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import type { View, ViewProps } from "../../view.ts";
import { words } from "./words.ts";

function MmdView({ fold }: Pick<ViewProps, "fold">) {
  const test = fold.output("mmd");
  return test ? <MmdChart test={test} /> : <p class="part-caption">{t(nets.afterTraining)}</p>;
}

/** The view as labs name it whose task "mmd" is `compareSamples`. */
export const mmdView = { id: "mmd", title: words.mmd, component: MmdView } as const satisfies View<unknown>;

/** What a test of the discrepancy found (`permutationTesting`): where the two samples stand among permutations of themselves. */
function MmdChart({ test }: { readonly test: Arrays }) {
  const { mmd, level, p } = test;
  // Three digits that count, also of what is below a tenth and not yet written in powers of ten; of p all that permutations give.
  const number = (value: number) => formatNumber(value, locale.value, isFine(value) ? 5 : 3);
  const isApart = mmd.values[0] > level.values[0];
  return (
    <Chart
      title={t(words.mmdTitle)}
      note={t(isApart ? words.mmdApart : words.mmdAlike, {
        mmd: number(mmd.values[0]),
        level: number(level.values[0]),
        p: formatNumber(p.values[0], locale.value),
      })}
      height={280}
      x={{ label: "MMD²" }}
      y={{ label: t(words.permutations), zero: true }}
      marks={[
        { kind: "histogram", values: test.null.values, bins: 30, color: roleColor("other"), label: t(words.byChance) },
        { kind: "rule", x: level.values[0], dashed: true, color: roleColor("truth"), label: t(words.level) },
        { kind: "rule", x: mmd.values[0], color: roleColor("model"), label: t(words.observed) },
      ]}
    />
  );
}

const isFine = (value: number): boolean => Math.abs(value) >= 1e-3 && Math.abs(value) < 0.1;
