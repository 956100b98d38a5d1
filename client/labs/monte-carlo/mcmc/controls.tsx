import type { ComponentChildren } from "preact";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { stepsOf } from "../../parts/record-lines.tsx";
import { Select } from "../../parts/select.tsx";
import { burnIn, type Draws, parameter } from "./draws.ts";
import { words } from "./words.ts";

/** How many draws at the start do not count: a matter of display, not of the run. */
export function BurnIn({ draws }: { readonly draws: Draws }) {
  const { rows, params, tasks, fold, from, warmup } = draws;
  const kept = rows === 0 ? 0 : stepsOf(fold, tasks[0], "draw")[from] - 1;
  // The first row that was kept may come some draws after warm-up; what is said is said of all of them.
  const discarded = rows > 0 && from === warmup ? params.warmup : kept;
  return (
    <label
      class="part-control"
      data-act="burn-in"
      title={t(words.burnInHelp, { warmup: formatInteger(params.warmup, locale.value) })}
    >
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
      <span class="part-number">{formatInteger(discarded, locale.value)}</span>
    </label>
  );
}

/** The parameter and the burn-in of a diagnostic view. */
export function Controls({ draws, children }: { readonly draws: Draws; readonly children?: ComponentChildren }) {
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
      {children}
    </div>
  );
}

export function chosenParameter({ names }: Draws): number {
  return Math.min(parameter.value, Math.max(names.length - 1, 0));
}

/** In place of a figure that has nothing to draw. */
export function Nothing({ draws, kept = true }: { readonly draws: Draws; readonly kept?: boolean }) {
  return (
    <>
      <Controls draws={draws} />
      {kept ? <p class="part-caption">{t(words.noDraws)}</p> : <NotKept />}
    </>
  );
}

/** Direct labels while they can be read. */
export function labelOf(chain: number, chains: number) {
  return chains <= 6 ? { label: t(words.chain, { n: chain + 1 }) } : {};
}
