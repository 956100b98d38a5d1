/** Maps from numbers to colours: of pages and of what the edge draws alike. */

export type Rgb = readonly [red: number, green: number, blue: number];

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
