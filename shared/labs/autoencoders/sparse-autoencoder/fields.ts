import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { coders, coderTraining, reconstructionLoss } from "../../nets/coders/fields.ts";
import { nets } from "../../nets/fields.ts";

export const sparseAutoencoderFields = {
  penalty: {
    kind: "choice",
    label: { es: "Penalización", en: "Penalty" },
    help: {
      es: "Qué mantiene callado al código. KL: la actividad media de cada unidad en el minilote se acerca al objetivo. L1: se suman los tamaños de las actividades.",
      en: "What keeps the code quiet. KL: each unit's mean activity over the minibatch is drawn to the target. L1: the sizes of the activities are added up.",
    },
    options: [
      { value: "kl", label: { es: "KL con un objetivo", en: "KL to a target" } },
      { value: "l1", label: { es: "L1", en: "L1" } },
      { value: "none", label: { es: "Ninguna", en: "None" } },
    ],
    default: "kl",
  },
  target: {
    kind: "number",
    label: { es: "Actividad objetivo, ρ", en: "Target activity, ρ" },
    help: {
      es: "Actividad media que debe tener cada unidad: 0,05 es estar encendida del todo en una de cada veinte muestras.",
      en: "Mean activity that each unit is to have: 0.05 is fully on in one sample of twenty.",
    },
    min: 0.005,
    max: 0.5,
    default: 0.05,
    step: 0.005,
    when: { field: "penalty", is: ["kl"] },
  },
  strength: {
    kind: "number",
    label: { es: "Peso de la penalización, β", en: "Weight of the penalty, β" },
    help: {
      es: "Cuánto cuenta la penalización de todas las unidades frente al error de una muestra entera; se divide, como este, por el número de valores.",
      en: "How much the penalty of all units counts against the error of a whole sample; divided, as that is, by the number of values.",
    },
    min: 0.001,
    max: 100,
    default: 3,
    scale: "log",
    when: { field: "penalty", is: ["kl", "l1"] },
  },
  contraction: {
    kind: "number",
    label: { es: "Contracción, λ", en: "Contraction, λ" },
    help: {
      es: "Peso del cuadrado de la norma del jacobiano del código, ‖∂h/∂x‖²: el código apenas se mueve cuando la entrada se mueve. Pide una sola capa sigmoide.",
      en: "Weight of the squared norm of the code's Jacobian, ‖∂h/∂x‖²: the code hardly moves when the input does. Needs a single sigmoid layer.",
    },
    min: 0,
    max: 100,
    default: 0,
    step: 0.01,
  },
  hidden: {
    ...coders.hidden,
    help: {
      es: "Anchura de cada capa hasta el código; el decodificador las repite al revés. El código puede ser más ancho que los datos: lo estrecho es que pocas unidades se encienden.",
      en: "Width of each layer down to the code; the decoder mirrors them. The code may be wider than the data: what is narrow is that few units are on.",
    },
    default: [196],
  },
  activation: {
    ...nets.activation("sigmoid", "relu", "tanh"),
    help: {
      es: "Función de las unidades. KL pide la sigmoide, cuyas actividades están entre 0 y 1.",
      en: "Function of the units. KL needs the sigmoid, whose activities are between 0 and 1.",
    },
    default: "sigmoid",
  },
  loss: { ...reconstructionLoss, default: "mse" },
  l2: {
    kind: "number",
    label: { es: "Penalización L2 de los pesos", en: "L2 penalty on weights" },
    help: {
      es: "Se añade λ/2 por la suma de los cuadrados de los pesos (no de los sesgos): los filtros salen más lisos. La pérdida que se muestra no la incluye.",
      en: "Adds λ/2 times the sum of the squared weights (not of the biases): filters become smoother. The loss that is shown does not include it.",
    },
    min: 0,
    max: 0.01,
    default: 0,
    step: 0.00001,
    advanced: true,
  },
  ...coderTraining(0.003, 30, 100),
} as const satisfies Fields;

export type SparseParams = ParamsOf<typeof sparseAutoencoderFields>;
/** The length of training is a matter of a task's steps. */
export type SparseTaskParams = Omit<SparseParams, "epochs">;
