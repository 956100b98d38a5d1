import { READ } from "../../../kernels/roofline/index.ts";
import type { Localized } from "../../../text.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { outputOf } from "../../metric-table.ts";
import { known, told } from "../../metrics.ts";
import { stoppedAtOf } from "../../stopped.ts";
import { DEVICES } from "../devices.ts";
import { spreadOf } from "../timing.ts";
import { BATCHES, cellOf } from "./batches.ts";

type Told = Omit<Metric, "name" | "kind" | "meaning" | "label">;
const metric = (
  kind: Metric["kind"],
  name: string,
  unit: string,
  label: Localized,
  meaning: Localized,
  more: Partial<Told> = {},
): Metric => ({ name, kind, unit, label, meaning, ...more });

const members = {
  scalar: { es: "TypeScript, float32", en: "TypeScript, float32" },
  wasm: { es: "wasm, float32", en: "wasm, float32" },
  "int8-scalar": { es: "TypeScript, int8", en: "TypeScript, int8" },
  int8: { es: "wasm, int8", en: "wasm, int8" },
} as const;
const formats = { float32: { es: "float32", en: "float32" }, int8: { es: "int8", en: "int8" } } as const;

/** One metric for each device and percentile, so that each says which it is. */
const latencies = DEVICES.flatMap((device) =>
  (["p50", "p95"] as const).map((percentile) =>
    metric(
      "measured",
      `latency.${device}.${percentile}`,
      "ms",
      {
        es: `Latencia ${percentile}, ${members[device].es}`,
        en: `Latency ${percentile}, ${members[device].en}`,
      },
      percentile === "p50"
        ? {
            es: "Mediana, entre las rondas, de lo que tarda una imagen sola en este ordenador",
            en: "Median over the rounds of the time that a single picture takes on this machine",
          }
        : {
            es: "Lo que no superan 95 de cada 100 rondas con una imagen sola; si la pasada es más corta que el reloj, cada ronda es la media de varias",
            en: "What 95 of 100 rounds with a single picture do not exceed; where a pass is shorter than the clock can tell, a round is the mean of several",
          },
      { better: "lower" },
    ),
  ),
);

export const hardwareMetrics: readonly Metric[] = [
  ...latencies,
  metric(
    "measured",
    "throughput.<device>",
    "/s",
    { es: "Imágenes por segundo", en: "Pictures per second" },
    {
      es: "Con el lote que más rinde: su tamaño entre la mediana de su tiempo",
      en: "With the batch that gives most: its size over the median of its time",
    },
    { better: "higher", members },
  ),
  metric(
    "exact",
    "accuracy.<format>",
    "",
    { es: "Aciertos", en: "Accuracy" },
    { es: "Parte de las imágenes de prueba que acierta", en: "Share of the held-out pictures that it gets right" },
    { better: "higher", members: formats },
  ),
  metric(
    "exact",
    "agreement",
    "",
    { es: "Acuerdo int8–float32", en: "Agreement int8–float32" },
    {
      es: "Parte de las imágenes de prueba que int8 y float32 clasifican igual",
      en: "Share of the held-out pictures that int8 and float32 put into the same class",
    },
    { better: "higher" },
  ),
  metric(
    "exact",
    "difference",
    "",
    { es: "Diferencia de probabilidad", en: "Difference of probability" },
    {
      es: "Lo más que una probabilidad de int8 se aparta de la de float32, en las imágenes de prueba",
      en: "The most by which a probability of int8 is off that of float32, over the held-out pictures",
    },
    { better: "lower" },
  ),
  metric(
    "exact",
    "macs",
    "",
    { es: "Productos y sumas", en: "Multiply-adds" },
    {
      es: "Productos de un peso por un número, con su suma, para una imagen",
      en: "Products of a weight and a number, with their sum, for one picture",
    },
    { better: "lower" },
  ),
  metric(
    "exact",
    "bytes.<format>",
    "B",
    { es: "Bytes de los pesos", en: "Bytes of the weights" },
    {
      es: "Pesos y sesgos; en int8, también sus factores de escala",
      en: "Weights and biases; in int8 their factors of scale as well",
    },
    { better: "lower", members: formats },
  ),
  metric(
    "exact",
    "energy.<format>",
    "µJ",
    { es: "Energía estimada", en: "Estimated energy" },
    {
      es: "Estimación para una imagen con los números de Horowitz (ISSCC 2014, 45 nm): aritmética y memoria. No es una medida de este ordenador",
      en: "Estimate for one picture by the figures of Horowitz (ISSCC 2014, 45 nm): arithmetic and memory. Not a measurement of this machine",
    },
    { better: "lower", members: formats },
  ),
  metric(
    "measured",
    "peak.<format>",
    "G/s",
    { es: "Tope de cálculo", en: "Peak" },
    {
      es: "Miles de millones de productos y sumas por segundo de un hilo con los datos al lado, en su mejor ronda",
      en: "Billions of multiply-adds per second of one thread with its data close by, in its best round",
    },
    { members: formats },
  ),
  metric(
    "measured",
    "bandwidth",
    "GB/s",
    { es: "Ancho de banda", en: "Bandwidth" },
    {
      es: "Lo que un hilo lee de la memoria por segundo, de 64 MiB que no caben en las cachés de un núcleo, en su mejor ronda",
      en: "What one thread reads from memory per second, of 64 MiB that do not fit into the caches of a core, in its best round",
    },
  ),
  metric(
    "exact",
    "stoppedAt",
    "",
    { es: "Paso de parada", en: "Stopped at" },
    {
      es: "Paso en el que el entrenamiento se detuvo antes del último, por divergir",
      en: "Step at which training stopped before the last one, having diverged",
    },
  ),
];

/** Milliseconds of a batch in every round so far. */
export const roundsIn = (fold: Fold, device: (typeof DEVICES)[number], batch: number): number[] =>
  told(fold, "latency", cellOf(device, batch));

/** Pictures of a second with the batch that gives most. */
function throughputOf(fold: Fold, device: (typeof DEVICES)[number]): number | undefined {
  const rates = BATCHES.flatMap((batch) => {
    const spread = spreadOf(roundsIn(fold, device, batch));
    return spread ? [(1000 * batch) / spread.p50] : [];
  });
  return rates.length > 0 ? Math.max(...rates) : undefined;
}

/** A rate of this machine's roofline, of a second: the highest of its rounds, since a roof is what can be reached. */
export function rateIn(fold: Fold, what: string): number | undefined {
  const rates = told(fold, "roofline", `rate.${what}`);
  return rates.length > 0 ? Math.max(...rates) : undefined;
}

const scaled = (value: number | undefined, by: number) => (value === undefined ? undefined : value * by);

export function measureHardware(fold: Fold): Readonly<Record<string, number>> {
  const of = (name: string) => outputOf("quantise", name)(fold);
  const energy = (format: string) => {
    const found = fold.output("quantise")?.[`energy.${format}`].values;
    return found && 1e-6 * (found[0] + found[1]);
  };
  const train = fold.output("train");
  return known({
    ...Object.fromEntries(
      DEVICES.flatMap((device) => {
        const spread = spreadOf(roundsIn(fold, device, 1));
        return [
          [`latency.${device}.p50`, spread?.p50],
          [`latency.${device}.p95`, spread?.p95],
          [`throughput.${device}`, throughputOf(fold, device)],
        ];
      }),
    ),
    "accuracy.float32": outputOf("evaluate", "accuracy")(fold) ?? told(fold, "train", "testAccuracy").at(-1),
    "accuracy.int8": of("accuracy"),
    agreement: of("agreement"),
    difference: of("difference"),
    macs: of("macs"),
    "bytes.float32": of("bytes.float32"),
    "bytes.int8": of("bytes.int8"),
    "energy.float32": energy("float32"),
    "energy.int8": energy("int8"),
    "peak.float32": scaled(rateIn(fold, "float32"), 1e-9),
    "peak.int8": scaled(rateIn(fold, "int8"), 1e-9),
    bandwidth: scaled(rateIn(fold, `read.${READ[READ.length - 1]}`), 1e-9),
    stoppedAt: train?.stopped && stoppedAtOf(train),
  });
}
