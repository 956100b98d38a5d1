import { locale } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { Subject } from "./use-subject.ts";

/** What a row shows in a few characters: a symbol or a number, "?" where it is missing. `width`: pixels that there are. */
export function shownAt({ data, symbols }: Subject, row: number, width = Number.POSITIVE_INFINITY): string {
  const { observations, dimensions: D } = data;
  const most = Math.max(1, Math.floor(width / 8));
  const cut = (text: string) => (text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text);
  if (observations.symbols) return observations.symbols[row] < 0 ? "?" : cut(symbols[observations.symbols[row]]);
  const at = (d: number) =>
    observations.mask && observations.mask[row * D + d] === 0
      ? "?"
      : formatNumber((observations.values as Float64Array)[row * D + d], locale.value, 2);
  const numbers = Array.from({ length: Math.min(D, 4) }, (_, d) => at(d));
  if (width === Number.POSITIVE_INFINITY) return D > 4 ? `${numbers.join("; ")}; …` : numbers.join("; ");
  return D === 1 ? cut(numbers[0]) : numbers.every((one) => one === "?") ? "?" : "•";
}

/** Nothing of the row was observed. */
export function isGap({ data: { observations, dimensions: D } }: Subject, row: number): boolean {
  if (observations.symbols) return observations.symbols[row] < 0;
  return observations.mask?.subarray(row * D, (row + 1) * D).every((one) => one === 0) ?? false;
}
