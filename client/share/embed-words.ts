/** Words of links in frames of other pages. */
export const words = {
  openInLatente: { es: "Abrir en Latente", en: "Open in Latente" },
  onlyNumbers: {
    es: "Este enlace guarda las medidas del resultado, no sus figuras.",
    en: "This link keeps the numbers of the result, not its figures.",
  },
  who: { es: "Mostrarlo dentro de otras páginas", en: "Show it inside other pages" },
  nobody: { es: "No", en: "No" },
  some: { es: "En las de estos sitios", en: "In those of these sites" },
  all: { es: "En las de cualquier sitio", en: "In those of any site" },
  sites: { es: "Sitios, separados por espacios", en: "Sites, separated by spaces" },
  code: { es: "Para ponerlo en una página", en: "To put it into a page" },
} as const;
