/** Ways through the labs, in an order. */
import type { Localized } from "../../shared/text.ts";

export interface Course {
  readonly id: string;
  readonly title: Localized;
  readonly about: Localized;
  readonly parts: readonly CoursePart[];
}
export interface CoursePart {
  /** Absent where the course has one part. */
  readonly title?: Localized;
  readonly labs: readonly string[];
}

const chapter = (number: number, es: string, en: string, labs: readonly string[]): CoursePart => ({
  title: { es: `${number} · ${es}`, en: `${number} · ${en}` },
  labs,
});

export const courses: readonly Course[] = [
  {
    id: "first-hour",
    title: { es: "La primera hora", en: "First hour" },
    about: {
      es: "Modelos que inventan, factores que nadie ve y un código estrecho: de qué va todo esto.",
      en: "Models that invent, factors that nobody sees and a narrow code: what all of this is about.",
    },
    parts: [{ labs: ["sampler", "factor-models", "autoencoder"] }],
  },
  {
    id: "bayesian-inference",
    title: { es: "Inferencia bayesiana", en: "Bayesian inference" },
    about: {
      es: "De la evidencia en una red pequeña a las cadenas que muestrean una posterior, y cómo saber si fiarse de ellas.",
      en: "From evidence in a small net to the chains that sample a posterior, and how to know whether to trust them.",
    },
    parts: [{ labs: ["bayes-net", "integration", "importance", "burn-in", "mcmc", "state-space"] }],
  },
  {
    id: "book",
    title: { es: "El orden del libro", en: "The book's order" },
    about: {
      es: "Los capítulos 6 a 20 de «Deep Learning», de Goodfellow, Bengio y Courville (2016).",
      en: "Chapters 6 to 20 of “Deep Learning” by Goodfellow, Bengio and Courville (2016).",
    },
    parts: [
      chapter(6, "Redes profundas hacia adelante", "Deep feedforward networks", ["mlp", "forward", "depth"]),
      chapter(7, "Regularización", "Regularisation", ["augmentation"]),
      chapter(9, "Redes convolucionales", "Convolutional networks", ["cnn"]),
      chapter(10, "Secuencias", "Sequences", ["char-rnn"]),
      chapter(12, "Aplicaciones", "Applications", ["quantization", "pruning", "hardware"]),
      chapter(13, "Modelos de factores lineales", "Linear factor models", [
        "factor-models",
        "ppca",
        "fa",
        "ica",
        "sfa",
        "sparse-coding",
      ]),
      chapter(14, "Autoencoders", "Autoencoders", ["autoencoder", "sparse-autoencoder", "denoising", "anomaly"]),
      chapter(15, "Aprendizaje de representaciones", "Representation learning", ["factors-of-variation"]),
      chapter(16, "Modelos probabilísticos estructurados", "Structured probabilistic models", [
        "bayes-net",
        "markov-field",
        "factor-graph",
      ]),
      chapter(17, "Métodos de Monte Carlo", "Monte Carlo methods", ["integration", "importance", "burn-in", "mcmc"]),
      chapter(18, "La función de partición", "The partition function", ["likelihood-gradient", "log-z"]),
      chapter(20, "Modelos generativos profundos", "Deep generative models", ["rbm", "dbn", "vae", "gan", "sampler"]),
    ],
  },
];

export const labsOf = ({ parts }: Course): readonly string[] => parts.flatMap(({ labs }) => labs);
