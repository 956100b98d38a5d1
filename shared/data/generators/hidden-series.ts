import { cosTurns, exp, sinTurns } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Table } from "../table.ts";
import { defineGenerator } from "./generator.ts";
import { nile } from "./nile.ts";
import { speak } from "./speech.ts";

/** Samples per second of the voice. */
const RATE = 8000;
/** What random numbers are drawn for. */
const STREAM = { state: 1, noise: 2, gaps: 3, volatility: 4, jumps: 5, mixing: 6 } as const;
const MADE = ["level", "market", "path", "regimes", "waves"] as const;
type Made = (typeof MADE)[number];

const NAMES = {
  level: ["y"],
  market: ["price"],
  path: ["x", "y"],
  regimes: ["y"],
  waves: ["sensor 1", "sensor 2", "sensor 3"],
} as const satisfies Record<Made, readonly string[]>;

/** Something that is hidden, and measurements of it with noise and gaps. The factors are the measurements without their noise. Of the Nile nobody knows them. */
export const hiddenSeries = defineGenerator({
  id: "hidden-series",
  title: { es: "Serie con algo oculto", en: "Series with something hidden" },
  columns: { flow: { es: "caudal", en: "flow" }, voice: { es: "voz", en: "voice" } },
  params: {
    kind: {
      kind: "choice",
      label: { es: "Qué se mide", en: "What is measured" },
      help: {
        es: "Todo es sintético salvo el Nilo: el caudal anual en Asuán, de 1871 a 1970, en 10⁸ m³.",
        en: "All are synthetic but the Nile: its annual flow at Aswan from 1871 to 1970, in 10⁸ m³.",
      },
      options: [
        { value: "level", label: { es: "Un nivel que vaga", en: "A level that wanders" } },
        { value: "market", label: { es: "Un precio (sintético)", en: "A price (synthetic)" } },
        { value: "path", label: { es: "Un cuerpo que se mueve", en: "A body that moves" } },
        { value: "regimes", label: { es: "Un nivel que salta", en: "A level that jumps" } },
        { value: "waves", label: { es: "Dos osciladores y tres sensores", en: "Two oscillators and three sensors" } },
        { value: "voice", label: { es: "Una voz con ruido", en: "A noisy voice" } },
        { value: "nile", label: { es: "El Nilo", en: "The Nile" } },
      ],
      default: "level",
    },
    rows: {
      kind: "integer",
      label: { es: "Instantes", en: "Time steps" },
      help: { es: "Longitud de la serie.", en: "Length of the series." },
      min: 20,
      max: 20_000,
      default: 200,
      scale: "log",
      when: { field: "kind", is: MADE },
    },
    seconds: {
      kind: "number",
      label: { es: "Duración", en: "Duration" },
      help: { es: "Cuánto dura la grabación.", en: "How long the recording is." },
      min: 0.5,
      max: 5,
      default: 1.5,
      step: 0.5,
      unit: "s",
      when: { field: "kind", is: ["voice"] },
    },
    process: {
      kind: "number",
      label: { es: "Ruido del proceso", en: "Process noise" },
      help: {
        es: "Cuánto cambia por sí mismo lo oculto en cada instante (desviación típica).",
        en: "How much what is hidden changes of itself in each step (standard deviation).",
      },
      min: 0.001,
      max: 10,
      default: 0.3,
      scale: "log",
      when: { field: "kind", is: MADE },
    },
    noise: {
      kind: "number",
      label: { es: "Ruido de medida", en: "Measurement noise" },
      help: {
        es: "Desviación típica del error de cada medida.",
        en: "Standard deviation of the error of each measurement.",
      },
      min: 0,
      max: 20,
      default: 1,
      step: 0.01,
      when: { field: "kind", is: [...MADE, "voice"] },
    },
    missing: {
      kind: "number",
      label: { es: "Instantes sin medida", en: "Steps without measurement" },
      help: {
        es: "Qué parte de los instantes no se mide, en huecos seguidos.",
        en: "Share of the steps that are not measured, in runs.",
      },
      min: 0,
      max: 0.8,
      default: 0,
      step: 0.05,
      when: { field: "kind", is: MADE },
    },
    gap: {
      kind: "integer",
      label: { es: "Longitud de cada hueco", en: "Length of each gap" },
      help: { es: "Cuántos instantes seguidos faltan.", en: "How many steps in a row are missing." },
      min: 1,
      max: 200,
      default: 10,
      when: { field: "kind", is: MADE },
    },
  },
  cost({ kind, rows = 0, seconds = 0 }) {
    const steps = kind === "voice" ? Math.ceil(seconds * RATE) : kind === "nile" ? nile.length : rows;
    const columns = kind in NAMES ? NAMES[kind as Made].length : 1;
    const values = steps * columns;
    return { values, bytes: 40 * values + 200, steps: 12 * values };
  },
  generate(key, { kind, rows = 200, seconds = 1.5, process = 0.3, noise = 1, missing = 0, gap = 10 }): Table {
    if (kind === "nile") return { rows: nile.length, columns: 1, values: Float64Array.from(nile), names: ["flow"] };
    if (kind === "voice") return noisyVoice(key, Math.round(seconds * RATE), noise);
    const names = NAMES[kind];
    const clean = hidden[kind](key, rows, process);
    const values = noisy(key, clean, noise);
    const mask = maskOf(foldIn(key, STREAM.gaps), rows, names.length, missing, gap);
    return {
      rows,
      columns: names.length,
      values: mask ? values.map((value, at) => (mask[at] ? value : 0)) : values,
      ...(mask && { mask }),
      names,
      factors: { names, values: clean },
    };
  },
});

function noisy(key: Key, clean: Float64Array, noise: number): Float64Array {
  const own = foldIn(key, STREAM.noise);
  return clean.map((value, at) => value + noise * normal(own, at));
}

/** A voice of mean square 0.01; `noise` is relative to its loudness. */
function noisyVoice(key: Key, rows: number, noise: number): Table {
  const clean = speak(foldIn(key, STREAM.state), 0, rows, RATE);
  return {
    rows,
    columns: 1,
    values: noisy(key, clean, 0.1 * noise),
    names: ["voice"],
    rate: RATE,
    factors: { names: ["voice"], values: clean },
  };
}

/** Runs of `gap` steps, whole rows, until about that share is missing; none where nothing is. */
function maskOf(key: Key, rows: number, columns: number, share: number, gap: number): Uint8Array | undefined {
  if (share === 0) return undefined;
  const mask = new Uint8Array(rows * columns).fill(1);
  // A gap begins with this probability at a step that is in none.
  const start = share / (share + gap * (1 - share));
  for (let t = 0; t < rows; t++) {
    if (uniform(key, t) >= start) continue;
    mask.fill(0, t * columns, Math.min(rows, t + gap) * columns);
    t += gap - 1;
  }
  return mask;
}

/** What is measured, without noise: rows × columns. */
const hidden: Record<Made, (key: Key, rows: number, process: number) => Float64Array> = {
  level(key, rows, process) {
    const own = foldIn(key, STREAM.state);
    let level = 0;
    return new Float64Array(rows).map((_, t) => {
      if (t > 0) level += process * normal(own, t);
      return level;
    });
  },
  /** A local linear trend whose steps are large and small in turns: their log variance wanders about 0. */
  market(key, rows, process) {
    const [own, loud] = [foldIn(key, STREAM.state), foldIn(key, STREAM.volatility)];
    let [level, slope, volatility] = [100, 0, 0];
    return new Float64Array(rows).map((_, t) => {
      if (t === 0) return level;
      volatility = 0.95 * volatility + 0.25 * normal(loud, t);
      slope = 0.98 * slope + 0.06 * process * normal(own, 2 * t);
      level += slope + process * exp(0.5 * volatility) * normal(own, 2 * t + 1);
      return level;
    });
  },
  /** Velocity changes by white noise, and is pulled back where the body leaves the middle. */
  path(key, rows, process) {
    const own = foldIn(key, STREAM.state);
    const out = new Float64Array(2 * rows);
    const [place, speed] = [
      [-20, -12],
      [1.2, 0.6],
    ];
    for (let t = 0; t < rows; t++)
      for (let i = 0; i < 2; i++) {
        if (t > 0) {
          const push = process * normal(own, 2 * t + i) - 0.002 * place[i];
          place[i] += speed[i] + 0.5 * push;
          speed[i] += push;
        }
        out[2 * t + i] = place[i];
      }
    return out;
  },
  /** One of three levels; `process` is the probability of another in each step, over ten. */
  regimes(key, rows, process) {
    const own = foldIn(key, STREAM.jumps);
    let level = 0;
    return new Float64Array(rows).map((_, t) => {
      if (uniform(own, 2 * t) < process / 10) level = (level + (uniform(own, 2 * t + 1) < 0.5 ? 1 : 2)) % 3;
      return 2 * (level - 1);
    });
  },
  /** Two rotations that are pushed at random and lose a little; each sensor sees a mixture of both. */
  waves(key, rows, process) {
    const [own, mixing] = [foldIn(key, STREAM.state), foldIn(key, STREAM.mixing)];
    const c = Float64Array.from({ length: 12 }, (_, i) => normal(mixing, i));
    const x = Float64Array.of(2, 0, 0, 2);
    const out = new Float64Array(3 * rows);
    for (let t = 0; t < rows; t++) {
      for (let k = 0; k < 2; k++) {
        const turns = k === 0 ? 1 / 25 : 1 / 9;
        const [a, b] = [x[2 * k], x[2 * k + 1]];
        x[2 * k] = 0.985 * (cosTurns(turns) * a - sinTurns(turns) * b) + process * normal(own, 4 * t + 2 * k);
        x[2 * k + 1] = 0.985 * (sinTurns(turns) * a + cosTurns(turns) * b) + process * normal(own, 4 * t + 2 * k + 1);
      }
      for (let i = 0; i < 3; i++) for (let j = 0; j < 4; j++) out[3 * t + i] += c[4 * i + j] * x[j];
    }
    return out;
  },
};
