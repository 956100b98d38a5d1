import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { netFields } from "../net-fields.ts";

const { channels, kernel, pooling, dense, activation, learningRate, epochs, ...rest } = netFields;

export const hardwareFields = {
  channels,
  blocks: {
    kind: "choice",
    label: { es: "Bloques", en: "Blocks" },
    help: {
      es: "Convoluciones completas o, desde el segundo bloque, un filtro por canal y después productos en cada píxel: muchas menos multiplicaciones, y menos por byte.",
      en: "Full convolutions or, from the second block on, a filter for each channel and then products at each pixel: far fewer multiplications, and fewer per byte.",
    },
    options: [
      { value: "full", label: { es: "Completos", en: "Full" } },
      { value: "separable", label: { es: "Separables", en: "Separable" } },
    ],
    default: "full",
  },
  dense: { ...dense, max: 1024 },
  rounds: {
    kind: "integer",
    label: { es: "Rondas", en: "Rounds" },
    help: {
      es: "Cuántas veces se mide cada dispositivo. En cada ronda les toca a todos por turno, para que un momento lento del ordenador no castigue solo a uno.",
      en: "How often each device is measured. In each round all of them take turns, so that a slow moment of the machine does not punish one alone.",
    },
    min: 1,
    max: 400,
    default: 20,
  },
  learningRate,
  epochs: { ...epochs, default: 4 },
  kernel,
  pooling,
  activation,
  ...rest,
} as const satisfies Fields;

export type HardwareParams = ParamsOf<typeof hardwareFields>;
export type HardwareTaskParams = Omit<HardwareParams, "epochs" | "rounds">;

/** How long training and measuring take is a matter of steps. */
export function taskParams({ epochs: _, rounds: __, ...own }: HardwareParams): HardwareTaskParams {
  return own;
}
