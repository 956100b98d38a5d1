/** Errors of runs. See `client/i18n/errors.ts`. */
export const ofRuns = {
  "task-failed": {
    es: "El cálculo se interrumpió varias veces y se abandonó. Lo último que pasó: {message}",
    en: "The computation was interrupted several times and abandoned. Last error: {message}",
  },
  "no-thread": {
    es: "No se pudo arrancar ningún hilo de cálculo. Recarga la página; si sigue igual, actualiza el navegador. ({message})",
    en: "No thread could be started. Reload the page; if that does not help, update the browser. ({message})",
  },
  "no-module": {
    es: "No se pudo cargar una parte del programa que esta ejecución necesita (el módulo {module}). Comprueba la conexión y vuelve a intentarlo.",
    en: "A part of the program that this run needs (the module {module}) could not be loaded. Check the connection and try again.",
  },
  "no-code": {
    es: "No se pudo cargar el código que hace los cálculos. Comprueba la conexión y vuelve a intentarlo.",
    en: "The code that does the computing could not be loaded. Check the connection and try again.",
  },
  closed: { es: "El cálculo se cerró antes de terminar.", en: "The computation was closed before it finished." },
  "not-finite": {
    es: "Los números se hicieron infinitos (en «{what}»). Prueba con pasos más pequeños o valores menos extremos.",
    en: "The numbers overflowed (in “{what}”). Try smaller steps or less extreme values.",
  },
  "not-finite-of-column": {
    es: "Los números se hicieron infinitos (en «{what}»). Los valores de la columna {column} son del tamaño de {value}: estandariza los datos o pon esa columna en otra unidad. Si no basta, prueba con pasos más pequeños.",
    en: "The numbers overflowed (in “{what}”). Values of column {column} are of the size of {value}: standardise the data, or give that column in another unit. If that is not enough, try smaller steps.",
  },
} as const;
