import type { Preset } from "../../../lab.ts";

const own = { seed: 1, data: null } as const;

export const estimatePresets: readonly Preset[] = [
  {
    ...own,
    id: "tail",
    title: { es: "Un suceso raro", en: "A rare event" },
    about: {
      es: "P(x > 4) = 0,00003: con q centrada en el umbral bastan pocas muestras.",
      en: "P(x > 4) = 0.00003: with q centred at the threshold a few draws suffice.",
    },
    params: { centre: 4, draws: 5000 },
  },
  {
    ...own,
    id: "naive",
    title: { es: "El mismo, sin inclinar", en: "The same, untilted" },
    about: {
      es: "q = p: casi ninguna muestra llega al umbral, y el error que se anuncia no es de fiar.",
      en: "q = p: hardly a draw reaches the threshold, and the error it announces is not to be trusted.",
    },
    params: { draws: 5000 },
  },
  {
    ...own,
    id: "optimal",
    title: { es: "La mejor q", en: "The best q" },
    about: {
      es: "E eˣ con una normal: con q = N(1, 1) cada sumando es ya la respuesta. Muévela un poco.",
      en: "E eˣ under a normal: with q = N(1, 1) each term is the answer itself. Move it a little.",
    },
    params: { quantity: "exponential", centre: 1, draws: 1000, repeats: 50 },
  },
  {
    ...own,
    id: "light-tails",
    title: { es: "Varianza infinita", en: "Infinite variance" },
    about: {
      es: "Colas de q más ligeras que las de p: todo parece ir bien, hasta que un peso da el salto.",
      en: "q's tails are lighter than p's: all seems well until a single weight jumps.",
    },
    params: { target: "student", quantity: "square", estimator: "self", degrees: 5, draws: 20_000, repeats: 100 },
  },
  {
    ...own,
    id: "defensive",
    title: { es: "Una parte defensiva", en: "A defensive share" },
    about: {
      es: "Una décima parte de las muestras sale de p: ningún peso pasa de 10.",
      en: "A tenth of the draws come from p itself: no weight exceeds 10.",
    },
    params: {
      target: "student",
      quantity: "square",
      estimator: "self",
      degrees: 5,
      defensive: 0.1,
      draws: 20_000,
      repeats: 100,
    },
  },
  {
    ...own,
    id: "two-modes",
    title: { es: "Un modo que no se ve", en: "A mode that is not seen" },
    about: {
      es: "q está en un modo de dos: con muchas muestras efectivas, la media sale mal.",
      en: "q sits on one mode of two: many effective draws, and a wrong mean.",
    },
    params: { target: "mixture", separation: 3.5, quantity: "mean", estimator: "self", centre: 3.5, draws: 2000 },
  },
  {
    ...own,
    id: "balance",
    title: { es: "Dos propuestas", en: "Two proposals" },
    about: {
      es: "Una en cada modo, con la heurística del balance: los pesos dividen por la densidad media de las dos.",
      en: "One on each mode, with the balance heuristic: weights divide by the mean density of both.",
    },
    params: {
      target: "mixture",
      separation: 3.5,
      quantity: "mean",
      estimator: "self",
      centre: 3.5,
      combine: "balance",
      secondCentre: -3,
      secondWidth: 1.5,
      draws: 2000,
    },
  },
  {
    ...own,
    id: "adaptive",
    title: { es: "q se busca sola", en: "q finds its own place" },
    about: {
      es: "Desde q = p, por entropía cruzada, hasta un suceso de uno en 3,5 millones.",
      en: "From q = p, by cross-entropy, to an event of one in 3.5 million.",
    },
    params: { threshold: 5, rounds: 6, draws: 5000, repeats: 100 },
  },
  {
    ...own,
    id: "written",
    title: { es: "Una densidad escrita a mano", en: "A density of your own" },
    about: {
      es: "p sin su constante, f con una expresión: el estimador autonormalizado no necesita más.",
      en: "p without its constant, f as an expression: the self-normalised estimator needs no more.",
    },
    params: {
      target: "own",
      density: "parameter x\ntarget += 3 * x^2 - x^4 / 2",
      quantity: "own",
      integrand: "abs(x)",
      estimator: "self",
      proposal: "student",
      width: 1.5,
      draws: 5000,
      repeats: 100,
    },
  },
  {
    ...own,
    id: "bent",
    title: { es: "Dos parámetros, y una p curva", en: "Two parameters, and a bent p" },
    about: {
      es: "Una p en forma de plátano, muestreada desde una t de Student redonda: los pesos dejan una muestra efectiva de cada siete.",
      en: "A p in the shape of a banana, sampled from a round Student's t: the weights leave one effective draw in seven.",
    },
    params: {
      target: "own",
      density: "parameter x\nparameter y\nx ~ normal(0, 1.2)\ny ~ normal(x^2 - 1.5, 0.5)",
      quantity: "own",
      integrand: "y",
      estimator: "self",
      proposal: "student",
      proposalDegrees: 5,
      width: 1.5,
      draws: 5000,
      repeats: 100,
    },
  },
  {
    ...own,
    id: "nile",
    title: { es: "El Nilo, más alto que nunca", en: "The Nile, higher than ever" },
    about: {
      es: "La probabilidad de un caudal a 3,5 desviaciones, según la densidad de núcleos de cien años.",
      en: "The probability of a flow 3.5 deviations up, by the kernel density of a hundred years.",
    },
    data: { generator: "hidden-series", seed: 1, params: { kind: "nile" } },
    params: { target: "table", threshold: 3.5, centre: 3.5, width: 0.5, draws: 2000, repeats: 50 },
  },
];
