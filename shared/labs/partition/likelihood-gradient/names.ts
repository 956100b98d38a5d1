import type { Localized } from "../../../text.ts";
import type { LikelihoodParams } from "./fields.ts";

/** Ways to the gradient, in the order in which they are shown. */
export const METHODS = ["exact", "cd", "sml", "pseudo", "ratio", "score", "nce"] as const;
export type Method = (typeof METHODS)[number];

export const METHOD_NAMES: Readonly<Record<Method, Localized>> = {
  exact: { es: "máxima verosimilitud", en: "maximum likelihood" },
  cd: { es: "divergencia contrastiva", en: "contrastive divergence" },
  sml: { es: "SML", en: "SML" },
  pseudo: { es: "pseudoverosimilitud", en: "pseudo-likelihood" },
  ratio: { es: "ajuste de razones", en: "ratio matching" },
  score: { es: "ajuste de puntuaciones", en: "score matching" },
  nce: { es: "contraste con ruido", en: "noise contrast" },
};

/** Binary units have ratios of probabilities, numbers have slopes. */
export function methodsOf({ model }: Pick<LikelihoodParams, "model">): readonly Method[] {
  return METHODS.filter((method) => method !== (model === "gaussian" ? "ratio" : "score"));
}

/** Sweeps of contrastive divergence, and amounts of noise, whose fixed points are compared. */
export const SWEEPS = [1, 2, 3, 5, 10, 20] as const;
export const RATIOS = [0.25, 1, 4, 16, 64] as const;
/** States from which on these would take too long. */
export const COMPARED = 256;

/** Numbers of data of the study, and the ways that it compares. */
export const AMOUNTS = [30, 100, 300, 1000, 3000] as const;
export const STUDIED = ["exact", "pseudo", "ratio", "nce"] as const satisfies readonly Method[];
