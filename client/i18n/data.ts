/** Words of the folded data panel: what it has, waits for, and has read. */
export const words = {
  data: { es: "Datos", en: "Data" },
  noData: { es: "Sin datos", en: "No data" },
  loading: { es: "Leyendo los datos…", en: "Reading the data…" },
  making: { es: "Generando {values} valores…", en: "Generating {values} values…" },
  large: {
    es: "Este experimento pide {values} valores, que ocupan unos {memory}. Se generan al ejecutarlo o cuando los pidas.",
    en: "This experiment asks for {values} values, which take about {memory}. They are generated when you run it, or when you ask for them.",
  },
  makeNow: { es: "Generar los datos", en: "Generate the data" },
  reportSound: { es: "{channels}, {seconds} a {rate} Hz", en: "{channels}, {seconds} at {rate} Hz" },
  channels: {
    one: { es: "{count} canal", en: "{count} channel" },
    other: { es: "{count} canales", en: "{count} channels" },
  },
  rows: { one: { es: "{count} fila", en: "{count} row" }, other: { es: "{count} filas", en: "{count} rows" } },
  texts: { one: { es: "{count} texto", en: "{count} text" }, other: { es: "{count} textos", en: "{count} texts" } },
  characters: {
    one: { es: "{count} carácter", en: "{count} character" },
    other: { es: "{count} caracteres", en: "{count} characters" },
  },
  columns: {
    one: { es: "{count} columna", en: "{count} column" },
    other: { es: "{count} columnas", en: "{count} columns" },
  },
  reportImage: { es: "{rows} imágenes de {width} × {height}", en: "{rows} pictures of {width} × {height}" },
  reportPicture: { es: "una imagen de {width} × {height}", en: "one picture of {width} × {height}" },
  classes: {
    one: { es: "{count} clase", en: "{count} class" },
    other: { es: "{count} clases", en: "{count} classes" },
  },
  reportMissing: { es: "valores que faltan: {count} ({percent})", en: "missing values: {count} ({percent})" },
} as const;
