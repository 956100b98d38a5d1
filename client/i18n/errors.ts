/**
 * Errors by their code. `{path}` is the place, `{message}` the English message; other names are the error's own values. Where an error lacks
 * a value that its sentence needs, the page shows the English message.
 */
export const messages = {
  // Values of an experiment.
  "out-of-range": {
    es: "Valor fuera de rango: {value}. Debe estar entre {min} y {max}.",
    en: "Value out of range: {value}. It must be between {min} and {max}.",
  },
  "not-whole": { es: "{value} no es un número entero.", en: "{value} is not a whole number." },
  "not-an-option": {
    es: "{value} no es una de las opciones: {allowed}.",
    en: "{value} is not one of the options: {allowed}.",
  },
  "wrong-length": {
    es: "La lista {value} no tiene un número de elementos permitido, o alguno se repite.",
    en: "The list {value} does not have an allowed number of items, or one is repeated.",
  },
  "wrong-type": { es: "El valor {value} no vale en «{path}».", en: "The value {value} does not fit “{path}”." },
  repeated: { es: "{value} está repetido.", en: "{value} is repeated." },
  "unknown-param": {
    es: "No existe el parámetro {value}. Existen: {allowed}.",
    en: "There is no parameter {value}. There are: {allowed}.",
  },
  inapplicable: { es: "«{path}» no se aplica con estos valores.", en: "“{path}” does not apply with these values." },
  "unknown-path": { es: "No existe «{value}» en un experimento.", en: "There is no “{value}” in an experiment." },
  "unknown-key": { es: "«{value}» no forma parte de un experimento.", en: "“{value}” is no part of an experiment." },
  "unknown-lab": { es: "No existe el laboratorio «{value}».", en: "There is no lab “{value}”." },
  "unknown-preset": {
    es: "No existe el experimento preparado {value}.",
    en: "There is no prepared experiment {value}.",
  },
  "unknown-generator": {
    es: "Este laboratorio no tiene el origen de datos {value}.",
    en: "This lab does not have the source of data {value}.",
  },
  "newer-version": {
    es: "Este experimento (versión {value}) se hizo con una versión más nueva de Latente. Recarga la página para actualizarla.",
    en: "This experiment (version {value}) was made by a newer version of Latente. Reload the page to update it.",
  },
  "unknown-version": {
    es: "La versión {value} de este experimento no se conoce.",
    en: "The version {value} of this experiment is not known.",
  },

  // Reading text and files.
  "too-large": {
    es: "Es demasiado grande: caben como mucho {max} bytes.",
    en: "It is too large: at most {max} bytes fit.",
  },
  "too-deep": { es: "Tiene demasiados niveles (como mucho {max}).", en: "It has too many levels (at most {max})." },
  "too-many-keys": {
    es: "Tiene demasiados elementos (como mucho {max}).",
    en: "It has too many items (at most {max}).",
  },
  "string-too-long": {
    es: "Un texto es demasiado largo (como mucho {max} caracteres).",
    en: "A text is too long (at most {max} characters).",
  },
  "not-json": { es: "Esto no es JSON válido: {value}", en: "This is not valid JSON: {value}" },
  truncated: {
    es: "Al archivo le falta el final. Vuelve a copiarlo o a descargarlo.",
    en: "The end of the file is missing. Copy or download it again.",
  },
  "not-a-container": {
    es: "El contenido no tiene el formato esperado.",
    en: "The content does not have the expected format.",
  },
  empty: { es: "«{path}» está vacío.", en: "“{path}” is empty." },
  "too-long": {
    es: "Demasiado largo: {value} caracteres (como mucho {max}).",
    en: "Too long: {value} characters (at most {max}).",
  },
  "unfit-character": {
    es: "El texto contiene un carácter de control que no se ve ({value}). Bórralo.",
    en: "The text holds a control character that cannot be seen ({value}). Remove it.",
  },

  // Data of a lab.
  "unfit-format": {
    es: "Este laboratorio no lee archivos {value}; lee {allowed}.",
    en: "This lab does not read {value} files; it reads {allowed}.",
  },
  "needs-no-data": { es: "Con estos valores no hacen falta datos.", en: "With these values no data are needed." },
  "needs-data": {
    es: "Faltan los datos: elige un origen o tus archivos.",
    en: "Data are missing: choose a source or your own files.",
  },
  "file-needed": {
    es: "Este experimento usa el archivo «{name}», que no está en este equipo. Elígelo en «Datos» para poder ejecutar.",
    en: "This experiment uses the file “{name}”, which is not on this machine. Choose it under “Data” to be able to run.",
  },
  "other-file": {
    es: "«{name}» no es el archivo que usó este experimento: su contenido es distinto.",
    en: "“{name}” is not the file that this experiment used: its content differs.",
  },

  // Runs.
  "task-failed": {
    es: "El cálculo se interrumpió varias veces y se abandonó. Lo último que pasó: {message}",
    en: "The computation was interrupted several times and given up. What happened last: {message}",
  },
  "no-thread": {
    es: "No se pudo arrancar ningún hilo de cálculo. Recarga la página; si sigue igual, actualiza el navegador. ({message})",
    en: "No thread could be started. Reload the page; if that does not help, update the browser. ({message})",
  },
  closed: { es: "El cálculo se cerró antes de terminar.", en: "The computation was closed before it ended." },
  "not-finite": {
    es: "Los números se hicieron infinitos. Prueba con pasos más pequeños o menos extremos. ({message})",
    en: "The numbers became infinite. Try smaller steps or less extreme values. ({message})",
  },
} as const;
