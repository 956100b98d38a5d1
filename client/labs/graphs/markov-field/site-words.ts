import type { Localized } from "../../../../shared/text.ts";

export const siteWords = {
  site: { es: "Sitio: fila {row}, columna {column}", en: "Site: row {row}, column {column}" },
  around: {
    es: "El sitio en medio de los que lo rodean; sus vecinos, enmarcados",
    en: "The site amid those around it; its neighbours are framed",
  },
  state: { es: "Estado", en: "State" },
  probability: { es: "Probabilidad dados los vecinos", en: "Probability given the neighbours" },
} as const satisfies Record<string, Localized>;
