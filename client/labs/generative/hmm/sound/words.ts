/** Words of what is heard and said. */
export const words = {
  recognised: { es: "Lo que oye", en: "What it hears" },
  recognisedNote: {
    es: "arriba el sonido, de 0 a 4000 Hz; abajo, la vocal de cada momento",
    en: "above, the sound, 0 to 4000 Hz; below, the vowel of each moment",
  },
  sound: { es: "grabación", en: "recording" },
  heard: { es: "reconocido", en: "recognised" },
  truth: { es: "dicho de verdad", en: "truly said" },
  begins: { es: "desde (s)", en: "from (s)" },
  nothing: { es: "silencio", en: "silence" },
  said: { es: "Ha oído: {text}", en: "It heard: {text}" },
  notYet: {
    es: "Todavía no se ha aprendido nada. Pulsa Ejecutar.",
    en: "Nothing has been learnt yet. Press Run.",
  },
  noTruth: {
    es: "De esta grabación no se sabe qué se dijo: no hay acierto que medir.",
    en: "What was said in this recording is not known: there is no accuracy to measure.",
  },

  speak: { es: "El modelo habla", en: "The model speaks" },
  speakNote: {
    es: "cada estado dura su media y da un espectro sorteado, por el que pasan los pulsos de una voz; sin vocales, también se sortean los estados",
    en: "each state lasts its mean and gives a spectrum that is drawn, through which the pulses of a voice go; without vowels, states are drawn too",
  },
  press: { es: "Pulsa vocales:", en: "Press vowels:" },
  clear: { es: "Borrar", en: "Clear" },
  free: { es: "Dejarlo a su aire", en: "Leave it to itself" },
  again: { es: "Otra muestra", en: "Another sample" },
  pitch: { es: "Tono", en: "Pitch" },
  spread: { es: "Dispersión", en: "Spread" },
  hertz: { es: "{value} Hz", en: "{value} Hz" },
  spoken: { es: "voz del modelo", en: "voice of the model" },
  states: { es: "estados", en: "states" },
  heardBack: { es: "lo que se oye en ella", en: "what is heard in it" },
  text: { es: "Se dice: {text}", en: "It says: {text}" },

  confusion: { es: "Qué se confunde", en: "What is confused" },
  confusionNote: {
    es: "momentos de 10 ms; las filas son lo dicho",
    en: "moments of 10 ms; rows are what was said",
  },
  training: { es: "Aprendizaje", en: "Training" },
  likelihood: { es: "Log-verosimilitud de cada vocal", en: "Log-likelihood of each vowel" },
  likelihoodNote: { es: "por momento; no puede bajar", en: "per moment; it cannot fall" },
  nats: { es: "nats", en: "nats" },
  iteration: { es: "iteración", en: "iteration" },
} as const;
