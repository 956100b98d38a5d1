/** What a form says of sweeps before there is one, and the run bar while one is under way. */
export const words = {
  title: { es: "Rejilla de ejecuciones", en: "Grid of runs" },
  vary: { es: "variar", en: "vary" },
  varyField: { es: "Variar «{label}»", en: "Vary “{label}”" },
  done: { es: "{done} de {total} ejecuciones", en: "{done} of {total} runs" },
} as const;
