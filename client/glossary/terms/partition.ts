import type { Term } from "../term.ts";

export const partition: readonly Term[] = [
  {
    id: "partition-function",
    es: "función de partición",
    en: "partition function",
    also: { es: ["constante de normalización"], en: ["normalising constant"] },
    near: { es: ["log Z"], en: ["log Z"] },
    about: {
      es: "La suma Z de la probabilidad sin normalizar sobre todos los estados; dividir por ella la convierte en una distribución. Suele ser intratable.",
      en: "The sum Z of the unnormalised probability over all states; dividing by it makes a distribution. It is usually intractable.",
    },
    labs: ["log-z", "rbm", "likelihood-gradient", "markov-field"],
  },
  {
    id: "energy",
    es: "modelo basado en energía",
    en: "energy-based model",
    near: { es: ["energía", "energía libre"], en: ["energy", "free energy"] },
    about: {
      es: "p(x) = exp(−E(x))/Z: los estados de menos energía son los más probables. La energía libre es la que queda al sumar lo oculto.",
      en: "p(x) = exp(−E(x))/Z: states of less energy are more probable. The free energy is what is left once what is hidden has been summed out.",
    },
    labs: ["rbm", "log-z", "markov-field"],
  },
  {
    id: "rbm",
    es: "máquina de Boltzmann restringida",
    en: "restricted Boltzmann machine",
    also: { es: ["RBM"], en: ["RBM"] },
    near: { es: ["máquina de Boltzmann"], en: ["Boltzmann machine"] },
    about: {
      es: "Modelo basado en energía con una capa visible y otra oculta, sin conexiones dentro de cada capa: dada una, las unidades de la otra son independientes.",
      en: "An energy-based model with a visible and a hidden layer and no connections within a layer: given one, the units of the other are independent.",
    },
    labs: ["rbm", "dbn", "log-z", "sampler"],
  },
  {
    id: "positive-phase",
    es: "fase positiva",
    en: "positive phase",
    about: {
      es: "La parte del gradiente de la log-verosimilitud que sube la probabilidad de los datos: una esperanza con la visible fijada en ellos.",
      en: "The part of the gradient of the log-likelihood that raises the probability of the data: an expectation with what is visible held at them.",
    },
    labs: ["rbm", "likelihood-gradient"],
  },
  {
    id: "negative-phase",
    es: "fase negativa",
    en: "negative phase",
    near: { es: ["sueño"], en: ["dream"] },
    about: {
      es: "La parte que baja la probabilidad de lo que el modelo inventa: una esperanza según el propio modelo, la difícil, porque viene de log Z.",
      en: "The part that lowers the probability of what the model invents: an expectation under the model itself, the hard one, since it comes of log Z.",
    },
    labs: ["rbm", "likelihood-gradient"],
  },
  {
    id: "contrastive-divergence",
    es: "divergencia contrastiva",
    en: "contrastive divergence",
    also: { es: ["CD", "CD-k"], en: ["CD", "CD-k"] },
    about: {
      es: "Estima la fase negativa con k pasos de Gibbs empezados en los datos: barata, y sesgada mientras k sea pequeño.",
      en: "Estimates the negative phase by k Gibbs steps begun at the data: cheap, and biased while k is small.",
    },
    labs: ["rbm", "likelihood-gradient", "dbn"],
  },
  {
    id: "sml",
    es: "máxima verosimilitud estocástica",
    en: "stochastic maximum likelihood",
    also: {
      es: ["SML", "PCD", "divergencia contrastiva persistente"],
      en: ["SML", "PCD", "persistent contrastive divergence"],
    },
    about: {
      es: "Las cadenas de la fase negativa no vuelven a empezar: siguen de una actualización a la siguiente, cerca del equilibrio si el modelo cambia despacio.",
      en: "The chains of the negative phase do not start again: they go on from one update to the next, near equilibrium if the model changes slowly.",
    },
    labs: ["rbm", "likelihood-gradient"],
  },
  {
    id: "pseudo-likelihood",
    es: "pseudoverosimilitud",
    en: "pseudo-likelihood",
    about: {
      es: "Producto de la probabilidad de cada variable dadas las demás: no necesita Z, y con datos infinitos lleva a los mismos parámetros.",
      en: "The product of the probability of each variable given the others: it needs no Z, and with infinite data leads to the same parameters.",
    },
    labs: ["likelihood-gradient", "rbm"],
  },
  {
    id: "noise-contrastive",
    es: "estimación contrastiva con ruido",
    en: "noise-contrastive estimation",
    also: { es: ["NCE"], en: ["NCE"] },
    forms: { es: ["contraste con ruido"] },
    about: {
      es: "Aprender un modelo sin normalizar distinguiendo datos de ruido conocido; la constante de normalización se aprende como un parámetro más.",
      en: "Learning an unnormalised model by telling data from known noise; the normalising constant is learnt as one more parameter.",
    },
    labs: ["likelihood-gradient", "importance"],
  },
  {
    id: "ais",
    es: "muestreo de importancia con recocido",
    en: "annealed importance sampling",
    also: { es: ["AIS"], en: ["AIS"] },
    near: { es: ["recocido"], en: ["annealing"] },
    about: {
      es: "Lleva muestras de una distribución fácil a la difícil por muchas intermedias; el producto de los pesos estima el cociente de sus constantes sin sesgo.",
      en: "Takes samples from an easy distribution to the hard one by many in between; the product of the weights estimates the ratio of their constants without bias.",
    },
    labs: ["log-z", "rbm"],
  },
  {
    id: "tempering",
    es: "templado en paralelo",
    en: "parallel tempering",
    also: { es: ["parallel tempering"] },
    near: { es: ["temperado"], en: ["tempering"] },
    about: {
      es: "Varias cadenas a temperaturas distintas que intercambian sus estados: las calientes cruzan entre modas, las frías las exploran.",
      en: "Several chains at different temperatures that swap their states: hot ones cross between modes, cold ones explore them.",
    },
    labs: ["rbm", "mcmc"],
  },
  {
    id: "dbn",
    es: "red de creencia profunda",
    en: "deep belief network",
    also: { es: ["DBN"], en: ["DBN"] },
    near: { es: ["preentrenamiento", "entrenamiento por capas"], en: ["pretraining", "layer-wise training"] },
    about: {
      es: "Pila de máquinas de Boltzmann restringidas entrenadas capa por capa: cada una modela la capa oculta de la anterior.",
      en: "A stack of restricted Boltzmann machines trained layer by layer: each models the hidden layer of the one before.",
    },
    labs: ["dbn"],
  },
];
