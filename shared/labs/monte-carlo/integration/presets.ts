import type { Preset } from "../../lab.ts";

const of = (
  id: string,
  title: Preset["title"],
  about: Preset["about"],
  params: Preset["params"],
  data: Preset["data"] = null,
): Preset => ({ id, title, about, seed: 1, data, params });

export const integrationPresets: readonly Preset[] = [
  of(
    "darts",
    { es: "π con dardos", en: "π by darts" },
    {
      es: "Dardos al azar sobre un cuadrado: la parte que cae en el círculo da π, y su error se conoce.",
      en: "Random darts at a square: the share within the disc gives π, with a known error.",
    },
    {},
  ),
  of(
    "intervals",
    { es: "¿Cumplen los intervalos del 95 %?", en: "Do 95 % intervals keep their word?" },
    {
      es: "Diez mil veces lo mismo: ¿cuántos intervalos contienen el valor exacto?",
      en: "Ten thousand times the same: how many intervals contain the exact value?",
    },
    { problem: "gaussian", dimension: 2, log2Points: 12, repeats: 10_000 },
  ),
  of(
    "smooth",
    { es: "Una función suave en cinco dimensiones", en: "A smooth function in five dimensions" },
    {
      es: "Los mismos puntos, mejor puestos: el error de Sobol baja mucho más deprisa que 1/√n.",
      en: "As many points, better placed: Sobol's error falls much faster than 1/√n.",
    },
    { problem: "gaussian", dimension: 5, method: "sobol", difficulty: 3, log2Points: 15 },
  ),
  of(
    "jump",
    { es: "Una función que salta", en: "A function that jumps" },
    {
      es: "El borde de un salto no sigue los ejes: ¿cuánto le queda a cada método de su ventaja?",
      en: "The edge of a jump follows no axis: how much of its advantage does each method keep?",
    },
    { problem: "ball", dimension: 6, method: "sobol" },
  ),
  of(
    "many-dimensions",
    { es: "Veinte dimensiones", en: "Twenty dimensions" },
    {
      es: "Una rejilla de dos puntos por eje tendría un millón: al azar no importa la dimensión.",
      en: "A grid of two points an axis would have a million: random points do not mind the dimension.",
    },
    { problem: "continuous", dimension: 20, importance: "decaying", method: "sobol", log2Points: 13 },
  ),
  of(
    "oscillating",
    { es: "Ondas: antitéticas que no ayudan", en: "Waves: when antithetic points do not help" },
    {
      es: "Un punto y su opuesto ayudan donde la función sube o baja; aquí hace ambas cosas.",
      en: "A point and its opposite help where the function rises or falls; here it does both.",
    },
    { problem: "oscillatory", dimension: 3, difficulty: 12, method: "antithetic" },
  ),
  of(
    "option",
    { es: "Una opción asiática", en: "An Asian option" },
    {
      es: "Su precio no tiene fórmula; el de su hermana geométrica sí, y con ella de control el error se divide por decenas.",
      en: "Its price has no formula; its geometric sister's has, and as a control variate divides the error by tens.",
    },
    { problem: "asian", dimension: 12, controls: "geometric", method: "control", log2Points: 13 },
  ),
  of(
    "keister",
    { es: "La integral de Keister", en: "Keister's integral" },
    {
      es: "Una integral de la física sobre todo el espacio, como media bajo una normal.",
      en: "An integral from physics over the whole space, as a mean under a normal.",
    },
    { problem: "keister", dimension: 8, method: "sobol" },
  ),
  of(
    "queue",
    { es: "¿Cuánto se espera en la cola?", en: "How long is the wait in the queue?" },
    {
      es: "Un experimento simulado es una integral: la probabilidad de esperar demasiado, con su error.",
      en: "A simulated experiment is an integral: the probability of waiting too long, with its error.",
    },
    { problem: "queue", dimension: 20, log2Points: 13 },
  ),
  of(
    "epidemic",
    { es: "¿Habrá brote?", en: "Will there be an outbreak?" },
    {
      es: "Un caso entre cien personas: a veces se apaga solo, a veces no. ¿Con qué probabilidad?",
      en: "One case among a hundred people: at times it dies out, at times it does not. How likely is it?",
    },
    { problem: "epidemic", dimension: 12, method: "latin", log2Points: 12 },
  ),
  of(
    "own",
    { es: "Tu propia función", en: "A function of your own" },
    {
      es: "Escribe una expresión en x e y, y mira lo que cuesta su integral.",
      en: "Write an expression in x and y, and see what its integral costs.",
    },
    { problem: "own", method: "sobol", lower: -2, upper: 2 },
  ),
  of(
    "heavy",
    { es: "Una varianza infinita", en: "An infinite variance" },
    {
      es: "La integral de 1/√x es 2, pero la varianza es infinita: las barras de error no cumplen lo que dicen.",
      en: "The integral of 1/√x is 2, but the variance is infinite: error bars do not keep their word.",
    },
    { problem: "own", integrand: "1 / sqrt(x)", dimension: 1, repeats: 4000, log2Interval: 8 },
  ),
  of(
    "minibatches",
    { es: "Gradientes de minilotes", en: "Minibatch gradients" },
    {
      es: "El gradiente de un minilote es una estimación de Monte Carlo: su varianza, y cómo bajarla.",
      en: "A minibatch's gradient is a Monte Carlo estimate: its variance, and how to lower it.",
    },
    { problem: "gradient", epochs: 30 },
    {
      generator: "regression-table",
      seed: 1,
      params: { rows: 1000, predictors: 10, response: "continuous", noise: 1 },
    },
  ),
];
