import { cosTurns, exp, sinTurns } from "../../math/elementary.ts";
import { foldIn, integer, normal, uniform } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";

const FACTORS = ["x", "y"] as const;
const STREAM = { path: 1, noise: 2, clutter: 3 } as const;

/**
 * A film of one short bright bar that moves over a dark field and turns, one frame per row. A grey screen, upright in the middle, hides it; specks of light come and
 * go. The factors are where the bar's middle is: x to the right and y downwards, in pixels from the upper left corner.
 */
export const barFilm = defineGenerator({
  id: "bar-film",
  title: { es: "Vídeo de una barra que se esconde", en: "Film of a bar that hides" },
  params: {
    frames: {
      kind: "integer",
      label: { es: "Fotogramas", en: "Frames" },
      help: { es: "Cuántos fotogramas dura el vídeo.", en: "How many frames the video has." },
      min: 20,
      max: 500,
      default: 160,
      scale: "log",
    },
    side: {
      kind: "integer",
      label: { es: "Lado", en: "Side" },
      help: { es: "Cada fotograma tiene lado × lado píxeles.", en: "Each frame has side × side pixels." },
      min: 16,
      max: 40,
      default: 32,
      unit: "px",
    },
    screen: {
      kind: "number",
      label: { es: "Ancho de la pantalla", en: "Width of the screen" },
      help: {
        es: "Qué parte del ancho tapa la pantalla gris de en medio.",
        en: "Share of the width that the grey screen in the middle hides.",
      },
      min: 0,
      max: 0.6,
      default: 0.25,
      step: 0.05,
    },
    clutter: {
      kind: "number",
      label: { es: "Destellos", en: "Clutter" },
      help: {
        es: "Cuántas motas de luz falsas hay por fotograma, en promedio.",
        en: "False specks of light per frame, on average.",
      },
      min: 0,
      max: 5,
      default: 0.5,
      step: 0.1,
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica del ruido de cada píxel (el blanco vale 1).",
        en: "Standard deviation of each pixel's noise (white is 1).",
      },
      min: 0,
      max: 0.4,
      default: 0.12,
      step: 0.01,
    },
  },
  cost({ frames, side }) {
    const values = frames * side * side;
    return { values, bytes: values + 16 * frames + 200, steps: 2 * values };
  },
  generate(key, { frames, side, screen, clutter, noise }) {
    const columns = side * side;
    const values = new Uint8Array(frames * columns);
    const factors = new Float64Array(2 * frames);
    const place = pathOf(foldIn(key, STREAM.path), side, frames);
    const light = new Float64Array(columns);
    for (let t = 0; t < frames; t++) {
      const [x, y, turns] = place(t);
      factors.set([x, y], 2 * t);
      light.fill(0);
      drawBar(light, side, x, y, turns);
      hide(light, side, screen);
      specks(light, side, clutter, foldIn(key, STREAM.clutter, t));
      const own = foldIn(key, STREAM.noise, t);
      for (let at = 0; at < columns; at++)
        values[t * columns + at] = Math.round(255 * Math.min(Math.max(light[at] + noise * normal(own, at), 0), 1));
    }
    return {
      rows: frames,
      columns,
      values,
      image: { width: side, height: side, channels: 1 },
      factors: { names: FACTORS, values: factors },
    };
  },
});

/** A smooth way to and fro that crosses the middle, and how the bar is turned. */
function pathOf(key: Parameters<typeof uniform>[0], side: number, frames: number) {
  const [a, b, c] = [uniform(key, 0), uniform(key, 1), uniform(key, 2)];
  const rounds = Math.max(1, frames / 80);
  return (t: number): readonly [number, number, number] => {
    const share = t / frames;
    const x = side * (0.5 + 0.36 * sinTurns(rounds * share + a));
    const y = side * (0.5 + 0.24 * sinTurns(1.37 * rounds * share + b) + 0.1 * sinTurns(0.31 * rounds * share + c));
    return [x, y, 0.6 * share * rounds + c];
  };
}

/** A bar of a fifth of the side by a sixteenth, with soft edges. */
function drawBar(light: Float64Array, side: number, x: number, y: number, turns: number): void {
  const [c, s] = [cosTurns(turns), sinTurns(turns)];
  const [long, short] = [side / 10, side / 32];
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y];
      const [along, across] = [c * dx + s * dy, c * dy - s * dx];
      const out = Math.max(0, Math.abs(along) - long);
      light[row * side + column] += exp(-0.5 * ((out / short) ** 2 + (across / short) ** 2));
    }
}

/** How bright the screen is. */
const SCREEN = 0.25;

function hide(light: Float64Array, side: number, share: number): void {
  const [from, to] = [side * (0.5 - share / 2), side * (0.5 + share / 2)];
  for (let at = 0; at < light.length; at++) {
    const column = (at % side) + 0.5;
    if (column > from && column < to) light[at] = SCREEN;
  }
}

/** Specks of two by two pixels: up to twice the mean, each with probability a half. */
function specks(light: Float64Array, side: number, mean: number, key: Parameters<typeof uniform>[0]): void {
  const most = Math.ceil(2 * mean);
  for (let k = 0; k < most; k++) {
    if (uniform(key, 3 * k) >= mean / most) continue;
    const [left, top] = [integer(foldIn(key, 1), k, side - 1), integer(foldIn(key, 2), k, side - 1)];
    for (const at of [0, 1, side, side + 1]) light[top * side + left + at] += 0.8;
  }
}
