/** Which device a net is proposed to be computed on, and why; what a result of a GPU is. Loaded where there is a GPU, or such a result. */
export const words = {
  fasterThanOne: {
    es: "WebGPU: {factor} veces más rápido que un hilo",
    en: "WebGPU: {factor} × as fast as one thread",
  },
  faster: {
    es: "WebGPU: {factor} veces más rápido que {threads} hilos",
    en: "WebGPU: {factor} × as fast as {threads} threads",
  },
  slower: {
    es: "WebAssembly: {factor} veces más rápido que la GPU",
    en: "WebAssembly: {factor} × as fast as the GPU",
  },
  even: { es: "WebAssembly: tan rápido como la GPU", en: "WebAssembly: as fast as the GPU" },
  muchSlower: { es: "WebAssembly: la GPU es demasiado lenta", en: "WebAssembly: the GPU is too slow" },
  software: { es: "WebGPU: lo imita el procesador, despacio", en: "WebGPU: imitated by the processor, slow" },
  softwareAbout: {
    es: "No se ha encontrado ninguna GPU: nunca se propone por sí solo, pero puedes elegirlo.",
    en: "No GPU was found: it is never proposed by itself, but you can choose it.",
  },
  failed: {
    es: "WebAssembly: la GPU no sirvió ({value})",
    en: "WebAssembly: the GPU could not be used ({value})",
  },
  raceAbout: {
    es: "Con esta red y tantos pasos, medido aquí con unos cuantos. Puedes elegir otra cosa en «Cálculo».",
    en: "For this net and this many steps, measured here on a few of them. You can choose otherwise under “Device”.",
  },
  sweep: {
    es: "La rejilla se calcula en WebAssembly",
    en: "The grid is computed on WebAssembly",
  },
  sweepAbout: {
    es: "Sus ejecuciones se comparan entre sí: todas deben calcularse en el mismo sitio.",
    en: "Its runs are compared with each other: all of them must be computed in one place.",
  },
  ran: { es: "en WebGPU: estadísticamente igual", en: "on WebGPU: statistically equal" },
  /** Goes on from there, where there is room. */
  ranTo: { es: " a WebAssembly", en: " to WebAssembly" },
  ranAbout: {
    es: "Otra GPU, o WebAssembly, da los mismos números salvo el redondeo, que el entrenamiento agranda. Por eso se comparan las métricas con una tolerancia, no bit a bit.",
    en: "Another GPU, or WebAssembly, gives the same numbers up to rounding, which training magnifies. So metrics are compared within a tolerance, not bit for bit.",
  },
} as const;
