import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

export const icaFields = {
  algorithm: {
    kind: "choice",
    label: { es: "Algoritmo", en: "Algorithm" },
    help: {
      es: "FastICA busca todas las componentes a la vez o de una en una; Picard llega al mismo sitio con pasos cuasi-Newton (L-BFGS), en menos iteraciones cuando hay muchas; Infomax sube por el gradiente natural de la verosimilitud.",
      en: "FastICA finds all components at once or one by one; Picard reaches the same solution by quasi-Newton steps (L-BFGS), in fewer iterations where there are many; Infomax climbs the natural gradient of the likelihood.",
    },
    options: [
      { value: "symmetric", label: { es: "FastICA simétrico", en: "Symmetric FastICA" } },
      { value: "deflation", label: { es: "FastICA por deflación", en: "FastICA with deflation" } },
      { value: "picard", label: { es: "Picard (cuasi-Newton)", en: "Picard (quasi-Newton)" } },
      { value: "infomax", label: { es: "Infomax", en: "Infomax" } },
    ],
    default: "symmetric",
  },
  contrast: {
    kind: "choice",
    label: { es: "Contraste", en: "Contrast" },
    help: {
      es: "Con qué se mide lo lejos que está una señal de ser gaussiana. El cubo es la curtosis: rápido, y sensible a los valores extremos.",
      en: "Measures how far a signal is from Gaussian. The cube is kurtosis: quick, but misled by outliers.",
    },
    options: [
      { value: "logcosh", label: { es: "log cosh", en: "log cosh" } },
      { value: "exp", label: { es: "Exponencial", en: "Exponential" } },
      { value: "cube", label: { es: "Cubo", en: "Cube" } },
    ],
    default: "logcosh",
    when: { field: "algorithm", is: ["symmetric", "deflation", "picard"] },
  },
  extended: {
    kind: "boolean",
    label: { es: "También fuentes planas", en: "Sub-Gaussian sources too" },
    help: {
      es: "Infomax extendido: decide en cada paso si una fuente tiene pico o es plana. Sin él solo separa las de pico, como las voces.",
      en: "Extended Infomax: decides at every step whether each source is peaked (super-Gaussian) or flat (sub-Gaussian). Without it only peaked ones, such as voices, are separated.",
    },
    default: true,
    when: { field: "algorithm", is: ["infomax"] },
  },
  rate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Largo del primer paso de Infomax; después se adapta solo.",
      en: "Size of Infomax's first step; it adapts automatically afterwards.",
    },
    min: 0.001,
    max: 2,
    default: 0.5,
    scale: "log",
    when: { field: "algorithm", is: ["infomax"] },
    advanced: true,
  },
  mix: {
    kind: "boolean",
    label: { es: "Mezclar antes mis fuentes", en: "Mix my sources first" },
    help: {
      es: "Tus columnas o grabaciones son fuentes limpias: el laboratorio las mezcla y luego intenta separarlas. Sin marcar, ya son mezclas.",
      en: "Your columns or recordings are clean sources: the lab mixes them and then tries to separate them. When off, they are taken as mixtures already.",
    },
    default: false,
  },
  components: {
    kind: "integer",
    label: { es: "Componentes", en: "Components" },
    help: {
      es: "Cuántas se buscan, tras quedarse con las direcciones de mayor varianza. 0: tantas como permitan los datos.",
      en: "How many to look for, in the directions of largest variance. 0: as many as the data allow.",
    },
    min: 0,
    max: 512,
    default: 0,
  },
  restarts: {
    kind: "integer",
    label: { es: "Reintentos", en: "Restarts" },
    help: {
      es: "Comienzos distintos, repartidos entre los hilos; se queda el mejor. Si no coinciden, las componentes no son de fiar.",
      en: "Different starting points, spread over the threads; the best is kept. Where they disagree, the components cannot be trusted.",
    },
    min: 1,
    max: 20,
    default: 2,
  },
  iterations: {
    kind: "integer",
    label: { es: "Iteraciones como máximo", en: "Maximum iterations" },
    help: {
      es: "Cada iteración recorre todos los datos una vez.",
      en: "Each iteration is one pass over all the data.",
    },
    min: 1,
    max: 2000,
    default: 200,
    scale: "log",
  },
  tolerance: {
    kind: "number",
    label: { es: "Tolerancia", en: "Tolerance" },
    help: {
      es: "Se detiene cuando en una iteración cambia menos que esto.",
      en: "The fit stops when an iteration changes the components by less than this.",
    },
    min: 1e-10,
    max: 0.1,
    default: 1e-4,
    scale: "log",
    advanced: true,
  },
  cut: {
    kind: "boolean",
    label: { es: "Cortar trozos de las imágenes", en: "Cut patches from pictures" },
    help: {
      es: "Cada fila pasa a ser un trozo cuadrado de una imagen, en un lugar al azar y sin su brillo medio.",
      en: "Every row becomes a square patch of a picture, taken at a random place, with its mean brightness removed.",
    },
    default: false,
    advanced: true,
  },
  side: {
    kind: "integer",
    label: { es: "Lado del trozo", en: "Patch side" },
    help: { es: "El trozo tiene lado × lado píxeles.", en: "A patch has side × side pixels." },
    min: 2,
    max: 24,
    default: 8,
    unit: "px",
    when: { field: "cut", is: [true] },
    advanced: true,
  },
  patches: {
    kind: "integer",
    label: { es: "Trozos", en: "Patches" },
    help: { es: "Cuántos se cortan.", en: "How many patches to cut." },
    min: 200,
    max: 200_000,
    default: 20_000,
    scale: "log",
    when: { field: "cut", is: [true] },
    advanced: true,
  },
} as const satisfies Fields;

export type IcaParams = ParamsOf<typeof icaFields>;
