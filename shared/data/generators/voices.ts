import { foldIn } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";
import { mix, mixingMatrix } from "./mixing.ts";
import { speak } from "./speech.ts";

/** Samples per second. */
export const VOICE_RATE = 8000;

/**
 * A cocktail party: synthetic voices that speak made-up words at the same time, heard by as many microphones. The factors are the voices alone.
 */
export const voices = defineGenerator({
  id: "voices",
  title: { es: "Voces a la vez", en: "Simultaneous voices" },
  params: {
    voices: {
      kind: "integer",
      label: { es: "Voces", en: "Voices" },
      help: {
        es: "Cuántas hablan, y cuántos micrófonos escuchan.",
        en: "How many people speak, and how many microphones listen.",
      },
      min: 2,
      max: 5,
      default: 3,
    },
    seconds: {
      kind: "integer",
      label: { es: "Duración", en: "Duration" },
      help: {
        es: "Cuánto dura la grabación. Con más segundos la separación suele ser mejor.",
        en: "How long the recording is. More seconds usually give a better separation.",
      },
      min: 1,
      max: 20,
      default: 4,
      unit: "s",
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Ruido propio de cada micrófono, comparado con lo que oye.",
        en: "Independent noise at each microphone, relative to its signal.",
      },
      min: 0,
      max: 0.5,
      default: 0,
      step: 0.01,
    },
  },
  cost({ voices: n, seconds }) {
    const rows = seconds * VOICE_RATE;
    const values = rows * n;
    // The voices, their mixtures in double and in single precision, and one voice with its levelled copy.
    return { values, bytes: 20 * values + 16 * rows, steps: 3 * values };
  },
  generate(key, { voices: n, seconds, noise }) {
    const rows = seconds * VOICE_RATE;
    const values = new Float64Array(rows * n);
    for (let j = 0; j < n; j++) {
      const voice = speak(foldIn(key, 0, j), j, rows, VOICE_RATE);
      for (let r = 0; r < rows; r++) values[r * n + j] = voice[r];
    }
    return {
      rows,
      columns: n,
      values: Float32Array.from(mix(values, rows, mixingMatrix(foldIn(key, 1), n), noise, foldIn(key, 2))),
      names: Array.from({ length: n }, (_, i) => `mic${i + 1}`),
      rate: VOICE_RATE,
      factors: { names: Array.from({ length: n }, (_, j) => `voice${j + 1}`), values },
    };
  },
});
