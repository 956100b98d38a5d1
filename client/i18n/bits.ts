export const words = {
  title: { es: "Los mismos bits", en: "The same bits" },
  about: {
    es: "Un experimento da el mismo resultado, bit a bit, en cualquier navegador, en Node y con cualquier número de hilos. Esta tabla no lo promete: son ejecuciones de verdad del primer experimento de cada laboratorio, y cada una compara su resumen (SHA-256) con el del resultado que muestra la página.",
    en: "An experiment gives the same result, bit for bit, in any browser, in Node and on any number of threads. This table does not promise that: these are real runs of the first experiment of each lab, each of which compares its digest (SHA-256) with that of the result that the page shows.",
  },
  count: {
    es: "Iguales: {same}. Diferentes: {different}. Lo que no se ha ejecutado, se dice.",
    en: "Same: {same}. Different: {different}. What was not run, is said.",
  },
  lab: { es: "Laboratorio", en: "Lab" },
  node: { es: "Node", en: "Node" },
  chromium: { es: "Chromium", en: "Chromium" },
  firefox: { es: "Firefox", en: "Firefox" },
  workerd: { es: "workerd (el servidor)", en: "workerd (the server)" },
  thread: { es: "1 hilo", en: "1 thread" },
  threads: { es: "{count} hilos", en: "{count} threads" },
  same: { es: "igual", en: "same" },
  different: { es: "diferente", en: "different" },
  notRun: { es: "no ejecutado", en: "not run" },
  digest: { es: "Resumen", en: "Digest" },
  run: { es: "{engine} {version}, {date}", en: "{engine} {version}, {date}" },
  again: {
    es: "La escribe npm run bits, en Node, y los tests de la página, en navegadores. Lo mismo puede hacer cualquiera con un enlace: abrirlo y comprobarlo.",
    en: "It is written by npm run bits, in Node, and by the tests of the page, in browsers. Anyone can do the same with a link: open it and verify it.",
  },
} as const;
