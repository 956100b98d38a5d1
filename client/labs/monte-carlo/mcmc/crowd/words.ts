/** Words of the views of thousands of chains. */
export const words = {
  cloud: { es: "La multitud", en: "The crowd" },
  cloudNote: {
    es: "Un punto por cadena, donde está ahora; el color es el de su supercadena. Se ven {shown} de {made} cadenas.",
    en: "One dot per chain, where it is now, in the colour of its superchain. {shown} of {made} chains are shown.",
  },
  cloudStep: { es: "Paso {step} de {steps}", en: "Step {step} of {steps}" },
  cloudSteps: {
    es: "Pasos {from} a {to} de {steps}: unas tareas van por delante de otras",
    en: "Steps {from} to {to} of {steps}: some tasks are ahead of others",
  },
  none: { es: "Aún no ha llegado ninguna cadena.", en: "No chain has arrived yet." },
  superchain: { es: "supercadena", en: "superchain" },
  meanOf: { es: "{name} en todas las cadenas", en: "{name} over all chains" },
  meanNote: {
    es: "Media de todas las cadenas en cada paso, con una banda de una desviación típica a cada lado. Los primeros {warmup} pasos son calentamiento.",
    en: "Mean over all chains at each step, with a band of one standard deviation on either side. The first {warmup} steps are warm-up.",
  },
  rhatOf: { es: "R̂ anidado de {name}", en: "Nested R̂ of {name}" },
  rhatNote: {
    es: "De una sola muestra de cada cadena en cada paso. Cuando las supercadenas han olvidado su comienzo queda cerca de √(1 + 1/M) = {floor}, con M = {chains} cadenas en cada una.",
    en: "Of a single draw of each chain at each step. Once superchains have forgotten their start it stays near √(1 + 1/M) = {floor}, with M = {chains} chains in each.",
  },
  step: { es: "paso", en: "step" },
  mean: { es: "media", en: "mean" },
  spread: { es: "± desv. típica", en: "± sd" },
  sd: { es: "desv. típica", en: "sd" },
  mcse: { es: "MCSE", en: "MCSE" },
  rhat: { es: "R̂ anidado", en: "nested R̂" },
  forgotten: { es: "olvidado", en: "forgotten" },
  parameter: { es: "Parámetro", en: "Parameter" },
  tableNote: {
    es: "De las muestras después del calentamiento. El MCSE sale de cómo difieren las supercadenas, que son independientes.",
    en: "Of the draws after warm-up. The MCSE comes from how superchains differ, which are independent of each other.",
  },
  tableWaits: {
    es: "Llega con la primera tarea que termina.",
    en: "Arrives with the first task that ends.",
  },
} as const;
