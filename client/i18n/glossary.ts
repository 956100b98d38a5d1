/** Words of the glossary: of its page, and of what lessons show of it. */
export const words = {
  title: { es: "Glosario", en: "Glossary" },
  about: {
    es: "{count} términos del curso en los dos idiomas, con los laboratorios donde se ven y los pasos de las lecciones que los usan.",
    en: "{count} terms of the course in both languages, with the labs where they are seen and the steps of the lessons that use them.",
  },
  families: { es: "Temas", en: "Topics" },
  filter: { es: "Buscar un término", en: "Find a term" },
  nothing: { es: "Ningún término contiene «{question}».", en: "No term contains “{question}”." },
  also: { es: "también: {names}", en: "also: {names}" },
  seenIn: { es: "Se ve en", en: "Seen in" },
  step: { es: "paso {number}", en: "step {number}" },
  stepOf: { es: "{lab}, paso {number} de la lección", en: "{lab}, step {number} of the lesson" },
  inGlossary: { es: "Ver en el glosario", en: "See it in the glossary" },
  linkTo: { es: "Enlace a «{term}»", en: "Link to “{term}”" },
} as const;
