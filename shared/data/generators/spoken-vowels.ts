import { foldIn, integer } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";
import { drawVoice, sayVowels, vowels } from "./vowel-sounds.ts";

/** Samples per second. */
const RATE = 8000;
/** Seconds that a vowel takes at least. */
const SHORTEST = 0.16;

/**
 * Synthetic voices, each other than the one before, that say vowels in any order. The class of a sample is the vowel that is being said, "–" in pauses; the one factor is
 * the number of the voice, from 0.
 */
export const spokenVowels = defineGenerator({
  id: "spoken-vowels",
  title: { es: "Vocales habladas", en: "Spoken vowels" },
  columns: { sound: { es: "sonido", en: "sound" } },
  params: {
    language: {
      kind: "choice",
      label: { es: "Vocales", en: "Vowels" },
      help: {
        es: "Las cinco del español, o siete del inglés, cada una nombrada por una palabra que la tiene.",
        en: "The five of Spanish, or seven of English, each named by a word that has it.",
      },
      options: [
        { value: "es", label: { es: "Del español", en: "Spanish" } },
        { value: "en", label: { es: "Del inglés", en: "English" } },
      ],
      default: "es",
    },
    voices: {
      kind: "integer",
      label: { es: "Voces", en: "Voices" },
      help: {
        es: "Cuántas personas hablan, una tras otra. Cada una tiene su tono y el tamaño de su boca.",
        en: "How many people speak, one after another. Each has a pitch and a size of mouth.",
      },
      min: 1,
      max: 12,
      default: 3,
    },
    seconds: {
      kind: "integer",
      label: { es: "Duración", en: "Duration" },
      help: { es: "De la grabación entera.", en: "Of the whole recording." },
      min: 1,
      max: 60,
      default: 9,
      unit: "s",
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Ruido de la sala, comparado con la voz.",
        en: "Noise of the room, relative to the voice.",
      },
      min: 0,
      max: 1,
      default: 0.02,
      step: 0.01,
    },
  },
  cost({ seconds }) {
    const values = seconds * RATE;
    return { values, bytes: 56 * values, steps: 6 * values };
  },
  generate(key, { language, voices, seconds, noise }) {
    const list = vowels[language];
    const rows = seconds * RATE;
    const share = Math.floor(rows / voices);
    const most = Math.ceil(share / RATE / SHORTEST);
    const parts = Array.from({ length: voices }, (_, v) => {
      const own = foldIn(key, v);
      const order = Uint8Array.from({ length: most }, (__, i) => integer(foldIn(own, 1), i, list.length));
      const length = v === voices - 1 ? rows - v * share : share;
      return sayVowels(foldIn(own, 2), drawVoice(foldIn(own, 3)), list, order, {
        rate: RATE,
        noise,
        seconds: length / RATE,
      });
    });
    const [values, labels, who] = [new Float32Array(rows), new Int32Array(rows), new Float64Array(rows)];
    let at = 0;
    for (const [v, { sound, said }] of parts.entries()) {
      values.set(sound, at);
      labels.set(said, at);
      who.fill(v, at, at + sound.length);
      at += sound.length;
    }
    return {
      rows,
      columns: 1,
      values,
      names: ["sound"],
      rate: RATE,
      labels,
      classes: [...list.map(({ name }) => name), "–"],
      factors: { names: ["voice"], values: who },
    };
  },
});
