/** Words of what is measured in each place. */
export const words = {
  placesTitle: {
    es: "La misma muestra por cada formato, en cada lugar",
    en: "The same sample by each format, in each place",
  },
  placesNote: {
    es: "tiempo de una pasada de la primera muestra de prueba, en rondas por turno",
    en: "time of one pass of the first held-out sample, in rounds, all in turns",
  },
  placesText: {
    es: "Si una pasada es más corta que el reloj, cada medida es la media de varias. int4 se guarda en 4 bits y al abrirlo pasa a 8: ahorra archivo y descarga, no tiempo. La energía es una estimación (Horowitz, ISSCC 2014, 45 nm), que para int4 supone pesos que llegan en 4 bits.",
    en: "Where a pass is shorter than the clock can tell, a measurement is the mean of several. int4 is kept in 4 bits and opened to 8: it saves file and download, not time. Energy is an estimate (Horowitz, ISSCC 2014, 45 nm), which for int4 supposes weights that arrive in 4 bits.",
  },
  costsSaid: {
    es: "{bytes} · unos {energy} µJ por muestra · {accuracy} de aciertos",
    en: "{bytes} · about {energy} µJ per sample · {accuracy} accuracy",
  },
  agreementSaid: { es: "{agreement} como float32", en: "{agreement} as float32" },
  prunedText: {
    es: "Podada: sin el {share} de los pesos, los bloques de 4 × 4 de menor magnitud. El motor entero se los salta; en WebGPU son ceros que se multiplican igual. No se ha vuelto a entrenar:",
    en: "Pruned: without {share} of the weights, the 4 × 4 blocks of least magnitude. The integer engine skips them; on WebGPU they are zeros, multiplied all the same. It was not trained again:",
  },
  toPruning: { es: "podar y ajustar.", en: "prune and fine-tune." },
  share: { es: "Poda", en: "Pruned" },
  maskedPlace: { es: "WebGPU, float32 con ceros", en: "WebGPU, float32 with zeros" },
  measure: { es: "Medir en todos", en: "Measure in all" },
  place: { es: "Lugar", en: "Place" },
  p50: { es: "p50 (ms)", en: "p50 (ms)" },
  p95: { es: "p95 (ms)", en: "p95 (ms)" },
  measurements: { es: "Medidas", en: "Measurements" },
  outcome: { es: "Respuesta", en: "Answer" },
  scalarPlace: { es: "Código escalar", en: "Scalar code" },
  wasmPlace: { es: "WebAssembly", en: "WebAssembly" },
  relaxedPlace: { es: "WebAssembly, SIMD relajado", en: "WebAssembly, relaxed SIMD" },
  gpuPlace: { es: "WebGPU", en: "WebGPU" },
  edgePlace: { es: "Servidor", en: "Server" },
  says: { es: "{name}, {share}", en: "{name}, {share}" },
  saysAway: { es: "{name}, {share}; a {distance} de float32", en: "{name}, {share}; {distance} away from float32" },
  bytesEqual: { es: "los mismos bytes", en: "the same bytes" },
  bytesDiffer: {
    es: "{count} números distintos, hasta {value}",
    en: "{count} numbers differ, by up to {value}",
  },
  equalFloats: { es: "igual (diferencia {value})", en: "equal (difference {value})" },
  unequalFloats: { es: "distinta (diferencia {value})", en: "different (difference {value})" },
  noLink: { es: "Escribe arriba el enlace publicado.", en: "Write the published link above." },
  linkHelp: {
    es: "Publica el resultado con «Compartir» y pega aquí su dirección: el servidor responde con el mismo modelo. Su tiempo incluye el viaje por la red.",
    en: "Publish the result by “Share” and paste its address here: the server answers by the same model. Its time includes the way over the network.",
  },
  save: { es: "Guardar el modelo entero", en: "Save the integer model" },
  saveNote: {
    es: "safetensors latente-graph-int8/1, {bytes}",
    en: "safetensors latente-graph-int8/1, {bytes}",
  },
} as const;
