import type { Signal } from "@preact/signals";
import type { MarkovFieldParams } from "../../../../../shared/labs/graphs/markov-field/fields.ts";
import type { SampleParams } from "../../../../../shared/labs/graphs/markov-field/sample/fields.ts";
import { latticesOf } from "../../../../../shared/labs/graphs/markov-field/sample/plan.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Select } from "../../../parts/select.tsx";
import type { ViewProps } from "../../../view.ts";
import { words } from "./words.ts";

export type SampleProps = ViewProps<MarkovFieldParams>;

/** The parameters of the run: views of this folder are shown for sampling alone. */
export const sampleOf = ({ experiment }: SampleProps): SampleParams => experiment.params as SampleParams;

/** A choice of one of several chains, by its number. */
export function ChainSelect({ params, chosen }: { readonly params: SampleParams; readonly chosen: Signal<number> }) {
  const lattices = latticesOf(params);
  if (lattices.length < 2) return null;
  const names = lattices.map(({ side, temperature }) =>
    t(words.chainAt, { side, temperature: formatNumber(temperature, locale.value) }),
  );
  return (
    <Select
      label={t(words.chain)}
      names={names}
      act="chain"
      value={Math.min(chosen.value, names.length - 1)}
      onChoose={(at) => (chosen.value = at)}
    />
  );
}
