/**
 * The colours of everything that is drawn. The same thing has the same colour everywhere: data, model and truth have their roles, chains and
 * classes their number. Fields use viridis, signed fields a diverging map with a fixed zero, categories Okabe–Ito.
 */

import { type ColorMap, colorTable, type Rgb } from "../../shared/color-maps.ts";

export { type ColorMap, colorTable, type Rgb };

/** Okabe and Ito's eight colours, distinguishable with any kind of colour blindness (the order of their paper, black last). */
export const okabeIto = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#999999",
  "#f0e442",
] as const;

export type Role = "data" | "model" | "truth" | "other";

/** CSS colour of category, class or chain `index`; follows the theme. */
export function seriesColor(index: number): string {
  return `var(--series-${((index % okabeIto.length) + okabeIto.length) % okabeIto.length})`;
}

/** CSS colour of a role; follows the theme. */
export function roleColor(role: Role): string {
  return `var(--role-${role})`;
}

/** The value that a CSS colour such as `var(--series-2)` has on this element: canvases need it resolved. */
export function resolveColor(color: string, element: Element): string {
  const name = /^var\((--[\w-]+)\)$/.exec(color)?.[1];
  return name ? getComputedStyle(element).getPropertyValue(name).trim() || "#888888" : color;
}

/** "#rrggbb" or "#rgb", as style sheets and what makes them smaller write colours, as three bytes. */
export function rgbOf(hex: string): Rgb {
  const digits = hex.slice(1);
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, "$&$&") : digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** The CSS colour at `share` in [0, 1] of a map. */
export function mapColor(map: ColorMap, share: number): string {
  const i = 3 * Math.round(Math.min(1, Math.max(0, share)) * 255);
  const colors = colorTable(map);
  return `rgb(${colors[i]} ${colors[i + 1]} ${colors[i + 2]})`;
}

/**
 * The values that the two ends of a map stand for. Bytes span 0–255; a diverging map is symmetric about zero; others span the
 * finite values.
 */
export function valueRange(values: ArrayLike<number>, map: ColorMap): readonly [number, number] {
  if (values instanceof Uint8Array && map !== "diverging") return [0, 255];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < low) low = value;
    if (value > high && value !== Number.POSITIVE_INFINITY) high = value;
  }
  if (low === Number.NEGATIVE_INFINITY) low = high;
  if (!(low <= high)) return [0, 1];
  if (map === "diverging") {
    const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return [-size, size];
  }
  return low === high ? [low, low + 1] : [low, high];
}
