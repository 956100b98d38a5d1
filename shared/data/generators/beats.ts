import { cosTurns, exp } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { aloneAt, WAVES, type Wave } from "./beat.ts";
import { type Dice, diceOf } from "./dice.ts";
import { defineGenerator } from "./generator.ts";

/** Samples per second, how many a row has, and which of them the R wave is at. */
export const BEAT = { rate: 125, samples: 96, peak: 36 } as const;
/** Mean period in seconds. */
const PERIOD = 0.8;
/**
 * Standard deviations between beats of one kind: of the logarithms of period, of the size of all and of each wave's height and width; of a wave's place as a share of the period; of
 * the level and of the drift of the breath, both relative to R.
 */
const SPREAD = { period: 0.1, size: 0.08, height: 0.1, width: 0.06, place: 0.005, level: 0.03, drift: 0.04 } as const;

export const BEAT_KINDS = ["normal", "ventricular", "st-elevation", "no-p-wave", "inverted-t"] as const;
type Kind = (typeof BEAT_KINDS)[number];

/** What becomes of the waves. */
const CHANGES: Readonly<Record<Kind, (waves: readonly Wave[], dice: Dice) => readonly Wave[]>> = {
  normal: (waves) => waves,
  // Out of turn from a ventricle: no P, broad and tall R, a deep S, and T the other way.
  ventricular: (waves, dice) => {
    const broad = dice.between(2.2, 3.2);
    return waves.flatMap((wave) => {
      switch (wave.name) {
        case "R":
          return [{ ...wave, width: broad * wave.width, height: dice.between(1, 1.3) * wave.height }];
        case "S":
          return [{ ...wave, centre: 2.4 * wave.centre, width: broad * wave.width, height: -dice.between(0.3, 0.6) }];
        case "T":
          return [{ ...wave, centre: 1.15 * wave.centre, height: -dice.between(0.2, 0.45) }];
        default:
          return [];
      }
    });
  },
  // Between S and T the line does not come back to its level.
  "st-elevation": (waves, dice) => [
    ...waves,
    { name: "ST", centre: 0.13, width: 0.055, height: dice.between(0.15, 0.4) },
  ],
  "no-p-wave": (waves) => waves.filter(({ name }) => name !== "P"),
  "inverted-t": (waves, dice) =>
    waves.map((wave) => (wave.name === "T" ? { ...wave, height: -dice.between(0.15, 0.45) } : wave)),
};

/**
 * Single heartbeats of an ECG, one in each row, cut out around the R wave: normal ones, and with probability `share` one of four kinds of anomaly, its class. Each row
 * depends on the key and its number alone. Invented numbers: no patients.
 */
export const beats = defineGenerator({
  id: "beats",
  title: { es: "Latidos sueltos, normales y anómalos", en: "Single heartbeats, normal and anomalous" },
  classes: {
    normal: { es: "normal", en: "normal" },
    ventricular: { es: "extrasístole ventricular", en: "premature ventricular" },
    "st-elevation": { es: "elevación del ST", en: "ST elevation" },
    "no-p-wave": { es: "sin onda P", en: "no P wave" },
    "inverted-t": { es: "onda T invertida", en: "inverted T wave" },
  },
  params: {
    count: {
      kind: "integer",
      label: { es: "Latidos", en: "Heartbeats" },
      help: { es: "Cuántos latidos hay, con los anómalos.", en: "How many heartbeats there are, anomalies included." },
      min: 50,
      max: 20_000,
      default: 2400,
      scale: "log",
    },
    share: {
      kind: "number",
      label: { es: "Anomalías", en: "Anomalies" },
      help: {
        es: "Qué parte de los latidos es anómala, de los cuatro tipos por igual.",
        en: "What part of the heartbeats is anomalous, of the four kinds alike.",
      },
      min: 0,
      max: 0.5,
      default: 0.12,
      step: 0.01,
    },
    variation: {
      kind: "number",
      label: { es: "Variación", en: "Variation" },
      help: {
        es: "Cuánto cambian de un latido a otro el pulso y la altura, el ancho y el lugar de las ondas.",
        en: "How much the pulse, and the height, width and place of the waves, vary from beat to beat.",
      },
      min: 0,
      max: 3,
      default: 1,
      step: 0.1,
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación del ruido del aparato, comparada con la onda R.",
        en: "Deviation of the instrument's noise, relative to the R wave.",
      },
      min: 0,
      max: 0.3,
      default: 0.03,
      step: 0.01,
    },
  },
  cost({ count }) {
    const values = BEAT.samples * count;
    return { values, bytes: 8 * values + 4 * count, steps: 2 * values };
  },
  generate(key, { count, share, variation, noise }) {
    const values = new Float64Array(count * BEAT.samples);
    const labels = new Int32Array(count);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      labels[n] = uniform(own, 0) < share ? 1 + Math.floor(4 * uniform(own, 1)) : 0;
      const row = values.subarray(n * BEAT.samples, (n + 1) * BEAT.samples);
      draw(row, foldIn(own, 1), BEAT_KINDS[labels[n]], variation);
      const device = foldIn(own, 2);
      for (let s = 0; s < row.length; s++) row[s] += noise * normal(device, s);
    }
    return {
      rows: count,
      columns: BEAT.samples,
      values,
      names: Array.from({ length: BEAT.samples }, (_, s) => `${Math.round((1000 * (s - BEAT.peak)) / BEAT.rate)} ms`),
      labels,
      classes: BEAT_KINDS,
    };
  },
});

/** A beat without noise. */
function draw(row: Float64Array, key: Key, kind: Kind, variation: number): void {
  const spread = (index: number, size: number) => variation * size * normal(key, index);
  const period = PERIOD * exp(spread(0, SPREAD.period));
  const size = exp(spread(1, SPREAD.size));
  const own = WAVES.map(({ name, centre, width, height }, w) => ({
    name,
    centre: centre + spread(10 + 3 * w, SPREAD.place),
    width: width * exp(spread(11 + 3 * w, SPREAD.width)),
    height: size * height * exp(spread(12 + 3 * w, SPREAD.height)),
  }));
  const waves = CHANGES[kind](own, diceOf(foldIn(key, 1), 1));
  const level = spread(2, SPREAD.level);
  const drift = spread(3, SPREAD.drift);
  const breath = uniform(key, 5);
  for (let s = 0; s < row.length; s++) {
    const seconds = (s - BEAT.peak) / BEAT.rate;
    row[s] = aloneAt(seconds / period, waves) + level + drift * cosTurns(breath + 0.27 * seconds);
  }
}
