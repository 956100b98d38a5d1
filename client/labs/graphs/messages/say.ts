import { locale } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";

/** A share from 0 to 1, or a value, as it stands in drawings and sentences. */
export const say = (value: number): string => formatNumber(value, locale.value, 3);

/** States that are told; the others are counted. */
const MOST = 6;

/** "no: 0.12 · yes: 0.88". */
export function sayShares(states: readonly string[], shares: ArrayLike<number>): string {
  const told = states.slice(0, MOST).map((state, s) => `${state}: ${say(shares[s])}`);
  return states.length > MOST ? `${told.join(" · ")} · …` : told.join(" · ");
}

/** The state that is believed most: "yes: 0.88". */
export function sayBest(states: readonly string[], shares: ArrayLike<number>): string {
  const best = states.reduce((top, _, s) => (shares[s] > shares[top] ? s : top), 0);
  return `${states[best]}: ${say(shares[best])}`;
}
