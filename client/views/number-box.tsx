import { locale } from "../i18n/locale.ts";
import { formatTyped, parseTyped } from "../i18n/typed-number.ts";
import { useTyped } from "./typed.ts";

export interface NumberBoxProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds; Page Up and Page Down add ten times as much. */
  readonly step?: number;
  readonly id?: string;
  readonly label?: string;
  /** Id of what says what is wrong with it; what was typed then stays in the box. */
  readonly wrong?: string | undefined;
  /** The number is a name rather than an amount: its digits are not grouped. */
  readonly ungrouped?: boolean;
  /** A number, or the text that is none. */
  onSet(value: number | string): void;
}

/**
 * A box for a number in the page's language. A browser's own number field follows the language of the browser instead, and drops a decimal sign
 * that it does not know: "0,2" became 2.
 */
export function NumberBox({ value, min, max, step = 1, id, label, wrong, ungrouped, onSet }: NumberBoxProps) {
  const shown = formatTyped(value, locale.value, !ungrouped);
  const read = (text: string) => {
    const number = parseTyped(text, locale.peek());
    onSet(Number.isNaN(number) ? text : number);
  };
  const { box, forget } = useTyped(shown, wrong !== undefined, read);
  const add = (amount: number) => {
    forget();
    const next = Number((value + amount).toPrecision(12));
    onSet(Math.min(max, Math.max(min, next)));
  };
  return (
    <input
      type="text"
      // The keypad for decimals of some phones has no minus.
      inputMode={min < 0 ? "text" : "decimal"}
      autocomplete="off"
      role="spinbutton"
      id={id}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={shown}
      aria-invalid={wrong !== undefined}
      aria-describedby={wrong}
      class="number-box"
      {...box}
      onKeyDown={(event) => {
        const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
        if (steps === undefined) return;
        event.preventDefault();
        add(steps * step);
      }}
    />
  );
}
