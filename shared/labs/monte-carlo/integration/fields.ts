import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { gradientFields } from "./gradient/fields.ts";
import { integrandFields } from "./integral/integrand-fields.ts";
import { methodFields } from "./integral/method-fields.ts";

export const integrationFields = {
  problem: {
    kind: "choice",
    label: { es: "Qué se calcula", en: "What is computed" },
    help: {
      es: "Un área, una función de prueba de valor exacto conocido, un experimento simulado, tu propia función, o el gradiente de un minilote.",
      en: "An area, a test function whose exact value is known, a simulated experiment, a function of your own, or the gradient of a minibatch.",
    },
    options: [
      { value: "ball", label: { es: "Círculo o esfera, por dardos", en: "Disc or ball, by darts" } },
      { value: "oscillatory", label: { es: "Genz: oscilante", en: "Genz: oscillatory" } },
      { value: "product-peak", label: { es: "Genz: pico producto", en: "Genz: product peak" } },
      { value: "corner-peak", label: { es: "Genz: pico en la esquina", en: "Genz: corner peak" } },
      { value: "gaussian", label: { es: "Genz: gaussiana", en: "Genz: Gaussian" } },
      { value: "continuous", label: { es: "Genz: con arista", en: "Genz: with a crease" } },
      { value: "discontinuous", label: { es: "Genz: discontinua", en: "Genz: discontinuous" } },
      { value: "keister", label: { es: "Integral de Keister", en: "Keister's integral" } },
      { value: "asian", label: { es: "Opción asiática", en: "Asian option" } },
      { value: "queue", label: { es: "Espera en una cola", en: "Waiting in a queue" } },
      { value: "epidemic", label: { es: "Brote de una epidemia", en: "Outbreak of an epidemic" } },
      { value: "own", label: { es: "Tu función", en: "Your function" } },
      { value: "gradient", label: { es: "Gradiente de minilotes", en: "Minibatch gradients" } },
    ],
    default: "ball",
  },
  ...integrandFields,
  ...methodFields,
  ...gradientFields,
} as const satisfies Fields;

export type IntegrationParams = ParamsOf<typeof integrationFields>;

/** Minibatch gradients are a topic of their own: other tasks, other pictures. */
export const isGradient = ({ problem }: Pick<IntegrationParams, "problem">): boolean => problem === "gradient";
