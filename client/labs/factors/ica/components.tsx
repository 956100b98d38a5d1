import { gaussianLimit, trustOf } from "../../../../shared/labs/factors/ica/trust.ts";
import { decibels } from "../../../../shared/labs/factors/ica/truth.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { Rows } from "../../../views/table.tsx";
import { type IcaProps, matchOf, modelOf, namesOf } from "./state.ts";
import { words } from "./words.ts";

const maxRows = 40;

/** What is known of each component, as a table. */
export function ComponentsView(props: IcaProps) {
  const model = modelOf(props);
  const trust = model?.finished ? trustOf(props.fold, model.fit) : null;
  if (!model || !trust) return <p class="part-caption">{t(words.notYet)}</p>;
  const { kurtosis, gaussianity } = model.arrays;
  const n = kurtosis.values.length;
  const each = <T,>(make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
  const names = namesOf(props);
  const matches = each((i) => matchOf(model, i));
  const columns = [
    { name: t(words.columnComponent), values: each((i) => String(i + 1)) },
    { name: t(words.kurtosis), values: Float64Array.from(kurtosis.values) },
    { name: t(words.gaussianity), values: Float64Array.from(gaussianity.values, Math.abs) },
    ...(trust.agreement.length > 0 ? [{ name: t(words.agreement), values: trust.agreement }] : []),
    ...(matches[0]
      ? [
          { name: t(words.source), values: matches.map((match) => (match ? (names.sources[match.source] ?? "") : "")) },
          { name: t(words.decibels), values: matches.map((match) => decibels(match?.squared ?? 0)) },
        ]
      : []),
  ];
  return (
    <Figure
      title={t(words.components)}
      note={t(words.componentsNote, { limit: formatNumber(gaussianLimit(n), props.locale, 2) })}
      columns={() => columns}
    >
      <Rows label={t(words.components)} columns={columns} limit={maxRows} />
    </Figure>
  );
}
