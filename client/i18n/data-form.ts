/** Words of the opened data panel: generators, own files, a look at what was read; and of parameters that are made to fit. */
export const words = {
  generator: { es: "Origen", en: "Source" },
  ownFiles: { es: "Archivos propios", en: "Your own files" },
  dataSeed: { es: "Semilla de los datos", en: "Data seed" },
  dataSeedHelp: { es: "La misma semilla genera los mismos datos.", en: "The same seed generates the same data." },
  choose: { es: "Elegir archivos…", en: "Choose files…" },
  chooseFolder: { es: "Elegir carpeta…", en: "Choose a folder…" },
  folders: {
    es: "También una carpeta que contenga una carpeta de imágenes (PNG, JPEG) para cada clase: su nombre es la clase.",
    en: "Or a folder that holds a folder of pictures (PNG, JPEG) for each class: its name is the class.",
  },
  formats: {
    es: "Sirven {formats}, también comprimidos con gzip. No salen de este equipo.",
    en: "{formats}, gzipped or not. They do not leave this machine.",
  },
  sounds: {
    es: "Varios WAV son los canales de una grabación: se cortan al más corto y se pasan a la frecuencia más baja.",
    en: "Several WAV files become the channels of one recording: cut to the shortest and resampled to the lowest rate.",
  },
  runModel: { es: "Se ejecuta «{name}», sin entrenarlo.", en: "“{name}” is run, without training it." },
  firstWeights: { es: "Parte de los pesos de «{name}».", en: "Starts from the weights of “{name}”." },
  withoutWeights: { es: "Partir de cero", en: "Start from scratch" },
  fit: { es: "Ajustar: {changes}", en: "Make it fit: {changes}" },
  fitOne: { es: "{label}: {after} en vez de {before}", en: "{label}: {after} instead of {before}" },
  emptied: {
    es: "Vaciado, porque nombraba nodos de los datos de antes: {fields}.",
    en: "Emptied, since it named nodes of the data before: {fields}.",
  },
  fitted: { es: "Ajustado a la tabla: {changes}.", en: "Made to fit the table: {changes}." },
  preview: { es: "Lo que se leyó", en: "What was read" },
  previewCut: {
    es: "Se ven {rows} de {allRows} filas y {columns} de {allColumns} columnas.",
    en: "{rows} of {allRows} rows and {columns} of {allColumns} columns are shown.",
  },
  classCount: { es: "{name}: {count}", en: "{name}: {count}" },
  moreClasses: { es: "y {count} clases más", en: "and {count} more classes" },
  textColumn: { es: "texto", en: "text" },
  lengthColumn: { es: "caracteres", en: "characters" },
  missingValue: { es: "falta", en: "missing" },
} as const;
