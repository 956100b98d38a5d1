/** What the table of the parameters says, and what speaks against its draws. */
export const words = {
  mcseOf: { es: "MCSE {of}", en: "MCSE {of}" },
  restLater: {
    es: "Los demás parámetros se diagnostican al terminar.",
    en: "The other parameters are diagnosed at the end of the run.",
  },
  ofAllDraws: {
    es: "Calculada con todas las muestras, no solo con las que se guardaron.",
    en: "Computed from all draws, not only from those that were kept.",
  },
  didNotMove: { es: "no se movieron", en: "did not move" },
  doNotAgree: { es: "no coinciden", en: "chains do not agree" },
  stoodStill: {
    es: "Las cadenas no se movieron: todas las muestras son iguales, así que ni R̂ ni ESS tienen valor. Prueba un paso más pequeño u otro comienzo.",
    en: "The chains did not move: all draws are equal, so neither R̂ nor ESS has a value. Try a smaller step or another start.",
  },
  standApart: {
    es: "Las cadenas no coinciden: cada una se quedó quieta en un sitio distinto, así que R̂ no tiene valor. Prueba un paso más pequeño.",
    en: "The chains do not agree: each stood still at a place of its own, so R̂ has no value. Try a smaller step.",
  },
  essCapped: {
    es: "«≥»: el tope de ESS, S·log₁₀ S de S muestras. Las muestras se compensan entre sí, y más allá la estimación no es fiable.",
    en: "“≥”: the cap of ESS, S·log₁₀ S of S draws. Draws make up for each other, and beyond it the estimate is unreliable.",
  },
  rhatHigh: {
    es: "R̂ de {name} es {value}, y debería ser como mucho 1,01: las cadenas aún no coinciden. Pon más calentamiento o más muestras; si no baja, puede que la distribución tenga varias modas, o que no tenga suma finita.",
    en: "R̂ of {name} is {value}, and should be at most 1.01: the chains do not agree yet. Take more warm-up or more draws; where it stays, the target may have several modes, or no finite integral.",
  },
  essLow: {
    es: "El ESS de {name} es {value}: por debajo de 400 ni los errores que da esta tabla son fiables. Pon más muestras.",
    en: "The ESS of {name} is {value}: below 400 not even the errors in this table can be relied on. Take more draws.",
  },
  divergencesThere: {
    es: "Divergieron {count} transiciones: una región puede estar mal explorada. Sube la aceptación deseada hacia 0,99, o escribe el modelo de otra forma.",
    en: "{count} transitions diverged: a region may be badly explored. Raise the target acceptance towards 0.99, or write the model another way.",
  },
} as const;
