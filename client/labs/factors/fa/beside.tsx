import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { namedColumns } from "../../parts/matrix.ts";
import { namesOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { HeatTable, NumberTable } from "../heat-table.tsx";
import { factorName, maxFactors } from "./model.tsx";
import { words } from "./words.ts";

/** Factor analysis and probabilistic PCA on the same table. */
export function BesideView({ fold, data, locale }: ViewProps) {
  const { comparison, ppcaLoadings, ppcaSigma2, uniquenesses } = fold.output("scores") ?? {};
  if (!comparison || !ppcaLoadings || !ppcaSigma2 || !uniquenesses) return <p class="part-caption">{t(words.later)}</p>;
  const names = namesOf(data, ppcaLoadings.shape[0]);
  const figures = [words.curveTitle, words.free, words.bic];
  return (
    <>
      <NumberTable
        title={t(words.beside)}
        note={t(words.besideNote)}
        corner={t(words.model)}
        rows={[t(words.fa), t(words.ppca)]}
        columns={figures.map((name, k) => ({
          name: t(name),
          values: Float64Array.of(comparison.values[k], comparison.values[3 + k]),
        }))}
        cell={(value, k) => ({ children: formatNumber(value, locale, k === 0 ? 5 : 6) })}
      />
      <div class="part-pair">
        <HeatTable
          title={t(words.noise)}
          note={t(words.noiseNote)}
          rows={names}
          columns={[
            { name: t(words.fa), values: uniquenesses.values },
            { name: t(words.ppca), values: ppcaSigma2.values },
          ]}
          size={1}
        />
        <HeatTable
          title={t(words.ppcaLoadings)}
          note={t(words.ppcaNote)}
          rows={names}
          columns={namedColumns(ppcaLoadings, factorName, maxFactors)}
          size={1}
        />
      </div>
    </>
  );
}
