import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { burnIn, type Draws, parameter } from "./draws.ts";
import { words } from "./words.ts";
import "./mcmc.css";

/** How many draws at the start do not count: a matter of looking, not of running. */
export function BurnIn({ draws }: { readonly draws: Draws }) {
  const { rows, warmup, from } = draws;
  return (
    <label class="mcmc-control" title={t(words.burnInHelp, { warmup: formatInteger(warmup, locale.value) })}>
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
      <output class="mcmc-number">{formatInteger(from, locale.value)}</output>
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: number;
  onChoose(index: number): void;
}

export function Choice({ label, names, value, onChoose }: ChoiceProps) {
  return (
    <label class="mcmc-control">
      {label}
      <select value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {names.map((name, i) => (
          <option key={name} value={i}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The parameter and the burn-in of a diagnostic view. */
export function Controls({ draws }: { readonly draws: Draws }) {
  return (
    <div class="mcmc-controls">
      <Choice
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
