import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { HeatTable } from "../../parts/heat-table.tsx";
import type { ViewProps } from "../../view.ts";
import { namesOf } from "../ppca/state.ts";
import { words } from "./words.ts";
import "../ppca/ppca.css";

const mostHeads = 12;

/** Factor analysis and probabilistic PCA on the same table. */
export function BesideView({ fold, data, locale }: ViewProps) {
  const { comparison, ppcaLoadings, ppcaSigma2, uniquenesses } = fold.output("scores") ?? {};
  if (!comparison || !ppcaLoadings || !ppcaSigma2 || !uniquenesses) return <p class="ppca-caption">{t(words.later)}</p>;
  const [columns, factors] = ppcaLoadings.shape;
  const names = namesOf(data, columns);
  const heads = Math.min(factors, mostHeads);
  return (
    <div class="ppca-pair">
      <div class="ppca-whole">
        <Figures values={comparison.values} locale={locale} />
      </div>
      <HeatTable
        title={t(words.noise)}
        note={t(words.noiseNote)}
        rows={names}
        heads={[t(words.fa), t(words.ppca)]}
        values={Float64Array.from({ length: 2 * columns }, (_, at) =>
          at % 2 === 0 ? uniquenesses.values[at / 2] : ppcaSigma2.values[(at - 1) / 2],
        )}
        size={1}
        locale={locale}
      />
      <HeatTable
        title={t(words.ppcaLoadings)}
        note={t(words.ppcaNote)}
        rows={names}
        heads={Array.from({ length: heads }, (_, k) => t(words.factor, { n: k + 1 }))}
        values={Float64Array.from(
          { length: columns * heads },
          (_, at) => ppcaLoadings.values[Math.floor(at / heads) * factors + (at % heads)],
        )}
        size={1}
        locale={locale}
      />
    </div>
  );
}

function Figures({ values, locale }: { readonly values: ArrayLike<number>; readonly locale: ViewProps["locale"] }) {
  const models = [t(words.fa), t(words.ppca)];
  const heads = [t(words.curveTitle), t(words.free), t(words.bic)];
  return (
    <Figure
      title={t(words.beside)}
      note={t(words.besideNote)}
      columns={() => [
        { name: t(words.model), values: models },
        ...heads.map((name, k) => ({ name, values: Float64Array.of(values[k], values[3 + k]) })),
      ]}
    >
      <div class="ppca-scroll">
        <table class="ppca-heat">
          <thead>
            <tr>
              <th scope="col">{t(words.model)}</th>
              {heads.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((name, m) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {heads.map((head, k) => (
                  <td key={head}>{formatNumber(values[3 * m + k], locale, k === 0 ? 5 : 6)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}
