import { presetsOf } from "../../presets.ts";

const plane = (params: Readonly<Record<string, string | number>>) => ({
  generator: "planar-densities",
  seed: 1,
  params,
});

/** Splines of narrow bins: as many bends as the data have. */
const splines = { map: "spline", couplings: 6, bins: 12, learningRate: 0.01, halving: 6, epochs: 30 } as const;

/** Affine layers between the halves of a picture, for as long as samples get better to the eye. */
const pictures = {
  couplings: 8,
  hidden: [96, 96],
  epochs: 16,
  learningRate: 0.004,
  halving: 5,
  compared: 1000,
} as const;

export const flowPresets = presetsOf({ seed: 1, data: plane({ density: "moons", deviation: 0.1 }) }, [
  {
    id: "moons",
    title: { es: "Dos lunas", en: "Two moons" },
    about: {
      es: "Ocho capas doblan una gaussiana hasta que se parece a los datos. El fondo es la densidad exacta que el modelo da a cada lugar.",
      en: "Eight layers bend a Gaussian until it looks like the data. The shading is the exact density that the model gives each place.",
    },
  },
  {
    id: "ring",
    title: { es: "Ocho gaussianas en corro", en: "Eight Gaussians in a ring" },
    about: {
      es: "Seis capas de splines, y se conoce la densidad de la que salen los datos: se ve cuánto le falta al modelo. Un mapa continuo no puede partir la gaussiana en ocho, así que quedan hilos.",
      en: "Six layers of splines, and the density of these data is known: one sees how far the model is from it. A continuous map cannot tear the Gaussian into eight, so threads remain.",
    },
    data: plane({ density: "ring", deviation: 0.1 }),
    params: splines,
  },
  {
    id: "spirals",
    title: { es: "Dos espirales", en: "Two spirals" },
    about: {
      es: "Hay que enrollar el plano: mira en la rejilla cómo lo hacen ocho capas de splines entre todas. Los brazos salen. Con esta semilla la prueba MMD² rechaza por azar, como una de cada veinte veces: con otras, no.",
      en: "The plane has to be rolled up: watch on the grid how eight layers of splines do it together. The arms come out. With this seed the MMD² test rejects by chance, as it does one time in twenty: with others it does not.",
    },
    data: plane({ density: "spirals", deviation: 0.1 }),
    params: { ...splines, couplings: 8 },
  },
  {
    id: "digits",
    title: { es: "Dígitos de 8 × 8 píxeles", en: "Digits of 8 × 8 pixels" },
    about: {
      es: "Sesenta y cuatro píxeles a la vez: ocho capas llevan el ruido a dígitos, y cada imagen de prueba tiene una verosimilitud exacta, en bits por dimensión. Muchos se leen, aunque la prueba MMD² aún los distingue. Con tus archivos de MNIST, lo mismo.",
      en: "Sixty-four pixels at once: eight layers take noise to digits, and every held-out picture has an exact likelihood, in bits per dimension. Many can be read, though the MMD² test still tells them apart. With your own files of MNIST, the same.",
    },
    data: { generator: "digits", seed: 1, params: { count: 6000 } },
    params: pictures,
  },
  {
    id: "shapes",
    title: { es: "Figuras de 8 × 8", en: "Shapes of 8 × 8" },
    about: {
      es: "Cuadrados, óvalos, corazones y coches de varios tamaños y alturas. Casi todo es negro: los píxeles que nunca cambian no cuestan casi nada, y los bordes casi todo.",
      en: "Squares, ovals, hearts and cars of several sizes and heights. Nearly all is black: pixels that never change cost next to nothing, and edges nearly all.",
    },
    data: { generator: "shapes", seed: 1, params: { count: 6000, rotation: false, x: false } },
    params: { ...pictures, activation: "tanh" },
  },
  {
    id: "one-layer",
    title: { es: "Una sola capa", en: "A single layer" },
    about: {
      es: "Una coordenada no cambia nunca: el modelo solo puede mover la otra según ella.",
      en: "One coordinate never changes: all that the model can do is to move the other by it.",
    },
    params: { couplings: 1 },
  },
  {
    id: "volume",
    title: { es: "Sin estirar: volumen constante", en: "No scaling: constant volume" },
    about: {
      es: "Con la cota a 0 las capas solo desplazan. El plano se dobla, pero ningún trozo crece ni encoge: la densidad más alta es siempre la de la gaussiana.",
      en: "With a bound of 0 layers only shift. The plane is bent, but no piece of it grows or shrinks: the highest density is always the Gaussian's.",
    },
    params: { bound: 0 },
  },
  {
    id: "overfitted",
    title: { es: "Pocos datos, red grande", en: "Few data, a large net" },
    about: {
      es: "Con treinta puntos el modelo estrecha la densidad hasta un cordón que pasa por ellos y deja fuera casi todo lo demás. La verosimilitud de entrenamiento sube; la de prueba lo delata.",
      en: "With thirty points the model narrows the density to a cord through them and leaves out nearly all else. The training likelihood goes up; the held-out one tells on it.",
    },
    data: plane({ density: "moons", deviation: 0.1, count: 60 }),
    params: {
      testFraction: 0.5,
      activation: "tanh",
      hidden: [64, 64],
      epochs: 250,
      halving: 400,
      learningRate: 0.003,
      permutations: 99,
    },
  },
]);
