import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { words } from "./words.ts";
import "./sfa.css";

interface ScrubProps {
  readonly rows: number;
  readonly time: number;
  readonly now: { value: number };
  readonly playing: { value: boolean };
}

/** Play, and a slider over all steps. */
export function Scrub({ rows, time, now, playing }: ScrubProps) {
  const said = t(words.now, {
    t: formatInteger(time + 1, locale.value),
    total: formatInteger(rows, locale.value),
  });
  return (
    <div class="sfa-controls">
      <button type="button" onClick={() => (playing.value = !playing.value)}>
        {t(playing.value ? words.stop : words.play)}
      </button>
      <input
        type="range"
        aria-label={t(words.step)}
        min={0}
        max={Math.max(0, rows - 1)}
        value={time}
        onInput={(event) => {
          playing.value = false;
          now.value = Number(event.currentTarget.value);
        }}
      />
      <output class="sfa-number">{said}</output>
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: number;
  onChoose(index: number): void;
}

export function Select({ label, names, value, onChoose }: SelectProps) {
  return (
    <label class="sfa-select">
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
