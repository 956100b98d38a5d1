import type { NDArray } from "../../../../../shared/arrays.ts";
import { unpackSpins } from "../../../../../shared/labs/graphs/markov-field/sample/lattice.ts";
import { colorTable, okabeIto, type Rgb, rgbOf } from "../../../../views/palette.ts";

/** Down and up of Ising's spins, and states of Potts's: Okabe and Ito's colours, or steps of viridis where they do not suffice. */
export function stateColors(states: number): readonly Rgb[] {
  if (states <= okabeIto.length)
    return [0, 4, 2, 3, 1, 5, 7, 6].slice(0, states).map((color) => rgbOf(okabeIto[color]));
  const table = colorTable("viridis");
  return Array.from({ length: states }, (_, s) => {
    const at = 3 * Math.round((255 * s) / (states - 1));
    return [table[at], table[at + 1], table[at + 2]] as const;
  });
}

export const cssOf = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;

/** Draws a packed lattice, one pixel a site, on a canvas of as many pixels. */
export function drawSpins(canvas: HTMLCanvasElement, packed: NDArray, states: number): void {
  const side = packed.shape[0];
  if (canvas.width !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  const context = canvas.getContext("2d");
  if (!context) return;
  const words = Uint32Array.from(stateColors(states), ([r, g, b]) => (0xff000000 | (b << 16) | (g << 8) | r) >>> 0);
  const pixels = new Uint32Array(side * side);
  const spins = unpackSpins(packed, states);
  for (let site = 0; site < pixels.length; site++) pixels[site] = words[spins[site]];
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), side, side), 0, 0);
}
