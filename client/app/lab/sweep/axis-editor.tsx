import { useSignal } from "@preact/signals";
import type { Field, IntegerField, NumberField, ParamValue } from "../../../../shared/experiment/fields.ts";
import { limits } from "../../../../shared/experiment/limits.ts";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/sweep.ts";
import { Icon } from "../../../views/icon.tsx";
import { NumberBox } from "../../../views/number-box.tsx";
import { useTyped } from "../../../views/typed.ts";
import { useSession } from "../context.ts";
import { spaced, typed, written } from "./values.ts";

export interface AxisEditorProps {
  readonly path: string;
  readonly field: Field;
  readonly label: string;
  readonly values: readonly ParamValue[];
}

/** One axis of a sweep: its values as a list, and of numbers as a range too. */
export function AxisEditor({ path, field, label, values }: AxisEditorProps) {
  const session = useSession();
  const place = `sweep.${path}`;
  const error = session.errors.value[place];
  const set = (next: readonly unknown[]) => session.set(place, next);
  const isNumber = field.kind === "integer" || field.kind === "number";
  return (
    <fieldset class="sweep-axis">
      <legend>
        <span>
          {label} <span class="soft small">× {values.length}</span>
        </span>
        <button
          type="button"
          class="quiet icon sweep-remove"
          aria-label={t(words.remove, { label })}
          title={t(words.remove, { label })}
          onClick={() => set([])}
        >
          <Icon name="close" />
        </button>
      </legend>
      {field.kind === "choice" ? (
        <Options field={field} values={values} onSet={set} />
      ) : field.kind === "boolean" ? null : (
        <List label={label} field={field} values={values} isRefused={error !== undefined} onSet={set} />
      )}
      {isNumber && <Range field={field} values={values} onSet={set} />}
      {error !== undefined && (
        <p class="field-note field-error" role="alert">
          {explain(error)}
        </p>
      )}
    </fieldset>
  );
}

interface ListProps {
  readonly label: string;
  readonly field: Field;
  readonly values: readonly ParamValue[];
  readonly isRefused: boolean;
  onSet(values: readonly unknown[]): void;
}

function List({ label, field, values, isRefused, onSet }: ListProps) {
  const { box } = useTyped(written(values, locale.value), isRefused, (text) =>
    onSet(typed(field, text, locale.peek())),
  );
  return (
    <input
      type="text"
      class="sweep-values"
      autocomplete="off"
      title={t(words.valuesHint)}
      aria-label={`${t(words.values, { label })} (${t(words.valuesHint)})`}
      aria-invalid={isRefused}
      {...box}
    />
  );
}

interface OptionsProps {
  readonly field: Extract<Field, { readonly kind: "choice" }>;
  readonly values: readonly ParamValue[];
  onSet(values: readonly string[]): void;
}

function Options({ field, values, onSet }: OptionsProps) {
  return (
    <div class="sweep-options">
      {field.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              onSet(
                field.options
                  .map((option) => option.value)
                  .filter((one) => (one === value ? checked : values.includes(one))),
              )
            }
          />
          {t(label)}
        </label>
      ))}
    </div>
  );
}

interface RangeProps {
  readonly field: IntegerField | NumberField;
  readonly values: readonly ParamValue[];
  onSet(values: readonly number[]): void;
}

/** From one number to another, by difference or by ratio. */
function Range({ field, values, onSet }: RangeProps) {
  const known = values.filter((value) => typeof value === "number");
  const from = useSignal(Math.min(...known, field.default));
  const to = useSignal(Math.max(...known, field.default));
  const count = useSignal(Math.max(2, known.length));
  const isLog = useSignal(field.scale === "log" && field.min > 0);
  const { min, max } = field;
  const take = (box: typeof from) => (value: number | string) => {
    if (typeof value === "number") box.value = Math.min(max, Math.max(min, value));
  };
  const fill = () => {
    const isRatio = isLog.value && from.value > 0 && to.value > 0;
    onSet(spaced(field, from.value, to.value, Math.min(limits.sweep.values, Math.max(1, count.value)), isRatio));
  };
  return (
    <details class="sweep-range">
      <summary class="soft small">{t(words.range)}</summary>
      <div class="sweep-range-boxes">
        <label>
          <span class="soft small">{t(words.from)}</span>
          <NumberBox min={min} max={max} value={from.value} onSet={take(from)} />
        </label>
        <label>
          <span class="soft small">{t(words.to)}</span>
          <NumberBox min={min} max={max} value={to.value} onSet={take(to)} />
        </label>
        <label>
          <span class="soft small">{t(words.count)}</span>
          <NumberBox
            min={1}
            max={limits.sweep.values}
            value={count.value}
            onSet={(value) => {
              if (typeof value === "number")
                count.value = Math.round(Math.min(limits.sweep.values, Math.max(1, value)));
            }}
          />
        </label>
        <label>
          <span class="soft small">{t(words.spacing)}</span>
          <select
            value={isLog.value ? "log" : "linear"}
            onChange={(event) => (isLog.value = event.currentTarget.value === "log")}
          >
            <option value="linear">{t(words.linear)}</option>
            <option value="log">{t(words.log)}</option>
          </select>
        </label>
        <button type="button" onClick={fill}>
          {t(words.fill)}
        </button>
      </div>
    </details>
  );
}
