import { cosTurns, sinTurns } from "../../math/elementary.ts";
import { foldIn, normal } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";
import { placeOf } from "./points.ts";

/** Centres of the ring lie on a circle of this radius; those of the grid fill the square from −REACH to REACH. */
const RADIUS = 1.5;
const REACH = 2;
/** How much larger curves and squares are than those of the points with classes. */
const SCALE = 2;

/** Centres of the Gaussians, k × 2. */
function centresOf(density: "ring" | "grid", modes: number, side: number): Float64Array {
  if (density === "ring") {
    const turns = Array.from({ length: modes }, (_, c) => c / modes);
    return Float64Array.from(turns.flatMap((turn) => [RADIUS * cosTurns(turn), RADIUS * sinTurns(turn)]));
  }
  const at = (i: number) => (2 * REACH * i) / (side - 1) - REACH;
  return Float64Array.from({ length: 2 * side * side }, (_, i) =>
    at(i % 2 === 0 ? Math.floor(i / 2) % side : Math.floor(i / 2 / side)),
  );
}

/** Shapes that are no Gaussians, and in how many parts they come. */
const PARTS: Readonly<Record<string, number>> = { moons: 2, spirals: 2, circles: 2, checkerboard: 1 };

/**
 * Points of the plane of spread about one along each axis, for models that learn to draw more of them. Row n depends on the key and n alone, and is of part
 * n mod k, so that parts are of one size. ring: k Gaussians at c/k turns on the circle of radius 1.5. grid: side² Gaussians at equal distances in [−2, 2]²,
 * row by row from the bottom left. moons, spirals, circles and checkerboard: as in "points", twice as large (of the checkerboard one colour). The deviation
 * is that of a Gaussian, along each axis, or of normal noise about the curve. Of ring and grid the density is known (`Table.gaussians`).
 */
export const planarDensities = defineGenerator({
  id: "planar-densities",
  title: { es: "Densidades del plano", en: "Densities of the plane" },
  params: {
    density: {
      kind: "choice",
      label: { es: "Densidad", en: "Density" },
      help: {
        es: "De dónde salen los puntos. El corro y la cuadrícula tienen modas separadas: se ve si un modelo se olvida de alguna.",
        en: "Where points come from. The ring and the grid have separate modes: one sees whether a model forgets some.",
      },
      options: [
        { value: "ring", label: { es: "Corro de gaussianas", en: "Ring of Gaussians" } },
        { value: "grid", label: { es: "Cuadrícula de gaussianas", en: "Grid of Gaussians" } },
        { value: "moons", label: { es: "Lunas", en: "Moons" } },
        { value: "spirals", label: { es: "Espirales", en: "Spirals" } },
        { value: "circles", label: { es: "Círculos", en: "Circles" } },
        { value: "checkerboard", label: { es: "Tablero de ajedrez", en: "Checkerboard" } },
      ],
      default: "ring",
    },
    modes: {
      kind: "integer",
      label: { es: "Gaussianas", en: "Gaussians" },
      help: { es: "Cuántas hay en el corro.", en: "How many stand in the ring." },
      min: 2,
      max: 12,
      default: 8,
      when: { field: "density", is: ["ring"] },
    },
    side: {
      kind: "integer",
      label: { es: "Gaussianas por lado", en: "Gaussians per side" },
      help: { es: "De la cuadrícula: 5 por lado son 25.", en: "Of the grid: 5 per side are 25." },
      min: 2,
      max: 6,
      default: 5,
      when: { field: "density", is: ["grid"] },
    },
    deviation: {
      kind: "number",
      label: { es: "Desviación típica", en: "Standard deviation" },
      help: {
        es: "De cada gaussiana, o del ruido alrededor de la curva. Los datos ocupan unas cuatro unidades.",
        en: "Of each Gaussian, or of the noise about the curve. The data are about four units wide.",
      },
      min: 0.01,
      max: 0.5,
      default: 0.05,
      step: 0.01,
    },
    count: {
      kind: "integer",
      label: { es: "Puntos", en: "Points" },
      help: { es: "Cuántos puntos.", en: "How many points." },
      min: 20,
      max: 20_000,
      default: 8000,
      scale: "log",
    },
  },
  cost: ({ count }) => ({ values: 2 * count, bytes: 24 * count, steps: 6 * count }),
  generate(key, { density, modes = 8, side = 5, deviation, count }) {
    const centres = density === "ring" || density === "grid" ? centresOf(density, modes, side) : undefined;
    const parts = centres ? centres.length / 2 : PARTS[density];
    const values = new Float64Array(2 * count);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      const shift = foldIn(own, 1);
      const part = n % parts;
      const [x, y] = centres
        ? [centres[2 * part], centres[2 * part + 1]]
        : placeOf(density, foldIn(own, 0), part, parts).map((at) => SCALE * at);
      values.set([x + deviation * normal(shift, 0), y + deviation * normal(shift, 1)], 2 * n);
    }
    return {
      rows: count,
      columns: 2,
      values,
      names: ["x", "y"],
      ...(parts > 1 && {
        labels: Int32Array.from({ length: count }, (_, n) => n % parts),
        classes: Array.from({ length: parts }, (_, c) => `${c + 1}`),
      }),
      ...(centres && { gaussians: { centres, deviation } }),
    };
  },
});
