import type { Preset } from "../../lab.ts";

const points = (params: Readonly<Record<string, number | string>>, seed = 1) => ({ generator: "points", seed, params });

export const mlpPresets: readonly Preset[] = [
  {
    id: "xor",
    title: { es: "XOR: hace falta una capa oculta", en: "XOR: it takes a hidden layer" },
    about: {
      es: "Cuatro cuadrantes de dos clases que ninguna recta separa. Mira qué aprende a ver cada neurona.",
      en: "Four quadrants of two classes that no line separates. Watch what each unit learns to see.",
    },
    seed: 1,
    data: points({ shape: "xor", count: 500, noise: 0.03 }),
    params: { hidden: [4, 2], learningRate: 0.03, epochs: 60 },
  },
  {
    id: "perceptron",
    title: { es: "XOR sin capas ocultas", en: "XOR without hidden layers" },
    about: {
      es: "Un solo perceptrón traza una recta, y con una recta XOR no sale. Con la entrada x·y, sí.",
      en: "A single perceptron draws a line, and no line does XOR. With the input x·y it works.",
    },
    seed: 1,
    data: points({ shape: "xor", count: 500, noise: 0.03 }),
    params: { hidden: [], learningRate: 0.03, epochs: 60 },
  },
  {
    id: "circles",
    title: { es: "Un círculo dentro de otro", en: "A circle within a circle" },
    about: {
      es: "Tres neuronas bastan para cerrar una frontera. Prueba también con ninguna, y con x², y².",
      en: "Three units are enough to close a boundary. Try none too, and x², y².",
    },
    seed: 1,
    data: points({ shape: "circles", classes: 2, count: 500, noise: 0.08 }),
    params: { hidden: [3], learningRate: 0.03, epochs: 80 },
  },
  {
    id: "spirals",
    title: { es: "Dos espirales", en: "Two spirals" },
    about: {
      es: "La prueba clásica: la frontera da vueltas sobre sí misma y una red pequeña no llega.",
      en: "The classic test: the boundary winds around itself, and a small net is not enough.",
    },
    seed: 1,
    data: points({ shape: "spirals", classes: 2, count: 600, noise: 0.02 }),
    params: { hidden: [12, 12, 8], learningRate: 0.01, epochs: 250 },
  },
  {
    id: "width-and-rate",
    title: { es: "Barrido: anchura y tasa", en: "Sweep: width and rate" },
    about: {
      es: "Veinte redes para las mismas espirales: cuatro anchuras por cinco tasas de aprendizaje. ¿Qué importa más?",
      en: "Twenty nets for the same spirals: four widths by five learning rates. Which of the two matters more?",
    },
    seed: 1,
    data: points({ shape: "spirals", classes: 2, count: 300, noise: 0.02 }),
    params: { hidden: [16, 16], learningRate: 0.03, epochs: 100 },
    sweep: {
      "params.hidden": [
        [4, 4],
        [8, 8],
        [12, 12],
        [16, 16],
      ],
      "params.learningRate": [0.001, 0.003, 0.01, 0.03, 0.1],
    },
  },
  {
    id: "ensemble",
    title: { es: "Un conjunto de cinco redes", en: "An ensemble of five nets" },
    about: {
      es: "Cinco redes pequeñas para las mismas espirales: cada una falla en otro sitio, y la media de sus probabilidades acierta más que ellas.",
      en: "Five small nets for the same spirals: each fails somewhere else, and the mean of their probabilities is right more often than they are.",
    },
    seed: 1,
    data: points({ shape: "spirals", classes: 2, count: 300, noise: 0.02 }),
    params: { hidden: [8, 8], learningRate: 0.03, epochs: 60, members: 5 },
  },
  {
    id: "folds",
    title: { es: "Validación cruzada de cinco particiones", en: "Five-fold cross-validation" },
    about: {
      es: "Con pocos datos, la exactitud depende de cuáles se apartan. Cinco redes, cada una probada con otra quinta parte: media y desviación.",
      en: "With few data, the accuracy depends on which are held out. Five nets, each tested on another fifth: mean and deviation.",
    },
    seed: 1,
    data: points({ shape: "moons", count: 120, noise: 0.25 }),
    params: { hidden: [8], learningRate: 0.02, epochs: 100, folds: 5 },
  },
  {
    id: "digits",
    title: { es: "Dígitos escritos a mano", en: "Handwritten digits" },
    about: {
      es: "Diez clases, 784 píxeles: qué busca cada neurona de la primera capa, y qué dígitos se confunden.",
      en: "Ten classes, 784 pixels: what each unit of the first layer looks for, and which digits are confused.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } },
    params: { hidden: [256], activation: "relu", dropout: 0.5, learningRate: 0.002, epochs: 40, testFraction: 0.2 },
  },
  {
    id: "payments",
    title: { es: "Fraude con tarjeta", en: "Card fraud" },
    about: {
      es: "Pagos de los que uno de cada diez es fraude: acertar nueve de cada diez no es mérito. Mira la matriz de confusión.",
      en: "Payments of which one in ten is fraud: nine in ten right is no merit. Look at the confusion matrix.",
    },
    seed: 1,
    data: { generator: "payments", seed: 1, params: { count: 4000, share: 0.1, disguise: 0.05 } },
    params: { hidden: [32, 16], activation: "relu", learningRate: 0.005, epochs: 40, batch: 64 },
  },
  {
    id: "overfitting",
    title: { es: "Sobreajuste: memorizar el ruido", en: "Overfitting: learning the noise by heart" },
    about: {
      es: "Pocos puntos con mucho ruido y una red enorme: la pérdida de prueba vuelve a subir. L2 o dropout lo evitan.",
      en: "Few noisy points and a huge net: the held-out loss turns up again. L2 or dropout prevent it.",
    },
    seed: 1,
    data: points({ shape: "moons", count: 120, noise: 0.25 }),
    params: { hidden: [64, 64], activation: "relu", learningRate: 0.0005, epochs: 500, testFraction: 0.5 },
  },
  {
    id: "early",
    title: { es: "Parar a tiempo", en: "Stopping early" },
    about: {
      es: "La misma red enorme, que se detiene cuando la pérdida de prueba deja de bajar y vuelve a sus mejores pesos.",
      en: "The same huge net, which stops once the held-out loss no longer falls, and goes back to its best weights.",
    },
    seed: 1,
    data: points({ shape: "moons", count: 120, noise: 0.25 }),
    params: {
      hidden: [64, 64],
      activation: "relu",
      learningRate: 0.0005,
      epochs: 500,
      testFraction: 0.5,
      stop: "patience",
      patience: 3,
    },
  },
  {
    id: "regression",
    title: { es: "Regresión: predecir un número", en: "Regression: predicting a number" },
    about: {
      es: "Una tabla con dos predictores y una respuesta. Sin capas ocultas, la red es una regresión lineal: la de mínimos cuadrados.",
      en: "A table of two predictors and a response. Without hidden layers the net is a linear regression: that of least squares.",
    },
    seed: 1,
    data: {
      generator: "regression-table",
      seed: 1,
      params: { rows: 400, predictors: 2, response: "continuous", noise: 0.3, correlation: 0.3 },
    },
    params: { hidden: [], learningRate: 0.01, epochs: 60 },
  },
];
