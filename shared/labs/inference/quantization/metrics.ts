import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known, told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import { energyOf } from "../energy.ts";
import type { QuantizationParams } from "./fields.ts";
import { FORMATS, formatsOf } from "./formats.ts";
import { decibels } from "./grid.ts";
import { PLACES } from "./places.ts";

const members = {
  float32: { es: "float32", en: "float32" },
  "int8-tensor": { es: "int8 por tensor", en: "int8 per tensor" },
  "int8-channel": { es: "int8 por canal", en: "int8 per channel" },
  int4: { es: "int4", en: "int4" },
  pruned: { es: "podada, en int8", en: "pruned, in int8" },
} as const;

export const quantizationMetrics: readonly Metric[] = [
  {
    name: "accuracy",
    label: { es: "Aciertos", en: "Accuracy" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las muestras de prueba que acierta el modelo en el formato elegido",
      en: "Share of the held-out samples that the model in the chosen format gets right",
    },
  },
  {
    name: "agreement",
    label: { es: "Acuerdo con float32", en: "Agreement with float32" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las muestras de prueba a las que el formato elegido da la misma clase que float32",
      en: "Share of the held-out samples to which the chosen format gives the same class as float32",
    },
  },
  {
    name: "accuracy.<format>",
    label: { es: "Aciertos", en: "Accuracy" },
    members,
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las muestras de prueba que acierta cada formato",
      en: "Share of the held-out samples that each format gets right",
    },
  },
  {
    name: "bytes.<format>",
    label: { es: "Bytes", en: "Bytes" },
    members,
    unit: "B",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Pesos, sesgos y escalas de cada formato, sin la cabecera del archivo",
      en: "Weights, biases and scales of each format, without the header of the file",
    },
  },
  {
    name: "energy.<format>",
    label: { es: "Energía estimada", en: "Estimated energy" },
    members,
    unit: "nJ",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Estimación por muestra, en nanojulios, con los números de Horowitz (ISSCC 2014, 45 nm): 4,6 pJ por multiplicación y suma en float32, 0,3 pJ en int8; 162,5 pJ por byte de peso traído de DRAM y 2,5 pJ por byte en caché. No se mide en esta máquina",
      en: "Estimate per sample, in nanojoules, by the numbers of Horowitz (ISSCC 2014, 45 nm): 4.6 pJ per multiply-add in float32, 0.3 pJ in int8; 162.5 pJ per byte of weights brought from DRAM and 2.5 pJ per byte in a cache. It is not measured on this machine",
    },
  },
  {
    name: "sqnr.<format>",
    label: { es: "Señal a ruido de los pesos", en: "Signal to noise of the weights" },
    members,
    unit: "dB",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Cuadrados de los pesos entre los de su error de cuantización, en decibelios: cada bit añade unos 6",
      en: "Squares of the weights over those of their quantisation error, in decibels: each bit adds about 6",
    },
  },
  {
    name: "latency.<place>",
    label: { es: "Latencia", en: "Latency" },
    members: {
      scalar: { es: "int8, código escalar", en: "int8, scalar code" },
      wasm: { es: "int8, WebAssembly", en: "int8, WebAssembly" },
      float32: { es: "float32, WebAssembly", en: "float32, WebAssembly" },
    },
    unit: "ms",
    better: "lower",
    kind: "measured",
    meaning: {
      es: "Mediana, en milisegundos, de lo que tarda una muestra en un hilo de esta máquina; el formato elegido por enteros",
      en: "Median, in milliseconds, of what one sample takes on a thread of this machine; the chosen format by integers",
    },
  },
  {
    name: "testLoss",
    label: { es: "Pérdida de prueba", en: "Test loss" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Entropía cruzada media de las muestras de prueba en float32, en nats",
      en: "Mean cross-entropy of the held-out samples in float32, in nats",
    },
  },
  stoppedAt,
];

/** What each format costs one sample, and what it is worth. */
export function measureQuantization(fold: Fold, { format }: Pick<QuantizationParams, "format">) {
  const evaluated = fold.output("evaluate");
  const times = fold.output("times");
  const train = fold.output("train");
  const [macs, weightBytes, valueBytes] = evaluated?.costs.values ?? [];
  const of = (one: string, name: string) => fold.output(one)?.[name]?.values[0];
  const formats = formatsOf(format);
  const energies = formats.map((one) => {
    const [multiplyAdds, bytes, values] = ["multiplyAdds", "weights", "values"].map((name) => of(one, name));
    if (multiplyAdds === undefined || bytes === undefined || values === undefined) return [one, undefined] as const;
    return [one, nanojoules({ multiplyAdds, weightBytes: bytes, valueBytes: values }, "int8")] as const;
  });
  const named = (name: string, all: readonly (readonly [string, number | undefined])[]) =>
    Object.fromEntries(all.map(([one, value]) => [`${name}.${one}`, value]));
  return known({
    accuracy: of(format, "accuracy"),
    agreement: of(format, "agreement"),
    ...named("accuracy", [
      ["float32", evaluated?.accuracy.values[0] ?? told(fold, "train", "testAccuracy").at(-1)],
      ...formats.map((one) => [one, of(one, "accuracy")] as const),
    ]),
    ...named("bytes", [["float32", weightBytes], ...formats.map((one) => [one, of(one, "weights")] as const)]),
    ...named("energy", [
      ["float32", evaluated && nanojoules({ multiplyAdds: macs, weightBytes, valueBytes }, "float32")],
      ...energies,
    ]),
    ...named(
      "sqnr",
      FORMATS.map((one) => {
        const [signal, noise] = [of(one, "signal"), of(one, "noise")];
        return [one, signal === undefined || noise === undefined ? undefined : decibels({ signal, noise })] as const;
      }),
    ),
    ...named(
      "latency",
      PLACES.map((place) => [place, times?.[`p50.${place}`]?.values[0]] as const),
    ),
    testLoss: evaluated?.loss.values[0] ?? told(fold, "train", "testLoss").at(-1),
    stoppedAt: train?.stopped && stoppedAtOf(train),
  });
}

function nanojoules(...spent: Parameters<typeof energyOf>): number {
  const { arithmetic, memory } = energyOf(...spent);
  return (arithmetic + memory) / 1000;
}
