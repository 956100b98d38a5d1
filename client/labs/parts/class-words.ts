/** Words for what labs that tell classes apart draw alike. */
export const words = {
  trueClass: { es: "clase verdadera", en: "true class" },
  trueAndFound: { es: "verdadera / hallada", en: "true / found" },
  confusionCell: {
    es: "{truth}, tomada por {found}: {count}",
    en: "{truth} taken for {found}: {count}",
  },
  recall: { es: "aciertos", en: "right" },
  classesCut: { es: "Se muestran {shown} de las {total} clases.", en: "{shown} of the {total} classes are shown." },
  found: { es: "hallado", en: "found" },
  truth: { es: "verdad", en: "truth" },
  kind: { es: "tipo", en: "kind" },
  class: { es: "clase", en: "class" },
  score: { es: "parte", en: "share" },
  ring: { es: "Anillo: hallado por la red.", en: "Ring: found by the net." },
  cross: { es: "Aspa: donde está de verdad.", en: "Cross: where it truly is." },
  withoutMap: { es: "Sin el mapa", en: "Without the map" },
  ownPicture: { es: "Una imagen tuya", en: "A picture of yours" },
  tooSmall: {
    es: "La imagen es demasiado pequeña: debe tener al menos {least} píxeles de lado.",
    en: "The picture is too small: it must be at least {least} pixels on a side.",
  },
  notAPicture: {
    es: "«{name}» no es una imagen que este navegador sepa leer.",
    en: "“{name}” is not a picture that this browser can read.",
  },
} as const;
