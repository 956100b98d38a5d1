/** Words of how the reader's own files are read. */
import type { Localized } from "../../shared/text.ts";
import type { Noun } from "./numbers.ts";

export const words = {
  open: { es: "Columnas y lectura…", en: "Columns and reading…" },
  title: { es: "Cómo se leen tus datos", en: "How your data are read" },
  asFound: { es: "Automático", en: "Automatic" },
  asFoundNow: { es: "Automático: {found}", en: "Automatic: {found}" },
  text: { es: "El archivo", en: "The file" },
  cells: { es: "Los valores", en: "The values" },
  columns: { es: "Las columnas", en: "The columns" },
  firstRows: { es: "Las primeras filas del archivo", en: "The first rows of the file" },
  firstRowsNote: {
    es: "como están escritas; en gris, lo que no cuenta como dato",
    en: "as they are written; what does not count as data is grey",
  },
  result: { es: "Lo que recibe el laboratorio", en: "What the lab gets" },
  column: { es: "Columna", en: "Column" },
  kind: { es: "Contiene", en: "Holds" },
  missing: { es: "Faltan", en: "Missing" },
  role: { es: "Se usa", en: "Used" },
  withRole: { es: "{column} · {role}", en: "{column} · {role}" },
  roleOf: { es: "Uso de la columna {column}", en: "Use of column {column}" },
  useAll: { es: "Usar todas las numéricas", en: "Use all numeric columns" },
  automatic: { es: "Volver a lo automático", en: "Back to automatic" },
  find: { es: "Buscar una columna", en: "Find a column" },
  more: {
    es: "Se ven {shown} de {total} columnas: busca las demás por su nombre.",
    en: "{shown} of {total} columns are shown: find the others by name.",
  },
  undecided: { es: "sin decidir", en: "undecided" },
  fromZeroToOne: { es: "sí: cada columna de 0 a 1", en: "yes: each column from 0 to 1" },
  dropRows: { es: "Quitar las filas con huecos", en: "Drop rows with gaps" },
  useTwo: { es: "Usar solo {first} y {second}", en: "Use {first} and {second} alone" },
  readWhole: { es: "Leerlo entero", en: "Read it whole" },
  leave: { es: "Dejarlo", en: "Leave it" },
  question: {
    es: "En «{path}», fila {row}, columna {column}, pone «{cell}». ¿Qué quiere decir?",
    en: "In “{path}”, row {row}, column {column} says “{cell}”. What does it mean?",
  },
  answer: { es: "{means} ({choice}: {value})", en: "{means} ({choice}: {value})" },
} as const satisfies Readonly<Record<string, Localized>>;

export const moreNotices: Noun = {
  one: { es: "{count} aviso más", en: "{count} more note" },
  other: { es: "{count} avisos más", en: "{count} more notes" },
};

export const choices = {
  contents: { es: "El archivo es", en: "The file is" },
  separator: { es: "Separador", en: "Separator" },
  decimal: { es: "Signo decimal", en: "Decimal sign" },
  thousands: { es: "Signo de millares", en: "Thousands sign" },
  header: { es: "Fila de nombres", en: "Row of names" },
  encoding: { es: "Codificación", en: "Encoding" },
  none: { es: "«None» entre textos", en: "“None” among texts" },
  units: { es: "Fila de unidades", en: "Row of units" },
  inflate: { es: "Descomprimir", en: "Decompress" },
  orientation: { es: "Imágenes guardadas por", en: "Pictures stored by" },
  pixels: { es: "Enteros de 0 a 255", en: "Whole numbers from 0 to 255" },
  gaps: { es: "Filas con huecos", en: "Rows with gaps" },
  standardise: { es: "Estandarizar", en: "Standardise" },
  heldOut: { es: "Filas apartadas", en: "Held-out rows" },
} as const satisfies Readonly<Record<string, Localized>>;

export const options: Readonly<Record<string, Localized>> = {
  "contents table": { es: "una tabla", en: "a table" },
  "contents text": { es: "un texto", en: "a text" },
  "separator comma": { es: "coma ,", en: "comma ," },
  "separator semicolon": { es: "punto y coma ;", en: "semicolon ;" },
  "separator tab": { es: "tabulador", en: "tab" },
  "separator space": { es: "espacios", en: "spaces" },
  "separator pipe": { es: "barra |", en: "pipe |" },
  "decimal point": { es: "punto: 1.5", en: "point: 1.5" },
  "decimal comma": { es: "coma: 1,5", en: "comma: 1,5" },
  "thousands none": { es: "ninguno", en: "none" },
  "thousands point": { es: "punto: 1.000", en: "point: 1.000" },
  "thousands comma": { es: "coma: 1,000", en: "comma: 1,000" },
  "thousands space": { es: "espacio: 1 000", en: "space: 1 000" },
  "thousands apostrophe": { es: "apóstrofo: 1’000", en: "apostrophe: 1’000" },
  "header yes": { es: "sí, la primera", en: "yes, the first" },
  "header no": { es: "no hay", en: "none" },
  "encoding utf-8": { es: "UTF-8", en: "UTF-8" },
  "encoding utf-8-damaged": { es: "UTF-8, lo dañado como �", en: "UTF-8, damage as �" },
  "encoding utf-16le": { es: "UTF-16 LE", en: "UTF-16 LE" },
  "encoding utf-16be": { es: "UTF-16 BE", en: "UTF-16 BE" },
  "encoding windows-1252": { es: "Windows-1252 (Latin-1)", en: "Windows-1252 (Latin-1)" },
  "none missing": { es: "falta el valor", en: "the value is missing" },
  "none text": { es: "es una respuesta más", en: "it is one of the answers" },
  "units yes": { es: "sí, bajo los nombres", en: "yes, below the names" },
  "units no": { es: "no hay", en: "none" },
  "inflate capped": { es: "hasta un múltiplo de su tamaño", en: "up to a multiple of its size" },
  "inflate whole": { es: "entero", en: "whole" },
  "orientation rows": { es: "filas", en: "rows" },
  "orientation columns": { es: "columnas (EMNIST)", en: "columns (EMNIST)" },
  "pixels yes": { es: "son píxeles: 255 es 1", en: "are pixels: 255 is 1" },
  "pixels no": { es: "son números", en: "are numbers" },
  "gaps keep": { es: "se conservan", en: "are kept" },
  "gaps drop": { es: "se quitan", en: "are dropped" },
  "gaps refuse": { es: "se rechazan", en: "are refused" },
  "standardise no": { es: "no", en: "no" },
  "standardise yes": { es: "sí: media 0, varianza 1", en: "yes: mean 0, variance 1" },
  "heldOut spread": { es: "a intervalos iguales", en: "evenly spaced" },
  "heldOut drawn": { es: "al azar, por tramos", en: "at random, one per stretch" },
  "heldOut last": { es: "las últimas", en: "the last" },
};

export const roles = {
  used: { es: "usada", en: "used" },
  target: { es: "respuesta", en: "target" },
  label: { es: "clase", en: "label" },
  ignored: { es: "fuera", en: "ignored" },
} as const satisfies Readonly<Record<string, Localized>>;

export const levels: Noun = {
  one: { es: "siempre el mismo texto", en: "always the same text" },
  other: { es: "{count} textos distintos", en: "{count} different texts" },
};

export const kinds = {
  number: { es: "números", en: "numbers" },
  boolean: { es: "sí o no", en: "yes or no" },
  date: { es: "fechas", en: "dates" },
  text: { es: "texto", en: "text" },
  constant: { es: "un único valor", en: "a single value" },
  "row-number": { es: "número de fila", en: "row number" },
  empty: { es: "nada", en: "nothing" },
} as const satisfies Readonly<Record<string, Localized>>;
