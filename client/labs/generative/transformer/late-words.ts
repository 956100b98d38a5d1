import type { Localized } from "../../../../shared/text.ts";

/** Words of the views that come once they are chosen. */
export const late = {
  attentionNote: {
    es: "un mapa por cabeza ({layers} × {heads}): en cada fila, cuánto mira un carácter a los de antes y a sí mismo. Elige un mapa y pasa por el texto",
    en: "a map per head ({layers} × {heads}): in each row, how much a character looks at those before and at itself. Choose a map and move over the text",
  },
  map: { es: "Capa {layer}, cabeza {head}", en: "Layer {layer}, head {head}" },
  mapShades: {
    es: "atención del carácter de la fila al de la columna",
    en: "attention of the row’s character to the column’s",
  },
  pointHint: {
    es: "Señala una casilla de un mapa: aquí se lee.",
    en: "Point at a cell of a map: it is read here.",
  },
  pointed: {
    es: "{map}: desde «{place}» mira a «{seen}» ({share}).",
    en: "{map}: from “{place}” it looks at “{seen}” ({share}).",
  },
  unseen: {
    es: "{map}: desde «{place}» no ve «{seen}», que viene después.",
    en: "{map}: from “{place}” it does not see “{seen}”, which comes later.",
  },
  text: { es: "Texto", en: "Text" },
  place: { es: "Carácter", en: "Character" },
  looks: {
    es: "{map}: desde «{place}» mira sobre todo a «{seen}» ({share}).",
    en: "{map}: from “{place}” it looks above all at “{seen}” ({share}).",
  },
  shareOf: { es: "atención desde «{place}» ({map})", en: "attention from “{place}” ({map})" },
  nextNote: {
    es: "probabilidad de cada carácter tras el texto, ya con la temperatura y los recortes; pulsa uno para añadirlo",
    en: "probability of each character behind the text, after temperature and cuts; press one to add it",
  },
  heldOutNote: {
    es: "texto que no se aprendió: cuanto más color, más sorpresa",
    en: "text that was not learnt: the stronger the colour, the more of a surprise",
  },
  bitsOf: { es: "{name}, bits", en: "{name}, bits" },
} as const satisfies Record<string, Localized>;
