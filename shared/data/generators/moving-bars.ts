import { cosTurns, exp, sinTurns } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

/** Two waves whose periods have no common multiple, so that a path never repeats. */
const SHARES = [0.7, 0.3] as const;
const RATES = [1, 1.618033988749895] as const;
/** Frames of the quick path for one of the slow one. */
const QUICK = 13.7;
const FACTORS = ["position", "angle", "brightness"] as const;

/**
 * A film of one bright bar on a dark field, one frame per row. "drift": the bar moves slowly from side to side and its brightness flickers.
 * "turn": it turns slowly while it moves quickly to and fro, so that every single pixel changes quickly. What moves is known: `factors` has the
 * bar's position (pixels from the middle), angle (degrees) and brightness in each frame.
 */
export const movingBars = defineGenerator({
  id: "moving-bars",
  title: { es: "Barras en movimiento", en: "Moving bars" },
  params: {
    frames: {
      kind: "integer",
      label: { es: "Fotogramas", en: "Frames" },
      help: { es: "Cuántos fotogramas dura el vídeo.", en: "How many frames the video has." },
      min: 50,
      max: 20_000,
      default: 4000,
      scale: "log",
    },
    side: {
      kind: "integer",
      label: { es: "Lado", en: "Side" },
      help: { es: "Cada fotograma tiene lado × lado píxeles.", en: "Each frame has side × side pixels." },
      min: 6,
      max: 32,
      default: 14,
      unit: "px",
    },
    motion: {
      kind: "choice",
      label: { es: "Movimiento", en: "Motion" },
      help: {
        es: "Qué cambia despacio: el lugar de la barra, o su ángulo (y entonces el lugar cambia deprisa).",
        en: "What changes slowly: the bar's position, or its angle (in which case its position changes quickly).",
      },
      options: [
        { value: "turn", label: { es: "Gira despacio", en: "Turns slowly" } },
        { value: "drift", label: { es: "Se desplaza despacio", en: "Drifts slowly" } },
      ],
      default: "turn",
    },
    period: {
      kind: "integer",
      label: { es: "Periodo", en: "Period" },
      help: {
        es: "Fotogramas de una ida y vuelta de lo que cambia despacio.",
        en: "Frames per full back-and-forth cycle of what changes slowly.",
      },
      min: 20,
      max: 5000,
      default: 400,
      scale: "log",
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica del ruido de cada píxel (el blanco vale 1).",
        en: "Standard deviation of each pixel's noise (white is 1).",
      },
      min: 0,
      max: 0.5,
      default: 0.02,
      step: 0.01,
    },
  },
  cost({ frames, side }) {
    const values = frames * side * side;
    return { values, bytes: values + 8 * FACTORS.length * frames, steps: values };
  },
  generate(key, { frames, side, motion, period, noise }) {
    const columns = side * side;
    const values = new Uint8Array(frames * columns);
    const factors = new Float64Array(frames * FACTORS.length);
    const slow = wander(foldIn(key, 1), period);
    const quick = wander(foldIn(key, 2), period / QUICK);
    const flicker = foldIn(key, 3);
    for (let t = 0; t < frames; t++) {
      const angle = motion === "turn" ? 75 * slow(t) : 0;
      const position = motion === "turn" ? 0.3 * side * quick(t) : 0.42 * side * slow(t);
      const brightness = motion === "turn" ? 1 : 0.5 + 0.5 * uniform(flicker, t);
      factors.set([position, angle, brightness], t * FACTORS.length);
      const picture = values.subarray(t * columns, (t + 1) * columns);
      draw(picture, side, position, angle / 360, brightness, noise, foldIn(key, 4, t));
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

/** A smooth path within [−1, 1]. */
function wander(key: Key, period: number): (t: number) => number {
  const phases = RATES.map((_, k) => uniform(key, k));
  return (t) => RATES.reduce((sum, rate, k) => sum + SHARES[k] * sinTurns((rate * t) / period + phases[k]), 0);
}

/** A bar through the point at `position` from the middle along its normal, which is turned by `turns`; its profile is a Gaussian. */
function draw(
  picture: Uint8Array,
  side: number,
  position: number,
  turns: number,
  brightness: number,
  noise: number,
  key: Key,
): void {
  const [nx, ny] = [cosTurns(turns), sinTurns(turns)];
  const width = side / 12;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const away = ((x + 0.5 - side / 2) * nx + (y + 0.5 - side / 2) * ny - position) / width;
      const at = y * side + x;
      const light = brightness * exp(-0.5 * away * away) + (noise > 0 ? noise * normal(key, at) : 0);
      picture[at] = Math.round(255 * Math.min(Math.max(light, 0), 1));
    }
  }
}
