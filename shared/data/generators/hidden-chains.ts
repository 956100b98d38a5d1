import { sample } from "../../kernels/hmm/sample.ts";
import { foldIn, integer, type Key, uniform } from "../../random/index.ts";
import type { HiddenChain } from "../hidden-chain.ts";
import type { Table } from "../table.ts";
import { defineGenerator } from "./generator.ts";
import { hiddenChainModels } from "./hidden-chain-models.ts";

/** One key per use. */
const STREAM = { rows: 0, missing: 1, gap: 2 } as const;

/**
 * Sequences of a hidden Markov model that is known: the classes are its states. A share of the values is missing, and from each sequence a stretch.
 */
export const hiddenChains = defineGenerator({
  id: "hidden-chains",
  title: { es: "Cadenas ocultas conocidas", en: "Known hidden chains" },
  columns: { symbol: { es: "símbolo", en: "symbol" } },
  classes: {
    fair: { es: "dado justo", en: "fair die" },
    loaded: { es: "dado trucado", en: "loaded die" },
    dry: { es: "seco", en: "dry" },
    rain: { es: "lluvia", en: "rain" },
    umbrella: { es: "paraguas", en: "umbrella" },
    "no-umbrella": { es: "sin paraguas", en: "no umbrella" },
    low: { es: "bajo", en: "low" },
    middle: { es: "medio", en: "middle" },
    high: { es: "alto", en: "high" },
    go: { es: "pase", en: "go" },
    wait: { es: "aviso", en: "wait" },
    stop: { es: "alto", en: "stop" },
  },
  params: {
    chain: {
      kind: "choice",
      label: { es: "Cadena", en: "Chain" },
      help: { es: "Qué modelo produce los datos.", en: "Which model the data come from." },
      options: [
        { value: "casino", label: { es: "Casino tramposo", en: "Dishonest casino" } },
        { value: "weather", label: { es: "Tiempo y paraguas", en: "Weather and umbrellas" } },
        { value: "levels", label: { es: "Señal de tres niveles", en: "Signal of three levels" } },
        { value: "light", label: { es: "Semáforo", en: "Traffic light" } },
      ],
      default: "casino",
    },
    sequences: {
      kind: "integer",
      label: { es: "Secuencias", en: "Sequences" },
      help: { es: "Cuántas secuencias independientes.", en: "How many independent sequences." },
      min: 1,
      max: 300,
      default: 1,
      scale: "log",
    },
    length: {
      kind: "integer",
      label: { es: "Longitud", en: "Length" },
      help: { es: "Pasos de cada secuencia.", en: "Steps of each sequence." },
      min: 2,
      max: 100_000,
      default: 300,
      scale: "log",
    },
    missing: {
      kind: "number",
      label: { es: "Valores que faltan", en: "Missing values" },
      help: {
        es: "Qué parte de las observaciones falta, al azar.",
        en: "Which share of observations is missing, at random.",
      },
      min: 0,
      max: 0.9,
      default: 0,
      step: 0.01,
    },
    gap: {
      kind: "integer",
      label: { es: "Hueco", en: "Gap" },
      help: {
        es: "Pasos seguidos que faltan en algún lugar de cada secuencia.",
        en: "Steps in a row that are missing somewhere in each sequence.",
      },
      min: 0,
      max: 1000,
      default: 0,
    },
  },
  cost({ sequences, length }) {
    const values = sequences * length;
    return { values, bytes: 32 * values, steps: 4 * values };
  },
  generate(key, { chain, sequences, length, missing, gap }) {
    const known = hiddenChainModels[chain];
    const rows = sequences * length;
    const values = new Float64Array(rows);
    const labels = new Int32Array(rows);
    for (let i = 0; i < sequences; i++) {
      const { states, observations } = sample(foldIn(key, STREAM.rows, i), known.model, length);
      labels.set(states, i * length);
      values.set(observations.symbols ?? (observations.values as Float64Array), i * length);
    }
    const mask = maskOf(key, sequences, length, missing, gap);
    if (mask) for (let t = 0; t < rows; t++) if (mask[t] === 0) values[t] = 0;
    return tableOf(known, { rows, columns: 1, values, labels, ...(mask && { mask }) }, sequences, length);
  },
});

function tableOf(known: HiddenChain, table: Table, sequences: number, length: number): Table {
  return {
    ...table,
    names: [known.symbols ? "symbol" : "x"],
    ...(known.symbols && { levels: [known.symbols] }),
    classes: known.states,
    starts: Int32Array.from({ length: sequences }, (_, i) => i * length),
    chain: known,
  };
}

/** 1 where a value is present; undefined where all are. */
function maskOf(key: Key, sequences: number, length: number, missing: number, gap: number): Uint8Array | undefined {
  if (missing === 0 && gap === 0) return undefined;
  const alone = foldIn(key, STREAM.missing);
  const mask = Uint8Array.from({ length: sequences * length }, (_, t) => Number(uniform(alone, t) >= missing));
  const stretch = Math.min(gap, length);
  for (let i = 0; i < sequences; i++) {
    const at = i * length + integer(foldIn(key, STREAM.gap), i, length - stretch + 1);
    mask.fill(0, at, at + stretch);
  }
  return mask;
}
