/** Which device a net is proposed to be computed on, and why; what a result of a GPU is. Loaded where there is a GPU, or such a result. */
export const words = {
  fasterThanOne: {
    es: "WebGPU: aquí, unas {factor} veces más rápido que un hilo",
    en: "WebGPU: about {factor} × as fast as one thread here",
  },
  faster: {
    es: "WebGPU: aquí, unas {factor} veces más rápido que {threads} hilos",
    en: "WebGPU: about {factor} × as fast as {threads} threads here",
  },
  slower: {
    es: "WebAssembly: con esta red, unas {factor} veces más rápido que la GPU",
    en: "WebAssembly: about {factor} × as fast as the GPU for this net",
  },
  even: {
    es: "WebAssembly: con esta red, tan rápido como la GPU",
    en: "WebAssembly: as fast as the GPU for this net",
  },
  muchSlower: {
    es: "WebAssembly: la GPU es demasiado lenta con esta red",
    en: "WebAssembly: the GPU is too slow for this net",
  },
  software: {
    es: "WebGPU: aquí no hay GPU; la imita el procesador, que es lento",
    en: "WebGPU: no GPU here; the processor imitates one, slowly",
  },
  softwareAbout: {
    es: "Nunca se propone por sí solo. Puedes elegirlo para ver cómo funciona.",
    en: "It is never proposed by itself. You can choose it to see how it works.",
  },
  failed: {
    es: "WebAssembly: la GPU no sirvió ({value})",
    en: "WebAssembly: the GPU could not be used ({value})",
  },
  raceAbout: {
    es: "Medido aquí con unos pasos de esta misma red. Puedes elegir otra cosa en «Cálculo».",
    en: "Measured here on a few steps of this very net. You can choose otherwise under “Device”.",
  },
  sweep: {
    es: "Una rejilla se calcula en WebAssembly, porque sus ejecuciones se comparan entre sí",
    en: "A grid is computed on WebAssembly, since its runs are compared with each other",
  },
  ran: { es: "en WebGPU: estadísticamente igual", en: "on WebGPU: statistically equal" },
  ranAbout: {
    es: "Otra GPU, o WebAssembly, da los mismos números salvo el redondeo, que el entrenamiento agranda. Por eso se comparan las métricas con una tolerancia, no bit a bit.",
    en: "Another GPU, or WebAssembly, gives the same numbers up to rounding, which training magnifies. So metrics are compared within a tolerance, not bit for bit.",
  },
} as const;
