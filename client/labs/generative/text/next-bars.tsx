import { useLayoutEffect, useRef } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { roleColor } from "../../../views/palette.ts";
import { signName } from "./names.ts";
import { words } from "./words.ts";
import "../../parts/classes.css";
import "./text.css";

/** Characters that have a bar. */
const MOST = 14;
/** What has less has none: it would be told as 0 %. */
const LEAST = 0.005;

/** The end of a text, of so many characters at most, none of them cut in half. */
export const lastOf = (text: string, most: number): string =>
  text.length <= most ? text : Array.from(text).slice(-most).join("");

interface NextBarsProps {
  /** Code points of the alphabet, and the probability of each of its signs. */
  readonly signs: NDArray;
  readonly shares: ArrayLike<number>;
  onAdd(sign: string): void;
}

/**
 * What comes next, the most probable first: a bar for each likely character, which adds it. The focus stays at the place that was pressed, whatever stands there next: in the
 * box of the text it would call up a phone's keyboard at each character.
 */
export function NextBars({ signs, shares, onAdd }: NextBarsProps) {
  const list = useRef<HTMLUListElement>(null);
  const pressed = useRef(0);
  // The last answer stays while the alphabet is another already.
  const order = Array.from({ length: Math.min(shares.length, signs.values.length) }, (_, code) => code)
    .sort((a, b) => shares[b] - shares[a] || a - b)
    .filter((code) => shares[code] >= LEAST)
    .slice(0, MOST);
  const count = order.length;
  const before = useRef(count);
  // With fewer bars than before, the one that had the focus may be gone.
  useLayoutEffect(() => {
    const isGone = pressed.current >= count && pressed.current < before.current;
    before.current = count;
    if (isGone && document.activeElement === document.body)
      list.current?.querySelectorAll("button")[count - 1]?.focus({ preventScroll: true });
  }, [count]);
  return (
    <ul ref={list} class="class-bars text-next" aria-label={t(words.nextBars)} data-act="next">
      {order.map((code, place) => {
        const sign = String.fromCodePoint(signs.values[code]);
        const name = signName(sign);
        return (
          // Not by character: a place keeps its button, and with it the focus.
          <li key={place}>
            <button
              type="button"
              data-tells
              class="quiet"
              aria-label={t(words.press, { sign: name })}
              onClick={() => {
                pressed.current = place;
                onAdd(sign);
              }}
            >
              {name}
            </button>
            <span class="class-bars-track" aria-hidden="true">
              <span style={{ inlineSize: `${100 * shares[code]}%`, background: roleColor("model") }} />
            </span>
            <span class="part-number">{formatPercent(shares[code], locale.value)}</span>
          </li>
        );
      })}
    </ul>
  );
}
