import type { Term } from "../term.ts";

export const factors: readonly Term[] = [
  {
    id: "latent-variable",
    es: "variable latente",
    en: "latent variable",
    also: { es: ["factor oculto"], en: ["hidden factor", "hidden variable"] },
    about: {
      es: "Cantidad que el modelo supone y nadie observa: explica por qué las variables observadas varían juntas.",
      en: "A quantity that the model assumes and nobody observes: it explains why the observed variables vary together.",
    },
    labs: ["factor-models", "ppca", "fa", "vae", "hmm"],
  },
  {
    id: "linear-factor-model",
    es: "modelo de factores lineales",
    en: "linear factor model",
    about: {
      es: "Los datos son una combinación lineal de factores latentes más ruido: x = Wh + b + ruido. Las variantes difieren en la distribución de los factores y en la del ruido.",
      en: "The data are a linear combination of latent factors plus noise: x = Wh + b + noise. Its variants differ in the distribution of the factors and in that of the noise.",
    },
    labs: ["factor-models", "ppca", "fa", "ica", "sfa", "sparse-coding"],
  },
  {
    id: "loading",
    es: "carga factorial",
    en: "factor loading",
    also: { es: ["carga"], en: ["loading"] },
    about: {
      es: "Cuánto entra un factor en una variable observada: una entrada de la matriz W.",
      en: "How much a factor enters an observed variable: one entry of the matrix W.",
    },
    labs: ["fa", "factor-models"],
  },
  {
    id: "principal-components",
    es: "análisis de componentes principales",
    en: "principal component analysis",
    also: { es: ["PCA", "componente principal"], en: ["PCA", "principal component"] },
    about: {
      es: "Proyección sobre las direcciones ortogonales en las que los datos varían más; de todas las lineales de esa dimensión, la que menos error cuadrático deja al reconstruir.",
      en: "The projection onto the orthogonal directions along which the data vary most; of all linear ones of that dimension, the one that leaves the least squared error when rebuilding.",
    },
    labs: ["ppca", "factor-models", "autoencoder"],
  },
  {
    id: "probabilistic-pca",
    es: "PCA probabilístico",
    en: "probabilistic PCA",
    also: { es: ["PPCA"], en: ["PPCA"] },
    about: {
      es: "Modelo de factores gaussianos con el mismo ruido en todas las variables. Su solución de máxima verosimilitud genera el subespacio de PCA.",
      en: "A model of Gaussian factors with the same noise in every variable. Its maximum-likelihood solution spans the subspace of PCA.",
    },
    labs: ["ppca", "factor-models", "vae"],
  },
  {
    id: "factor-analysis",
    es: "análisis factorial",
    en: "factor analysis",
    also: { es: ["análisis de factores", "FA"], en: ["FA"] },
    about: {
      es: "Modelo de factores gaussianos en el que cada variable tiene su propia varianza de ruido (su unicidad).",
      en: "A model of Gaussian factors in which each variable has a noise variance of its own (its uniqueness).",
    },
    labs: ["fa", "factor-models"],
  },
  {
    id: "em",
    es: "algoritmo EM",
    en: "EM algorithm",
    also: { es: ["EM", "esperanza-maximización"], en: ["EM", "expectation-maximisation"] },
    about: {
      es: "Alterna dos pasos: la distribución de lo latente con los parámetros de ahora (E) y los parámetros que maximizan la log-verosimilitud esperada (M). La verosimilitud nunca baja.",
      en: "Alternates two steps: the distribution of what is latent given the present parameters (E), and the parameters that maximise the expected log-likelihood (M). The likelihood never falls.",
    },
    labs: ["ppca", "fa", "hmm", "state-space", "bayes-net"],
  },
  {
    id: "maximum-likelihood",
    es: "máxima verosimilitud",
    en: "maximum likelihood",
    also: { es: ["verosimilitud", "log-verosimilitud"], en: ["likelihood", "log-likelihood"] },
    about: {
      es: "Elige los parámetros con los que los datos observados son más probables; la verosimilitud es esa probabilidad como función de los parámetros.",
      en: "Chooses the parameters under which the observed data are most probable; the likelihood is that probability as a function of the parameters.",
    },
    labs: ["ppca", "fa", "likelihood-gradient", "rbm"],
  },
  {
    id: "missing-values",
    es: "valores ausentes",
    en: "missing values",
    also: { es: ["imputación", "celdas ausentes", "huecos"], en: ["imputation", "gaps"] },
    about: {
      es: "Entradas que no se observaron. Un modelo generativo las rellena con su esperanza dada la parte observada, y dice con cuánta incertidumbre.",
      en: "Entries that were not observed. A generative model fills them with their expectation given what was observed, and says how uncertain that is.",
    },
    labs: ["ppca", "hmm", "state-space"],
  },
  {
    id: "independent-components",
    es: "análisis de componentes independientes",
    en: "independent component analysis",
    also: { es: ["ICA", "componente independiente"], en: ["ICA", "independent component"] },
    about: {
      es: "Busca la transformación lineal que deja las señales lo más independientes posible. Como mucho una de las fuentes puede ser gaussiana.",
      en: "Seeks the linear transformation that leaves the signals as independent as possible. At most one of the sources may be Gaussian.",
    },
    labs: ["ica", "factor-models"],
  },
  {
    id: "source-separation",
    es: "separación de fuentes",
    en: "source separation",
    also: { es: ["separación ciega de fuentes", "fiesta"], en: ["blind source separation", "cocktail party"] },
    about: {
      es: "Recuperar las señales originales a partir de sus mezclas, sin saber cómo se mezclaron.",
      en: "Recovering the original signals from their mixtures, without knowing how they were mixed.",
    },
    labs: ["ica"],
  },
  {
    id: "whitening",
    es: "blanqueo",
    en: "whitening",
    also: { es: ["blanquear"], en: ["whiten"] },
    about: {
      es: "Transformación lineal tras la cual las variables no están correlacionadas y tienen varianza uno.",
      en: "A linear transformation after which the variables are uncorrelated and have unit variance.",
    },
    labs: ["ica", "sfa"],
  },
  {
    id: "slow-features",
    es: "análisis de características lentas",
    en: "slow feature analysis",
    also: { es: ["SFA", "funciones lentas", "análisis de funciones lentas"], en: ["SFA", "slow feature"] },
    about: {
      es: "Busca funciones de una serie que cambien lo más despacio posible en el tiempo, con varianza uno y sin correlación entre ellas.",
      en: "Seeks functions of a series that change as slowly as possible in time, with unit variance and no correlation among them.",
    },
    labs: ["sfa", "factor-models"],
  },
  {
    id: "sparse-coding",
    es: "codificación esparsa",
    en: "sparse coding",
    also: { es: ["codificación dispersa", "dispersión", "esparsidad"], en: ["sparsity"] },
    about: {
      es: "Representa cada dato como suma de pocos átomos de un diccionario: casi todos los coeficientes son cero.",
      en: "Represents each datum as a sum of few atoms of a dictionary: almost all coefficients are zero.",
    },
    labs: ["sparse-coding", "sparse-autoencoder"],
  },
  {
    id: "dictionary",
    es: "diccionario",
    en: "dictionary",
    also: { es: ["átomo"], en: ["atom"] },
    about: {
      es: "Conjunto de patrones (átomos) con los que se componen los datos; puede tener más átomos que dimensiones los datos.",
      en: "The set of patterns (atoms) of which data are composed; it may have more atoms than the data have dimensions.",
    },
    labs: ["sparse-coding"],
  },
];
