export const words = {
  title: { es: "Los mismos bits", en: "The same bits" },
  about: {
    es: "Un experimento da el mismo resultado, bit a bit, en cualquier navegador, en Node y con cualquier número de hilos. Esta tabla no lo promete: son ejecuciones de verdad del primer experimento de cada laboratorio, y cada una compara su resumen (SHA-256) con el del resultado que muestra la página.",
    en: "An experiment gives the same result, bit for bit, in any browser, in Node and on any number of threads. This table does not promise that: these are real runs of the first experiment of each lab, each of which compares its digest (SHA-256) with that of the result that the page shows.",
  },
  count: {
    es: "Iguales: {same}. Diferentes: {different}. Una raya (–) es lo que no se ha ejecutado.",
    en: "Same: {same}. Different: {different}. A dash (–) is what was not run.",
  },
  lab: { es: "Laboratorio", en: "Lab" },
  onThreads: { es: "{engine}, hilos", en: "{engine}, threads" },
  same: { es: "igual", en: "same" },
  different: { es: "diferente", en: "different" },
  notRun: { es: "no ejecutado", en: "not run" },
  digest: { es: "Resumen", en: "Digest" },
  workerd: {
    es: "workerd es lo que ejecuta el servidor de Latente. No tiene hilos, y no compila código mientras se ejecuta: los laboratorios que compilan densidades no pueden ejecutarse en él.",
    en: "workerd is what runs Latente's server. It has no threads, and compiles no code while it runs: labs that compile densities cannot run in it.",
  },
  again: {
    es: "La escribe npm run bits, en Node y en workerd, y los tests de la página, en navegadores. Lo mismo puede hacer cualquiera con un enlace: abrirlo y comprobarlo.",
    en: "It is written by npm run bits, in Node and workerd, and by the tests of the page, in browsers. Anyone can do the same with a link: open it and verify it.",
  },
} as const;
