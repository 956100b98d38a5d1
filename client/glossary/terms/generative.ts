import type { Term } from "../term.ts";

export const generative: readonly Term[] = [
  {
    id: "generative-model",
    es: "modelo generativo",
    en: "generative model",
    also: { es: ["muestra", "muestreo"], en: ["sample", "sampling"] },
    about: {
      es: "Modelo de la distribución de los datos, del que se pueden sacar datos nuevos; uno discriminativo solo predice la etiqueta.",
      en: "A model of the distribution of the data, from which new data can be drawn; a discriminative one only predicts the label.",
    },
    labs: ["sampler", "gan", "vae", "rbm", "diffusion"],
  },
  {
    id: "autoregressive",
    es: "modelo autorregresivo",
    en: "autoregressive model",
    also: { es: ["autorregresivo"], en: ["autoregressive"] },
    about: {
      es: "Genera una secuencia paso a paso: p(x) es el producto de la probabilidad de cada elemento dados los anteriores.",
      en: "Generates a sequence step by step: p(x) is the product of the probability of each element given those before.",
    },
    labs: ["char-rnn", "transformer", "sampler"],
  },
  {
    id: "hmm",
    es: "modelo oculto de Markov",
    en: "hidden Markov model",
    also: { es: ["HMM", "estado oculto"], en: ["HMM", "hidden state"] },
    about: {
      es: "Cadena de estados que no se ven, cada uno de los cuales emite una observación. Adelante–atrás da sus probabilidades.",
      en: "A chain of states that are not seen, each of which emits an observation. Forward–backward gives their probabilities.",
    },
    labs: ["hmm", "state-space"],
  },
  {
    id: "viterbi",
    es: "algoritmo de Viterbi",
    en: "Viterbi algorithm",
    also: { es: ["Viterbi", "max-producto"], en: ["Viterbi", "max-product"] },
    about: {
      es: "Encuentra por programación dinámica la sucesión de estados ocultos más probable.",
      en: "Finds by dynamic programming the most probable sequence of hidden states.",
    },
    labs: ["hmm", "factor-graph"],
  },
  {
    id: "rnn",
    es: "red neuronal recurrente",
    en: "recurrent neural network",
    also: { es: ["RNN", "red recurrente", "GRU", "LSTM"], en: ["RNN", "recurrent net", "GRU", "LSTM"] },
    about: {
      es: "Red que lee una secuencia elemento a elemento y lleva un estado de uno a otro; GRU y LSTM lo guardan con puertas.",
      en: "A net that reads a sequence element by element and carries a state from one to the next; GRU and LSTM guard it by gates.",
    },
    labs: ["char-rnn", "transformer"],
  },
  {
    id: "attention",
    es: "atención",
    en: "attention",
    also: { es: ["cabeza de atención", "autoatención"], en: ["attention head", "self-attention"] },
    about: {
      es: "Cada posición toma una media de las demás con pesos que dependen de cuánto se parecen su consulta y las claves de estas.",
      en: "Each position takes a mean of the others, weighted by how well its query fits their keys.",
    },
    labs: ["transformer"],
  },
  {
    id: "transformer",
    es: "transformador",
    en: "transformer",
    about: {
      es: "Red de bloques de atención y capas densas que trata toda la secuencia a la vez, con las posiciones dadas aparte.",
      en: "A net of blocks of attention and dense layers that treats the whole sequence at once, with the positions given apart.",
    },
    labs: ["transformer"],
  },
  {
    id: "temperature",
    es: "temperatura de muestreo",
    en: "sampling temperature",
    also: { es: ["top-k", "muestreo por núcleo"], en: ["top-k", "nucleus sampling"] },
    about: {
      es: "Divide los logits antes del softmax: baja, elige casi siempre lo más probable; alta, arriesga.",
      en: "Divides the logits before the softmax: low, it almost always takes the most probable; high, it takes risks.",
    },
    labs: ["char-rnn", "transformer", "sampler"],
  },
  {
    id: "gan",
    es: "red generativa antagónica",
    en: "generative adversarial network",
    also: { es: ["GAN", "generador", "discriminador"], en: ["GAN", "generator", "discriminator"] },
    about: {
      es: "Dos redes en un juego: el generador inventa datos y el discriminador intenta distinguirlos de los reales.",
      en: "Two nets in a game: the generator invents data, and the discriminator tries to tell them from real ones.",
    },
    labs: ["gan", "sampler"],
  },
  {
    id: "mode-collapse",
    es: "colapso de modas",
    en: "mode collapse",
    also: { es: ["moda"], en: ["mode"] },
    about: {
      es: "El generador repite unos pocos tipos de muestra y deja fuera otros que están en los datos.",
      en: "The generator repeats a few kinds of sample and leaves out others that are in the data.",
    },
    labs: ["gan"],
  },
  {
    id: "wasserstein",
    es: "distancia de Wasserstein",
    en: "Wasserstein distance",
    also: { es: ["WGAN"], en: ["WGAN", "earth mover's distance"] },
    about: {
      es: "El menor trabajo con el que la masa de una distribución se lleva a la otra; da gradiente aunque no se solapen.",
      en: "The least work by which the mass of one distribution is carried to the other; it gives a gradient even where they do not overlap.",
    },
    labs: ["gan"],
  },
  {
    id: "normalising-flow",
    es: "flujo normalizante",
    en: "normalising flow",
    also: { es: ["flujo", "capa de acoplamiento"], en: ["normalizing flow", "flow", "coupling layer"] },
    about: {
      es: "Transformación invertible de una normal en los datos; el cambio de volumen da la densidad exacta de cada punto.",
      en: "An invertible transformation of a normal into the data; the change of volume gives the exact density of each point.",
    },
    labs: ["flow"],
  },
  {
    id: "change-of-variables",
    es: "cambio de variable",
    en: "change of variables",
    also: { es: ["jacobiano", "determinante"], en: ["Jacobian", "determinant"] },
    about: {
      es: "La densidad tras una transformación invertible es la de antes dividida por el valor absoluto del determinante del jacobiano.",
      en: "The density after an invertible transformation is that before, divided by the absolute determinant of the Jacobian.",
    },
    labs: ["flow"],
  },
  {
    id: "diffusion",
    es: "modelo de difusión",
    en: "diffusion model",
    also: { es: ["difusión"], en: ["diffusion"] },
    about: {
      es: "Estropea los datos con ruido paso a paso y aprende a deshacer cada paso; genera empezando en ruido puro.",
      en: "Spoils data with noise step by step and learns to undo each step; it generates by starting at pure noise.",
    },
    labs: ["diffusion", "sampler"],
  },
  {
    id: "augmentation",
    es: "aumento de datos",
    en: "data augmentation",
    also: { es: ["datos sintéticos"], en: ["synthetic data"] },
    about: {
      es: "Entrenar también con copias alteradas o con muestras de un modelo generativo, cuando los datos reales son pocos.",
      en: "Training also on altered copies or on samples of a generative model, where real data are few.",
    },
    labs: ["augmentation", "cnn"],
  },
  {
    id: "semi-supervised",
    es: "aprendizaje semisupervisado",
    en: "semi-supervised learning",
    also: { es: ["sin etiquetas", "pocas etiquetas"], en: ["unlabelled", "few labels"] },
    about: {
      es: "Aprender de pocos datos con etiqueta y muchos sin ella.",
      en: "Learning from few data with a label and many without.",
    },
    labs: ["augmentation", "dbn", "factors-of-variation"],
  },
];
