/** Errors of files, of any format, and of the choice of data: formats, sizes, compressed files, arrays, sounds. See `client/i18n/errors.ts`. */
export const ofFiles = {
  "too-large": {
    es: "«{path}» es demasiado grande: caben como mucho {max} bytes. Quédate con una parte.",
    en: "“{path}” is too large: at most {max} bytes fit. Keep only part of it.",
  },
  "too-deep": {
    es: "Tiene demasiados niveles (como mucho {max}).",
    en: "It is nested too deeply (at most {max} levels).",
  },
  "too-many-keys": {
    es: "Tiene demasiados elementos (como mucho {max}).",
    en: "It has too many items (at most {max}).",
  },
  "string-too-long": {
    es: "Un texto es demasiado largo (como mucho {max} caracteres).",
    en: "A text is too long (at most {max} characters).",
  },
  "not-json": {
    es: "«{path}» no es JSON válido: está dañado o incompleto. Vuelve a copiarlo o a guardarlo.",
    en: "“{path}” is not valid JSON: it is damaged or incomplete. Copy or save it again.",
  },
  truncated: {
    es: "A «{path}» le falta el final: tiene {value} bytes y hacen falta al menos {expected}. Vuelve a copiarlo o a descargarlo.",
    en: "The end of “{path}” is missing: it has {value} bytes and needs at least {expected}. Copy or download it again.",
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
    en: "The text contains an invisible control character ({value}). Remove it.",
  },
  "unfit-format": {
    es: "Este laboratorio no lee archivos {value}; lee {allowed}.",
    en: "This lab does not read {value} files; it reads {allowed}.",
  },
  "needs-no-data": { es: "Con estos valores no hacen falta datos.", en: "No data are needed with these values." },
  "needs-data": {
    es: "Faltan los datos: elige un origen o tus archivos.",
    en: "There are no data: choose a source or your own files.",
  },
  "file-needed": {
    es: "Este experimento usa el archivo «{name}», que no está en este equipo. Elígelo en «Datos» para poder ejecutar.",
    en: "This experiment uses the file “{name}”, which is not on this machine. Choose it under “Data” before you run.",
  },
  "other-file": {
    es: "«{name}» no es el archivo que usó este experimento: su contenido es distinto.",
    en: "“{name}” is not the file this experiment used: its contents differ.",
  },
  "data-not-experiment": {
    es: "«{name}» parece un archivo de datos o de pesos ({value}), y aquí se abren experimentos: un enlace de Latente, o un archivo .latente o .json. Para usarlo, abre un laboratorio y suéltalo en él.",
    en: "“{name}” seems to be a file of data or weights ({value}), but only experiments are opened here: a Latente link, or a .latente or .json file. To use it, open a lab and drop it there.",
  },
  "graph-needs-lab": {
    es: "«{name}» es un grafo. Abre un laboratorio de grafos (Redes bayesianas o Grafos de factores) y suéltalo en él.",
    en: "“{name}” is a graph. Open a lab of graphs (Bayesian networks or Factor graphs) and drop it there.",
  },
  "not-an-experiment": {
    es: "«{name}» no es un experimento. Aquí se abre un enlace de Latente, o un archivo .latente o .json guardado con «Compartir».",
    en: "“{name}” is not an experiment. Open a Latente link here, or a .latente or .json file saved with “Share”.",
  },
  "not-weights": {
    es: "«{name}» es un archivo {value} y no tiene pesos. Elige un archivo safetensors, o parte de cero.",
    en: "“{name}” is a {value} file and holds no weights. Choose a safetensors file, or start from scratch.",
  },
  "unknown-format": {
    es: "«{name}» no tiene un formato conocido. Aquí sirven {allowed}, también con gzip.",
    en: "The format of “{name}” is not known. {allowed} can be opened here, gzipped or not.",
  },
  "other-format": {
    es: "«{path}» es un archivo {value}, que aquí no se abre. Ábrelo donde se hizo y guárdalo como {allowed}.",
    en: "“{path}” is in the format {value}, which cannot be opened here. Open it where it was made and save it as {allowed}.",
  },
  "packed-format": {
    es: "«{path}» está empaquetado con {value}. Desempaquétalo y abre lo que hay dentro.",
    en: "“{path}” is packed with {value}. Unpack it and open what is inside.",
  },
  "not-text": {
    es: "«{path}» tiene en la línea {line} el byte {value}, que no aparece en ningún texto {name}. Guárdalo de nuevo en UTF-8, o elige su codificación.",
    en: "“{path}” has the byte {value} in line {line}, which no text in {name} contains. Save it again in UTF-8, or choose its encoding.",
  },
  "control-in-text": {
    es: "«{path}» tiene en la línea {line} el carácter de control {value}, que no es de ningún texto. Quítalo y guarda el archivo de nuevo.",
    en: "“{path}” has the control character {value} in line {line}, which belongs in no text. Take it out and save the file again.",
  },
  "not-npy": {
    es: "«{path}» no es un archivo NPY legible: su cabecera está dañada. Guárdalo de nuevo con np.save.",
    en: "“{path}” is not a readable NPY file: its header is damaged. Save it again with np.save.",
  },
  "npy-fields": {
    es: "«{path}» guarda registros con los campos {value}; tiene que haber un número por celda. Guarda un solo campo o conviértelos en columnas.",
    en: "“{path}” holds records with the fields {value}; there must be one number per cell. Save one field, or make columns of them.",
  },
  "npy-type": {
    es: "«{path}» guarda valores del tipo {value}, que no se lee. Conviértelos con astype (a float64) y guárdalos de nuevo.",
    en: "“{path}” holds values of type {value}, which is not read. Convert them with astype (to float64) and save them again.",
  },
  "integer-too-large": {
    es: "En «{path}», fila {row}, columna {column}, hay un entero de unos {value}; el mayor que se lee sin error es {max}. Guárdalos como float64.",
    en: "In “{path}”, row {row}, column {column} holds an integer of about {value}; the greatest that is read exactly is {max}. Save them as float64.",
  },
  "not-wav": {
    es: "«{path}» no es un archivo WAV que se pueda leer: está dañado o comprimido. Guárdalo de nuevo como WAV (PCM de 16 bits).",
    en: "“{path}” is not a readable WAV file: it is damaged or compressed. Save it again as WAV (16-bit PCM).",
  },
  "too-long-sound": {
    es: "«{path}» dura {value} s; caben como mucho {max} s. Recórtalo.",
    en: "“{path}” lasts {value} s; at most {max} s fit. Shorten it.",
  },
  "surplus-bytes": {
    es: "A «{path}» le sobran bytes: tiene {value} y su cabecera anuncia {expected}. ¿Está mal la cabecera, o son dos archivos juntos?",
    en: "“{path}” has bytes left over: it has {value}, but its header says {expected}. Is the header wrong, or are these two files joined together?",
  },
  "number-of-files": {
    es: "Elegiste {value} archivos; deben ser de 1 a {max}.",
    en: "You chose {value} files; choose between 1 and {max}.",
  },
  "only-labels": {
    es: "«{name}» no tiene muestras, sino etiquetas o pesos. Elige el archivo de las muestras, o todos a la vez.",
    en: "“{name}” holds labels or weights but no samples. Choose the file with the samples, or all files together.",
  },
  "too-many-tables": {
    es: "Estos archivos no van juntos: {value}. Elige uno con muestras y como mucho uno con etiquetas; solo se juntan los WAV entre sí y las imágenes entre sí.",
    en: "These files do not go together: {value}. Choose one with samples and at most one with labels; only several WAV files, or several pictures, can be combined.",
  },
  "too-many-graphs": {
    es: "Hay varios grafos: {value}. Elige uno solo, con sus muestras si las hay.",
    en: "There are several graphs: {value}. Choose one, with samples of it if you have them.",
  },
  "too-many-evidence": {
    es: "Hay varios archivos de evidencia: {value}. Elige uno solo, con el archivo de su red.",
    en: "There are several files of evidence: {value}. Choose one, with the file of its network.",
  },
  "labels-do-not-fit": {
    es: "Hay {value} etiquetas para {expected} muestras. ¿Son archivos del mismo conjunto?",
    en: "There are {value} labels for {expected} samples. Do the files belong together?",
  },
  "inflates-too-far": {
    es: "«{path}» ocupa más de {max} bytes al descomprimirlo: no se abre. Si es un archivo tuyo, descomprímelo antes y ábrelo sin comprimir.",
    en: "“{path}” expands to more than {max} bytes, so it was not opened. If the file is your own, decompress it first and open the result.",
  },
  "file-inflates-too-far": {
    es: "«{path}» ({value} bytes) ocupa más de {max} bytes al descomprimirlo, mucho más de lo normal. Si te fías de él, elige que se descomprima entero.",
    en: "“{path}” ({value} bytes) expands to more than {max} bytes, far more than most data do. If you trust it, choose to decompress it whole.",
  },
  "file-inflates-beyond": {
    es: "«{path}» ({value} bytes) ocupa más de {max} bytes al descomprimirlo, lo máximo que puede tener un archivo. Quítale filas.",
    en: "“{path}” ({value} bytes) expands to more than {max} bytes, the most that a file may have. Leave rows out.",
  },
  "file-needs-memory": {
    es: "Abrir «{path}» ({value} bytes) necesita más memoria de la que da el navegador. Cierra otras pestañas o hazlo más pequeño.",
    en: "Opening “{path}” ({value} bytes) needs more memory than the browser gives. Close other tabs, or make the file smaller.",
  },
  "data-needs-memory": {
    es: "Generar {value} valores ({bytes} bytes) necesita más memoria de la que da el navegador. Cierra otras pestañas, o pide menos filas o más cortas.",
    en: "Generating {value} values ({bytes} bytes) needs more memory than the browser gives. Close other tabs, or ask for fewer or shorter rows.",
  },
  "data-too-large": {
    es: "Los datos serían {value} valores ({bytes} bytes), y ningún navegador maneja más de {max} bytes. Pide menos filas, o más cortas.",
    en: "The data would be {value} values ({bytes} bytes), and no browser handles more than {max} bytes. Ask for fewer rows, or shorter ones.",
  },
  "compressed-cut": {
    es: "A «{path}» le falta el final: sus bytes comprimidos se acaban tras {value}. Vuelve a copiarlo o a descargarlo.",
    en: "The end of “{path}” is missing: its compressed bytes stop after {value}. Copy or download it again.",
  },
  "not-compressed": {
    es: "«{path}» está dañado o incompleto: no se puede descomprimir. Vuelve a copiarlo o a descargarlo.",
    en: "“{path}” is damaged or cut short: it cannot be decompressed. Copy or download it again.",
  },
  corrupt: {
    es: "Está dañado o incompleto. Vuelve a copiarlo entero.",
    en: "It is damaged or incomplete. Copy all of it again.",
  },
  "missing-data": {
    es: "Faltan los datos: elige un origen o tus archivos.",
    en: "There are no data: choose a source or your own files.",
  },
} as const;
