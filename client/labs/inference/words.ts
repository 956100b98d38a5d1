/** Words that the labs of inference share. */
export const words = {
  ownPictureNote: {
    es: "Una imagen tuya se recorta al cuadro y se lleva a {width} × {height} píxeles, {colours}.",
    en: "A picture of yours is cropped and brought to {width} × {height} pixels, {colours}.",
  },
  inColour: { es: "en color", en: "in colour" },
  inGrey: { es: "en gris", en: "in grey" },
  resized: {
    es: "Imagen tuya, llevada a {width} × {height} píxeles, {colours}.",
    en: "A picture of yours, brought to {width} × {height} pixels, {colours}.",
  },
  rowOfTable: { es: "Fila", en: "Row" },
  rowNote: {
    es: "De las de prueba. Mueve un número y mira qué responde cada formato.",
    en: "Of those held out. Move a number and see what each format answers.",
  },
  asInData: { es: "Como en los datos", en: "As in the data" },
  moreColumns: { es: "y {count} columnas más", en: "and {count} more columns" },
} as const;
