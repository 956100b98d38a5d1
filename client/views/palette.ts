/**
 * The colours of everything that is drawn. The same thing has the same colour everywhere: data, model and truth have their roles, chains and
 * classes their number. Fields use viridis, signed fields a diverging map with a fixed zero, categories Okabe–Ito.
 */

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

export type Rgb = readonly [red: number, green: number, blue: number];

/** "#rrggbb" or "#rgb", as style sheets and what makes them smaller write colours, as three bytes. */
export function rgbOf(hex: string): Rgb {
  const digits = hex.slice(1);
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, "$&$&") : digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export type ColorMap = "grey" | "viridis" | "diverging";

/** matplotlib's viridis at 35 equal steps. */
const viridisStops = [
  0x440154, 0x460b5e, 0x481769, 0x482071, 0x472a7a, 0x46337f, 0x433d84, 0x404588, 0x3d4e8a, 0x39558c, 0x355e8d,
  0x32658e, 0x2e6d8e, 0x2c738e, 0x297b8e, 0x26828e, 0x23898e, 0x21918c, 0x1f978b, 0x1f9f88, 0x21a585, 0x26ad81,
  0x2eb37c, 0x3aba76, 0x46c06f, 0x56c667, 0x65cb5e, 0x77d153, 0x89d548, 0x9dd93b, 0xb0dd2f, 0xc5e021, 0xd8e219,
  0xece51b, 0xfde725,
];
/** ColorBrewer's RdBu from blue (negative) through near-white (zero) to red. */
const divergingStops = [
  0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b, 0x67001f,
];
const greyStops = [0x000000, 0xffffff];

function table(stops: readonly number[]): Uint8ClampedArray {
  const colors = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2);
    for (let channel = 0; channel < 3; channel++) {
      const shift = 16 - 8 * channel;
      const a = (stops[low] >> shift) & 255;
      const b = (stops[low + 1] >> shift) & 255;
      colors[3 * i + channel] = a + (b - a) * (at - low);
    }
  }
  return colors;
}

const tables: Record<ColorMap, Uint8ClampedArray> = {
  grey: table(greyStops),
  viridis: table(viridisStops),
  diverging: table(divergingStops),
};

/** 256 RGB triples of a map, from its low end to its high end. */
export function colorTable(map: ColorMap): Uint8ClampedArray {
  return tables[map];
}

/** The CSS colour at `share` in [0, 1] of a map. */
export function mapColor(map: ColorMap, share: number): string {
  const i = 3 * Math.round(Math.min(1, Math.max(0, share)) * 255);
  const colors = tables[map];
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
