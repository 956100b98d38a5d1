import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Dice, diceOf } from "./dice.ts";
import { defineGenerator } from "./generator.ts";
import { cells, landscape, letters, type Patch, slice, stillLife } from "./region-drawings.ts";

const DRAWINGS: Readonly<Record<string, (scale: number, dice: Dice) => readonly Patch[]>> = {
  letters,
  cells,
  landscape,
  slice,
  "still-life": stillLife,
};

const heightOf = (width: number) => Math.round(0.75 * width);

/**
 * Pictures in shades of grey of which the region of each pixel is known (`Table.regions`): letters (2 regions), cells (2), a landscape (3), a slice as of a
 * head (4), a still life (4). Each pixel is of the topmost shape that contains its centre, so that edges are sharp; there is no noise. All of it is drawn by
 * this program: no photograph and no medical data.
 */
export const knownRegions = defineGenerator({
  id: "known-regions",
  title: { es: "Dibujos de regiones conocidas", en: "Drawings with known regions" },
  params: {
    drawing: {
      kind: "choice",
      label: { es: "Dibujo", en: "Drawing" },
      help: {
        es: "Qué se dibuja; la semilla cambia los detalles. El corte lo dibuja el programa: no son datos médicos.",
        en: "What is drawn; the seed changes details. The program draws the slice: it is no medical data.",
      },
      options: [
        { value: "letters", label: { es: "Letras", en: "Letters" } },
        { value: "cells", label: { es: "Células", en: "Cells" } },
        { value: "landscape", label: { es: "Paisaje", en: "Landscape" } },
        { value: "slice", label: { es: "Corte de una cabeza", en: "Slice of a head" } },
        { value: "still-life", label: { es: "Bodegón", en: "Still life" } },
      ],
      default: "landscape",
    },
    count: {
      kind: "integer",
      label: { es: "Imágenes", en: "Pictures" },
      help: {
        es: "Cuántas se dibujan, cada una con otros detalles.",
        en: "How many are drawn, each with other details.",
      },
      min: 1,
      max: 40,
      default: 1,
    },
    width: {
      kind: "integer",
      label: { es: "Anchura", en: "Width" },
      help: {
        es: "En píxeles; la altura es tres cuartos de ella.",
        en: "In pixels; the height is three quarters of it.",
      },
      min: 32,
      max: 160,
      default: 96,
    },
  },
  cost({ count, width }) {
    const values = count * width * heightOf(width);
    return { values, bytes: 2 * values, steps: 3 * values };
  },
  generate(key, { drawing, count, width }) {
    const height = heightOf(width);
    const columns = width * height;
    const values = new Uint8Array(count * columns);
    const regions = new Uint8Array(count * columns);
    for (let n = 0; n < count; n++) {
      const [from, to] = [n * columns, (n + 1) * columns];
      draw(DRAWINGS[drawing], width, values.subarray(from, to), regions.subarray(from, to), foldIn(key, n));
    }
    return { rows: count, columns, values, regions, image: { width, height, channels: 1 } };
  },
});

function draw(
  drawing: (scale: number, dice: Dice) => readonly Patch[],
  width: number,
  values: Uint8Array,
  regions: Uint8Array,
  key: Key,
): void {
  for (const { shape, region, shade } of drawing(width, diceOf(key, 1))) {
    const { left, right, top, bottom } = shape ?? { left: 0, right: width, top: 0, bottom: values.length / width };
    const last = Math.min(values.length / width, Math.ceil(bottom));
    for (let y = Math.max(0, Math.floor(top)); y < last; y++)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, Math.ceil(right)); x++) {
        const [u, v] = [x + 0.5, y + 0.5];
        if (shape && shape.distance(u, v) > 0) continue;
        values[y * width + x] = Math.round(255 * Math.min(Math.max(shade(u / width, v / width), 0), 1));
        regions[y * width + x] = region;
      }
  }
}
