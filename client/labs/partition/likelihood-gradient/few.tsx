import { AMOUNTS, METHOD_NAMES, STUDIED } from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import { studyOf } from "../../../../shared/labs/partition/likelihood-gradient/results.ts";
import { parameterNames } from "../../../../shared/labs/partition/likelihood-gradient/statistics.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { columnsOf, type LikelihoodProps, methodColor } from "./state.ts";
import { words } from "./words.ts";

/** How far from the truth each method ends by how many data it is given, over samples. */
export function FewView(props: LikelihoodProps) {
  const { fold, experiment, locale } = props;
  const samples = fold.done("study");
  if (!studyOf(fold, "exact")) return <p class="part-caption">{t(words.noStudy)}</p>;
  const count = parameterNames(experiment.params, columnsOf(props)).length;
  const marks: Mark[] = [
    {
      kind: "line",
      x: AMOUNTS,
      y: AMOUNTS.map((amount) => count / (2 * amount)),
      label: "m/(2N)",
      color: roleColor("other"),
      dashed: true,
    },
    ...STUDIED.flatMap((method): Mark[] => {
      const found = studyOf(fold, method) ?? [];
      const y = found.map(({ mean }) => mean);
      const color = methodColor(method);
      const end = (sign: 1 | -1) => found.map(({ mean, error }) => Math.max(mean + sign * 2 * error, mean / 10));
      return [
        { kind: "interval", x: AMOUNTS, low: end(-1), high: end(1), color },
        { kind: "line", x: AMOUNTS, y, label: t(METHOD_NAMES[method]), color, width: 2 },
      ];
    }),
  ];
  return (
    <Chart
      title={t(words.few)}
      note={t(words.fewNote, { count: formatInteger(samples, locale), parameters: formatInteger(count, locale) })}
      height={320}
      x={{ label: t(words.amountAxis), log: true }}
      y={{ label: t(words.truthAxis), log: true }}
      marks={marks}
    />
  );
}
