import type { Fields, ParamsOf } from "../../../../experiment/fields.ts";

/** What to do with a picture, beside sampling (the field "task" of the lab). */
export const pictureTasks = [
  { value: "binary", label: { es: "Limpiar en blanco y negro", en: "Clean in black and white" } },
  { value: "grey", label: { es: "Limpiar en grises", en: "Clean in shades of grey" } },
  { value: "segment", label: { es: "Segmentar una imagen", en: "Segment a picture" } },
] as const;

/** What belongs to pictures alone. */
const onPictures = { field: "task", is: ["binary", "grey", "segment"] } as const;

export const pictureFields = {
  noise: {
    kind: "number",
    label: { es: "Ruido", en: "Noise" },
    help: {
      es: "En blanco y negro, la probabilidad de que un píxel se invierta; en las demás tareas, la desviación típica de lo que se suma a cada píxel (el blanco es 1). Con 0 se toma la imagen como está.",
      en: "In black and white, the probability that a pixel is inverted; otherwise the standard deviation of what is added to each pixel (white is 1). With 0 the picture is taken as it is.",
    },
    min: 0,
    max: 0.45,
    default: 0.15,
    step: 0.01,
    when: onPictures,
  },
  coupling: {
    kind: "number",
    label: { es: "Acoplamiento", en: "Coupling" },
    help: {
      es: "Cuánto cuesta, en nats, que dos vecinos tengan etiquetas distintas. Con 0 cada píxel decide solo.",
      en: "What it costs, in nats, that two neighbours have different labels. With 0 each pixel decides alone.",
    },
    min: 0,
    max: 8,
    default: 1.2,
    step: 0.05,
    when: onPictures,
  },
  classes: {
    kind: "integer",
    label: { es: "Clases", en: "Classes" },
    help: {
      es: "En cuántas clases se reparten los píxeles. Su media y su varianza se aprenden de la imagen con ruido (EM).",
      en: "Into how many classes the pixels fall. Their means and variances are learnt from the noisy picture (EM).",
    },
    min: 2,
    max: 6,
    default: 3,
    when: { field: "task", is: ["segment"] },
  },
  levels: {
    kind: "integer",
    label: { es: "Niveles de gris", en: "Levels of grey" },
    help: {
      es: "Las etiquetas: tantos grises a igual distancia, del negro al blanco.",
      en: "The labels: so many greys, evenly spaced from black to white.",
    },
    min: 3,
    max: 24,
    default: 16,
    when: { field: "task", is: ["grey"] },
  },
  truncation: {
    kind: "number",
    label: { es: "Truncamiento", en: "Truncation" },
    help: {
      es: "El coste crece con el cuadrado de la diferencia de gris hasta esta, y más allá es el acoplamiento: así los bordes no se borran.",
      en: "The cost grows with the squared difference of grey up to this one, beyond which it is the coupling: so edges are not wiped out.",
    },
    min: 0.05,
    max: 1,
    default: 0.25,
    step: 0.05,
    when: { field: "task", is: ["grey"] },
  },
  contrast: {
    kind: "number",
    label: { es: "Sensibilidad al contraste", en: "Sensitivity to contrast" },
    help: {
      es: "Con más de 0, el acoplamiento baja entre dos píxeles muy distintos: un borde de la imagen cuesta menos.",
      en: "Above 0 the coupling falls between two pixels that differ much: an edge of the picture costs less.",
    },
    min: 0,
    max: 1,
    default: 0,
    step: 0.05,
    advanced: true,
    when: { field: "task", is: ["segment"] },
  },
  neighbours: {
    kind: "choice",
    label: { es: "Vecinos", en: "Neighbours" },
    help: {
      es: "4: los que comparten un lado. 8: también los que comparten una esquina, que pesan 1/√2.",
      en: "4: those that share a side. 8: those that share a corner as well, which weigh 1/√2.",
    },
    options: [
      { value: "4", label: { es: "4", en: "4" } },
      { value: "8", label: { es: "8", en: "8" } },
    ],
    default: "4",
    when: onPictures,
  },
  rounds: {
    kind: "integer",
    label: { es: "Rondas", en: "Rounds" },
    help: {
      es: "Cuántas veces pasa cada método por la imagen. Los que ya no cambian nada se paran antes.",
      en: "How many times each method goes over the picture. Those that no longer change anything stop earlier.",
    },
    min: 1,
    max: 500,
    default: 40,
    when: onPictures,
  },
  damping: {
    kind: "number",
    label: { es: "Amortiguación", en: "Damping" },
    help: {
      es: "Qué parte de cada mensaje anterior conserva la propagación de creencias. Súbela si oscila.",
      en: "How much of each earlier message belief propagation keeps. Raise it where it swings.",
    },
    min: 0,
    max: 0.95,
    default: 0.2,
    step: 0.05,
    advanced: true,
    when: onPictures,
  },
  hot: {
    kind: "number",
    label: { es: "Temperatura inicial", en: "First temperature" },
    help: { es: "Del recocido, en su primera ronda.", en: "Of annealing, in its first round." },
    min: 0.1,
    max: 20,
    default: 3,
    scale: "log",
    advanced: true,
    when: onPictures,
  },
  cooling: {
    kind: "number",
    label: { es: "Enfriamiento", en: "Cooling" },
    help: {
      es: "Por cuánto se multiplica la temperatura del recocido tras cada ronda.",
      en: "What the temperature of annealing is multiplied by after each round.",
    },
    min: 0.5,
    max: 0.999,
    default: 0.9,
    step: 0.005,
    advanced: true,
    when: onPictures,
  },
  side: {
    kind: "integer",
    label: { es: "Lado máximo", en: "Longest side" },
    help: {
      es: "Una imagen mayor se reduce hasta que su lado más largo tenga estos píxeles.",
      en: "A larger picture is made smaller until its longest side has so many pixels.",
    },
    min: 16,
    max: 256,
    default: 160,
    advanced: true,
    when: onPictures,
  },
} as const satisfies Fields;

/** The parameters of pictures: all that has a meaning for its task is there. */
export type PictureParams = { readonly task: string } & {
  readonly [K in keyof ParamsOf<typeof pictureFields>]-?: NonNullable<ParamsOf<typeof pictureFields>[K]>;
};
