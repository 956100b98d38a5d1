/** Words for the regions in which a net is linear. */
export const words = {
  regionsNote: {
    es: "{count} regiones; en cada una la red es lineal",
    en: "{count} regions; the net is linear in each",
  },
  regionsFound: {
    es: "lo que da la red: {count} tramos, de dos colores",
    en: "what the net gives: {count} pieces, in two colours",
  },
  apart: { es: "Un color por región", en: "A colour for each region" },
  net: { es: "red", en: "net" },
  target: { es: "función", en: "function" },
  region: { es: "región", en: "region" },
  value: { es: "valor", en: "value" },
} as const;
