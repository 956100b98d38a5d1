import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Select } from "../../parts/select.tsx";
import { burnIn, type Draws, parameter } from "./draws.ts";
import { words } from "./words.ts";

/** How many draws at the start do not count: a matter of looking, not of running. */
export function BurnIn({ draws }: { readonly draws: Draws }) {
  const { rows, warmup, from } = draws;
  return (
    <label class="part-control" title={t(words.burnInHelp, { warmup: formatInteger(warmup, locale.value) })}>
      {t(words.burnIn)}
      <input
        type="range"
        min={0}
        max={Math.max(rows - 10, 0)}
        value={from}
        onInput={(event) => {
          burnIn.value = Number(event.currentTarget.value);
        }}
        onDblClick={() => {
          burnIn.value = null;
        }}
      />
      <output class="part-number">{formatInteger(from, locale.value)}</output>
    </label>
  );
}

/** The parameter and the burn-in of a diagnostic view. */
export function Controls({ draws }: { readonly draws: Draws }) {
  return (
    <div class="part-controls">
      <Select
        label={t(words.parameter)}
        names={draws.names}
        value={chosenParameter(draws)}
        onChoose={(index) => {
          parameter.value = index;
        }}
      />
      <BurnIn draws={draws} />
    </div>
  );
}

export function chosenParameter({ names }: Draws): number {
  return Math.min(parameter.value, Math.max(names.length - 1, 0));
}
