/** Models of pictures whose codes are normal numbers. */
import type { Description } from "./card.ts";
import { OWN_LICENCE } from "./licence.ts";

export const decoders: readonly Description[] = [
  {
    id: "digits",
    kind: "decoder",
    title: { es: "Dígitos", en: "Digits" },
    about: {
      es: "Un autoencoder variacional: ocho números al azar se convierten en un dígito manuscrito.",
      en: "A variational autoencoder: eight random numbers become a handwritten digit.",
    },
    data: {
      es: "8000 dígitos de 28 × 28 que dibuja el propio generador del proyecto, del 0 al 9.",
      en: "8,000 digits of 28 × 28 drawn by the project's own generator, 0 to 9.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "No se le puede pedir una cifra concreta, y entre dos cifras dibuja mezclas que no son ninguna. Los bordes salen borrosos. No ha visto letra de personas.",
      en: "It cannot be asked for a certain digit, and between two of them it draws mixtures that are neither. Edges come out blurred. It has seen no person's handwriting.",
    },
    gives: { kind: "pictures", height: 28, width: 28, channels: 1 },
    temperature: 1,
    latent: 8,
    experiment: {
      v: 1,
      lab: "vae",
      seed: 1,
      data: { generator: "digits", seed: 1, params: { count: 8000, classes: 10, variation: 0.6 } },
      params: { hidden: [256], latent: 8, epochs: 60, draws: 1, learningRate: 0.001, testFraction: 0.05 },
    },
  },
  {
    id: "cats-dogs",
    kind: "decoder",
    title: { es: "Gatos y perros", en: "Cats and dogs" },
    about: {
      es: "Un autoencoder variacional con convoluciones: 24 números al azar se convierten en el retrato de un animal, en color.",
      en: "A variational autoencoder with convolutions: 24 random numbers become the portrait of an animal, in colour.",
    },
    data: {
      es: "4000 gatos y perros de 32 × 32 dibujados por el propio generador del proyecto.",
      en: "4,000 cats and dogs of 32 × 32 drawn by the project's own generator.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "No se le puede pedir gato o perro, y algunos salen a medio camino. El detalle fino (bigotes, fondo) queda borroso. Solo conoce dibujos, no fotografías.",
      en: "It cannot be asked for a cat or for a dog, and some come out halfway between. Fine detail (whiskers, what is behind) stays blurred. It knows drawings alone, no photographs.",
    },
    gives: { kind: "pictures", height: 32, width: 32, channels: 3 },
    temperature: 1,
    latent: 24,
    experiment: {
      v: 1,
      lab: "vae",
      seed: 1,
      data: { generator: "cats-dogs", seed: 1, params: { count: 4000, classes: 2, variation: 0.5 } },
      params: {
        architecture: "convolutional",
        filters: [16, 32],
        hidden: [128],
        latent: 24,
        epochs: 30,
        draws: 1,
        learningRate: 0.002,
        testFraction: 0.05,
      },
    },
  },
  {
    id: "shapes",
    kind: "decoder",
    title: { es: "Formas", en: "Shapes" },
    about: {
      es: "Un autoencoder variacional: cuatro números al azar se convierten en un cuadrado, una elipse, un corazón o un coche.",
      en: "A variational autoencoder: four random numbers become a square, an ellipse, a heart or a car.",
    },
    data: {
      es: "3000 formas de 32 × 32 dibujadas por el propio generador del proyecto, de varios tamaños y giros, siempre en el centro.",
      en: "3,000 shapes of 32 × 32 drawn by the project's own generator, of many sizes and turns, always in the middle.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "Solo conoce cuatro formas, en gris y en el centro. No se le puede pedir una de ellas, y entre dos dibuja mezclas: un coche con algo de corazón.",
      en: "It knows four shapes alone, in grey and in the middle. It cannot be asked for one of them, and between two it draws mixtures: a car with something of a heart.",
    },
    gives: { kind: "pictures", height: 32, width: 32, channels: 1 },
    temperature: 1,
    latent: 4,
    experiment: {
      v: 1,
      lab: "vae",
      seed: 1,
      data: {
        generator: "shapes",
        seed: 1,
        params: { count: 3000, forms: "all", x: false, y: false, rotation: true, light: false },
      },
      params: { hidden: [96], latent: 4, epochs: 60, draws: 1, learningRate: 0.002, testFraction: 0.05 },
    },
  },
  {
    id: "gan",
    kind: "decoder",
    title: { es: "Dígitos de una GAN", en: "Digits of a GAN" },
    about: {
      es: "El generador de un par de redes antagónicas: 16 números al azar se convierten en un dígito pequeño, de trazo nítido.",
      en: "The generator of a pair of adversarial nets: 16 random numbers become a small digit with sharp strokes.",
    },
    data: {
      es: "6000 dígitos dibujados por el propio generador del proyecto, reducidos a 14 × 14 píxeles.",
      en: "6,000 digits drawn by the project's own generator, made smaller: 14 × 14 pixels.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "No se le puede pedir una cifra, y alguna no se lee. No dice cuán probable es lo que dibuja, ni encuentra los números de una imagen dada.",
      en: "It cannot be asked for a digit, and some cannot be read. It does not say how probable what it draws is, nor does it find the numbers of a given picture.",
    },
    gives: { kind: "pictures", height: 14, width: 14, channels: 1 },
    temperature: 1,
    latent: 16,
    experiment: {
      v: 1,
      lab: "gan",
      seed: 1,
      data: { generator: "digits", seed: 1, params: { count: 6000, classes: 10, variation: 0.5 } },
      params: {
        objective: "wgan-gp",
        penalty: 10,
        criticSteps: 3,
        activation: "leaky-relu",
        latent: 16,
        hidden: [192],
        criticHidden: [192],
        batch: 64,
        rounds: 6000,
        resolution: 14,
      },
    },
  },
];
