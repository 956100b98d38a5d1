/** Why a run was not computed on the GPU that was asked for. Said while it is under way elsewhere, and after. See `client/i18n/errors.ts`. */
export const ofGpus = {
  "gpu-missing": {
    es: "Aquí no se pudo usar WebGPU ({value}). La ejecución empezó en WebAssembly.",
    en: "WebGPU could not be used here ({value}). The run was started on WebAssembly instead.",
  },
  "gpu-unfit": {
    es: "Esta GPU no superó la prueba de aritmética ({value}) y sus números no se usan. La ejecución empezó en WebAssembly.",
    en: "This GPU failed the arithmetic test ({value}), and its numbers are not used. The run was started on WebAssembly instead.",
  },
  "gpu-full": {
    es: "Esta red, con sus datos, no cabe en la GPU ({value}). La ejecución empezó en WebAssembly.",
    en: "This net, with its data, does not fit on the GPU ({value}). The run was started on WebAssembly instead.",
  },
  "gpu-lost": {
    es: "La GPU dejó de funcionar durante la ejecución ({value}). No se usa nada de lo que calculó: la ejecución empezó de nuevo en WebAssembly.",
    en: "The GPU stopped working during the run ({value}). Nothing it computed is used: the run began again on WebAssembly.",
  },
} as const;
