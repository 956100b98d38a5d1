/** Words of the dialog for pictures in folders. */
export const words = {
  title: { es: "Imágenes en carpetas", en: "Pictures in folders" },
  about: {
    es: "Cada carpeta es una clase. De cada imagen se toma el cuadrado del centro, y se lleva a {side} × {side} píxeles promediando.",
    en: "Each folder is a class. Of each picture the middle square is taken and averaged to {side} × {side} pixels.",
  },
  others: {
    one: {
      es: "Se pasa por alto {count} archivo que no es PNG ni JPEG.",
      en: "{count} file is passed over: neither PNG nor JPEG.",
    },
    other: {
      es: "Se pasan por alto {count} archivos que no son PNG ni JPEG.",
      en: "{count} files are passed over: neither PNG nor JPEG.",
    },
  },
  more: { es: "y {count} clases más", en: "and {count} more classes" },
  count: {
    one: { es: "{count} imagen", en: "{count} picture" },
    other: { es: "{count} imágenes", en: "{count} pictures" },
  },
  side: { es: "Lado", en: "Side" },
  grey: { es: "En gris", en: "In grey" },
  read: { es: "Leer las imágenes", en: "Read the pictures" },
  cancel: { es: "Cancelar", en: "Cancel" },
  progress: { es: "{done} de {of} imágenes", en: "{done} of {of} pictures" },
} as const;
