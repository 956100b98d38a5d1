/** Words of what is measured in several places. */
export const words = {
  "absent.no-relaxed": {
    es: "Este navegador no tiene SIMD relajado.",
    en: "This browser has no relaxed SIMD.",
  },
  "absent.no-gpu": { es: "Aquí no hay WebGPU que sirva.", en: "There is no usable WebGPU here." },
  "absent.not-loaded": {
    es: "Su código no llegó: mira la conexión y vuelve a medir.",
    en: "Its code did not arrive: check the connection and measure again.",
  },
  "absent.no-answer": { es: "El servidor no contestó.", en: "The server did not answer." },
  "absent.failed": { es: "Falló.", en: "It failed." },
  "edge.offline": { es: "El servidor no responde.", en: "The server does not answer." },
  "edge.other-model": {
    es: "El enlace tiene otro modelo: publica este resultado y pega su dirección.",
    en: "The link has another model: publish this result and paste its address.",
  },
  "edge.no-model": {
    es: "Hace falta el modelo entero de este resultado, que no se guardó con él: ejecuta el experimento.",
    en: "It takes the integer model of this result, which was not kept with it: run the experiment.",
  },
  "edge.refused": { es: "El servidor dice {status}.", en: "The server says {status}." },
  imitated: { es: "lo imita el procesador", en: "imitated by the processor" },
  opening: { es: "Preparando {name}…", en: "Preparing {name}…" },
  roundOf: { es: "Ronda {done} de {of}", en: "Round {done} of {of}" },
  over: { es: "Medido: {done} rondas, todos por turno.", en: "Measured: {done} rounds, all in turns." },
  batchOf: { es: "Lote de {batch}.", en: "Batch of {batch}." },
  cancel: { es: "Cancelar", en: "Cancel" },
  link: { es: "Enlace publicado", en: "Published link" },
} as const;
