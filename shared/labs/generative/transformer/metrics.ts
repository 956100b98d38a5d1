import type { Fold } from "../../fold.ts";
import { metricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { mean, told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import type { TransformerParams } from "./fields.ts";

/** Bits of the newest minibatches: what the net knows of the text that it learns. */
const LAST = 20;

const ofBeside = (output: string, record: string) => (fold: Fold) =>
  outputOf("judge", output)(fold) ?? told(fold, "beside", record).at(-1);
const hasPairs = ({ content }: { readonly content?: unknown }) => content === "pairs";
const hasBeside = ({ beside }: { readonly beside?: unknown }) => beside === true;

export const transformerNumbers = metricTable<TransformerParams>({
  bitsPerCharacter: {
    unit: "bits",
    label: { es: "Bits por carácter", en: "Bits per character" },
    better: "lower",
    meaning: {
      es: "Media de −log₂ de la probabilidad que el transformador da a cada carácter de prueba con al menos media ventana delante; de traducciones, a los de la respuesta; mientras aprende, en 64 ventanas o líneas, con todos los caracteres de las ventanas",
      en: "Mean of −log₂ of the probability that the transformer gives to each held-out character with at least half a window before it; of translations, to those of the answer; while it learns, in 64 windows or lines, with all characters of the windows",
    },
    of: outputOrLast("evaluate", "bits", "testBits"),
  },
  exactMatch: {
    unit: "",
    label: { es: "Respuestas exactas", en: "Exact answers" },
    better: "higher",
    applies: hasPairs,
    meaning: {
      es: "Parte de las líneas de prueba cuya respuesta entera es la que el transformador escribe si elige siempre lo más probable; mientras aprende, de las 64 primeras",
      en: "Fraction of the held-out lines whose whole answer is the one that the transformer writes if it always chooses the most probable; while it learns, of the first 64",
    },
    of: outputOrLast("evaluate", "exact", "testExact"),
  },
  nGramBits: {
    unit: "bits",
    label: { es: "Tabla de orden 3", en: "Table of order 3" },
    meaning: {
      es: "Los bits por carácter de una tabla que cuenta qué sigue a cada tres caracteres (Witten y Bell, 1991), en los mismos caracteres de prueba",
      en: "The bits per character of a table that counts what follows each three characters (Witten & Bell 1991), on the same held-out characters",
    },
    of: outputOf("baseline", "bits", 3),
  },
  recurrentBits: {
    unit: "bits",
    label: { es: "Bits, recurrente", en: "Bits, recurrent" },
    applies: hasBeside,
    meaning: {
      es: "Los bits por carácter de la red recurrente con casi tantos pesos, en las mismas ventanas",
      en: "The bits per character of the recurrent net with almost as many weights, in the same windows",
    },
    of: ofBeside("bits", "testBits"),
  },
  recurrentExactMatch: {
    unit: "",
    label: { es: "Exactas, recurrente", en: "Exact, recurrent" },
    applies: (params) => hasPairs(params) && hasBeside(params),
    meaning: {
      es: "La parte de respuestas exactas de la red recurrente",
      en: "The fraction of exact answers of the recurrent net",
    },
    of: ofBeside("exact", "testExact"),
  },
  trainBits: {
    unit: "bits",
    label: { es: "Bits al entrenar", en: "Bits in training" },
    meaning: {
      es: "Bits por carácter de los últimos 20 minilotes",
      en: "Bits per character of the last 20 minibatches",
    },
    of: (fold) => mean(told(fold, "train", "bits").slice(-LAST)),
  },
  stoppedAt: {
    label: stoppedAt.label,
    meaning: stoppedAt.meaning,
    of: (fold) => stoppedAtOf(fold.output("train")),
  },
});
