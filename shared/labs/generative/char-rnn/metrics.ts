import type { Fold } from "../../fold.ts";
import { metricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { mean, told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import type { CharRnnParams } from "./fields.ts";

/** Bits of the newest minibatches: what the net knows of the text that it learns. */
const LAST = 20;

export const charNumbers = metricTable<CharRnnParams>({
  bitsPerCharacter: {
    unit: "bits",
    label: { es: "Bits por carácter", en: "Bits per character" },
    better: "lower",
    meaning: {
      es: "Media de −log₂ de la probabilidad que la red da a cada carácter del texto de prueba, leído desde su principio",
      en: "Mean of −log₂ of the probability that the net gives to each character of the held-out text, read from its beginning",
    },
    of: outputOrLast("evaluate", "bits", "testBits"),
  },
  nGramBits: {
    unit: "bits",
    label: { es: "Tabla de orden 3", en: "Table of order 3" },
    meaning: {
      es: "Los bits por carácter de una tabla que cuenta qué sigue a cada tres caracteres (Witten y Bell, 1991), en el mismo texto de prueba",
      en: "The bits per character of a table that counts what follows each three characters (Witten & Bell 1991), on the same held-out text",
    },
    of: outputOf("baseline", "bits", 3),
  },
  validity: {
    unit: "",
    label: { es: "Válido", en: "Valid" },
    better: "higher",
    applies: ({ content }) => content !== "series",
    meaning: {
      es: "De lo que la red escribe: parte de las moléculas que pueden existir, de las melodías con todos los compases completos, o de las palabras que están en el texto aprendido",
      en: "Of what the net writes: fraction of molecules that can exist, of melodies whose bars are all full, or of words that occur in the learnt text",
    },
    of: validity,
  },
  trainBits: {
    unit: "bits",
    label: { es: "Bits al entrenar", en: "Bits in training" },
    meaning: {
      es: "Bits por carácter de los últimos 20 minilotes, cuyas ventanas empiezan sin memoria",
      en: "Bits per character of the last 20 minibatches, whose windows begin without memory",
    },
    of: (fold) => mean(told(fold, "train", "bits").slice(-LAST)),
  },
  stoppedAt: {
    label: stoppedAt.label,
    meaning: stoppedAt.meaning,
    of: (fold) => stoppedAtOf(fold.output("train")),
  },
});

function validity(fold: Fold): number | undefined {
  const { valid, judged } = fold.output("write") ?? {};
  return valid && judged && judged.values[0] > 0 ? valid.values[0] / judged.values[0] : undefined;
}
