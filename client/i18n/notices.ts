/** What people are told of their own data, by the code of the notice: on the page and, in English, in the terminal. */
import type { DataNotice } from "../../shared/data/table.ts";
import type { Locale, Localized } from "../../shared/text.ts";
import { fill } from "./fill.ts";
import { formatExact } from "./number-forms.ts";

export const notices = {
  "first-channel": {
    es: "Hay {count} canales: se oye el primero.",
    en: "There are {count} channels: the first is heard.",
  },
  "hmm-sound-series": {
    es: "Es un sonido: para reconocer sus vocales, elige «Vocales habladas» en «Los datos son».",
    en: "This is a sound: to recognise its vowels, choose “Spoken vowels” in “The data are”.",
  },
  "hmm-empty-class": {
    es: "Nunca aparece: {value}. De ese estado no se cuenta nada: sus probabilidades quedan iguales entre sí.",
    en: "Never occurs: {value}. Nothing is counted of that state: its probabilities are left equal.",
  },
  "columns-not-nodes": {
    es: "Columnas que no son nodos del grafo, y no se usan: {names}.",
    en: "Columns that are no nodes of the graph, and are not used: {names}.",
  },
  "nodes-never-seen": {
    es: "Nodos sin columna en los datos: {names}. Solo EM aprende algo de ellos.",
    en: "Nodes without a column in the data: {names}. Only EM learns anything about them.",
  },
  "columns-cut": {
    es: "Columnas de números cortadas en estados: {names}.",
    en: "Columns of numbers cut into states: {names}.",
  },
  "columns-of-names": {
    es: "Columnas con casi tantos textos distintos como filas: {names}. Si nombran filas y no estados, déjalas fuera.",
    en: "Columns with nearly as many different texts as rows: {names}. If they name rows and not states, ignore them.",
  },
  "texts-unused": {
    es: "La columna de textos no se usa aquí: solo al clasificar textos.",
    en: "The column of texts is not used here: only where texts are classified.",
  },
  "samples-unused": {
    es: "Preguntar no usa las {rows} filas de tu archivo: sirven para aprender las tablas o el grafo.",
    en: "Asking does not use the {rows} rows of your file: they are there to learn tables or the graph from.",
  },
  "samples-unfit": {
    es: "De tus filas no se podrá aprender: la columna «{node}» tiene «{value}» en la fila {row}, que no es un estado del nodo (son: {allowed}). Cámbialo en el archivo, o añade ese estado.",
    en: "Nothing can be learnt from your rows: column “{node}” has “{value}” in row {row}, which is no state of the node (they are: {allowed}). Rename it in the file, or add that state.",
  },
  "no-curve": {
    es: "Sin curva de aprendizaje: repetir este aprendizaje con menos filas tardaría demasiado, o no hay filas reservadas. Baja las filas o los pasos, o reserva una parte.",
    en: "No learning curve: to repeat this learning from fewer rows would take long, or no rows are held out. Take fewer rows or steps, or hold some out.",
  },
  "only-complete-rows": {
    es: "El grafo se aprende de las filas sin huecos: {value} de {rows}.",
    en: "The graph is learnt from the rows without gaps: {value} of {rows}.",
  },
  "gaps-passed-over": {
    es: "{value} de {rows} filas {value:tiene|tienen} huecos: cada tabla se aprende de las filas que conocen su nodo y sus padres. EM las usa todas.",
    en: "{value} of {rows} rows {value:has|have} gaps: each table is learnt from the rows that know its node and its parents. EM uses all of them.",
  },
  "bytes-replaced": {
    es: "En «{name}» hay {count} {count:byte|bytes} que no {count:es|son} UTF-8, {count:en|el primero en} la línea {line}: ahí se lee «�».",
    en: "“{name}” has {count} {count:byte that is|bytes that are} not UTF-8, {count:in|the first in} line {line}: “�” is read there.",
  },
  "left-out-text": {
    es: "Se dejan fuera columnas de texto: {columns}.",
    en: "Columns of text are left out: {columns}.",
  },
  "left-out-date": {
    es: "Se dejan fuera columnas de fechas: {columns}.",
    en: "Columns of dates are left out: {columns}.",
  },
  "left-out-constant": {
    es: "Se dejan fuera columnas con un único valor en todas las filas: {columns}.",
    en: "Columns with the same value in every row are left out: {columns}.",
  },
  "left-out-row-number": {
    es: "Se deja fuera la columna que solo numera las filas: {columns}.",
    en: "The column that only numbers the rows is left out: {columns}.",
  },
  "left-out-empty": {
    es: "Se dejan fuera columnas vacías: {columns}.",
    en: "Empty columns are left out: {columns}.",
  },
  "left-out-stray": {
    es: "Se deja fuera la columna {column}: en la fila {row} hay un texto entre números, «{value}».",
    en: "Column {column} is left out: row {row} has text among numbers, “{value}”.",
  },
  "two-valued": {
    es: "La columna {column} se lee como números: «{zero}» es 0 y «{one}» es 1.",
    en: "Column {column} is read as numbers: “{zero}” is 0 and “{one}” is 1.",
  },
  "label-found": {
    es: "La columna {column} da la clase de cada fila.",
    en: "Column {column} gives the class of each row.",
  },
  "pixels-found": {
    es: "Los números enteros de 0 a 255 se leen como píxeles: 255 es 1.",
    en: "Whole numbers from 0 to 255 are read as pixels: 255 is 1.",
  },
  "pictures-found": {
    es: "Las {count} columnas de enteros de 0 a 255 se leen como imágenes de {width} × {height} píxeles: 255 es 1.",
    en: "The {count} columns of whole numbers from 0 to 255 are read as pictures of {width} × {height} pixels: 255 is 1.",
  },
  "rows-dropped": {
    es: "Filas quitadas por tener algún hueco: {value} de {rows}.",
    en: "Rows dropped because a value is missing: {value} of {rows}.",
  },
  "rows-without-values": {
    es: "Filas sin ningún valor en las columnas usadas, que no cuentan: {value} de {rows}.",
    en: "Rows without any value in the used columns, which do not count: {value} of {rows}.",
  },
  "spreads-differ": {
    es: "{wide} varía unas {ratio} veces más que {narrow} y casi decide sola el resultado. Se puede estandarizar: cada columna pasa a tener media 0 y varianza 1.",
    en: "{wide} varies about {ratio} times as much as {narrow} and almost decides the result alone. You can standardise: each column then has mean 0 and variance 1.",
  },
  "spreads-differ-beyond": {
    es: "{wide} varía más de 10³⁰⁰ veces más que {narrow}: los números no alcanzan para las dos a la vez. Estandariza (cada columna pasa a tener media 0 y varianza 1) o cambia de unidad.",
    en: "{wide} varies more than 10³⁰⁰ times as much as {narrow}: numbers do not reach both at once. Standardise (each column then has mean 0 and variance 1) or change units.",
  },
  "bytes-after-gzip": {
    es: "Tras el final de lo comprimido en «{name}» hay {value} bytes más, que no se leen.",
    en: "“{name}” has {value} more bytes after the end of its compressed data, which are not read.",
  },
  "first-of-eight": {
    es: "«{name}» tiene ocho columnas, como las etiquetas de QMNIST: la primera es la clase.",
    en: "“{name}” has eight columns, as the labels of QMNIST have: the first is the class.",
  },
  "emnist-letters": {
    es: "Las etiquetas de «{name}» van de 1 a {value}, como las letras de EMNIST: son {count} clases.",
    en: "The labels of “{name}” run from 1 to {value}, as the letters of EMNIST do: there are {count} classes.",
  },
  "channels-last": {
    es: "«{name}» tiene la forma {shape}: el último eje se toma como el del color. Si es el segundo, mueve ese eje al final.",
    en: "“{name}” has the shape {shape}: its last axis is taken as that of colour. If it is the second, move that axis to the end.",
  },
  "maybe-one-picture": {
    es: "«{name}» tiene la forma {shape} y se lee como {value} imágenes grises de {height} × {width}. Si es una sola imagen en color, añádele delante un eje de longitud 1.",
    en: "“{name}” has the shape {shape} and is read as {value} grey pictures of {height} × {width}. If it is a single picture in colour, add an axis of length 1 in front.",
  },
  "model-layers": {
    es: "Capas de «{name}», con lo que sale de cada una y los números que ha aprendido: {value}. El entrenamiento sigue desde sus pesos; las capas no se eligen aquí, son las del modelo.",
    en: "Layers of “{name}”, with what comes out of each and the numbers it has learnt: {value}. Training goes on from its weights; the layers are not chosen here but are those of the model.",
  },
  "table-without-filters": {
    es: "De una tabla aprende una red densa: los filtros por bloque no cuentan.",
    en: "Of a table a dense net learns: filters per block do not count.",
  },
  "weights-as-they-are": {
    es: "Los pesos de «{name}» se usan como están: este laboratorio no los entrena, las imágenes pasan por su red.",
    en: "The weights of “{name}” are used as they are: this lab does not train them, pictures pass through their net.",
  },
  "model-only-runs": {
    es: "«{name}» no se entrena aquí: la capa {layer} ({value}) no está en este laboratorio. TensorFlow.js responde con ella y se mide con los datos de prueba.",
    en: "“{name}” is not trained here: this lab does not have layer {layer} ({value}). TensorFlow.js runs it, and it is measured on the held-out data.",
  },
  "recurrent-only-runs": {
    es: "«{name}» no se entrena aquí: la capa {layer} ({value}) es recurrente, y este laboratorio solo entrena redes sin memoria. TensorFlow.js responde con ella y se mide con los datos de prueba.",
    en: "“{name}” is not trained here: layer {layer} ({value}) is recurrent, and this lab only trains nets without a memory. TensorFlow.js runs it, and it is measured on the held-out data.",
  },
  "graph-only-runs": {
    es: "«{name}» es un modelo de grafo: sus capas no se distinguen y no se entrena aquí. TensorFlow.js responde con él y se mide con los datos de prueba.",
    en: "“{name}” is a graph model: its layers cannot be told apart, and it is not trained here. TensorFlow.js runs it, and it is measured on the held-out data.",
  },
  "model-takes-raw": {
    es: "«{name}» recibe las columnas como están, sin estandarizar (los píxeles, de 0 a 1). Si se entrenó con otra escala, dale los datos en ella.",
    en: "“{name}” is given the columns as they are, not standardised (pixels from 0 to 1). If it was trained on another scale, give it data in that one.",
  },
  "model-frozen": {
    es: "«{name}» tenía capas sin entrenar: {value}. Aquí aprenden todas.",
    en: "“{name}” had layers that were not to be trained: {value}. Here all of them learn.",
  },
  "model-penalised": {
    es: "«{name}» penalizaba los pesos de {value}. Aquí valen las penalizaciones de los controles.",
    en: "“{name}” penalised the weights of {value}. Here the penalties are those of the controls.",
  },
  "torch-names": {
    es: "Las capas de «{name}» llevan nombres de PyTorch. Se leen así: {value}.",
    en: "The layers of “{name}” have PyTorch’s names. They are read as: {value}.",
  },
  "empty-rows": {
    es: "Filas vacías del archivo, que no cuentan: {count}.",
    en: "Empty rows in the file, which do not count: {count}.",
  },
  "comment-lines": {
    es: "Líneas de comentario del archivo, que no cuentan: {count}.",
    en: "Comment lines in the file, which do not count: {count}.",
  },
  "units-row": {
    es: "La fila bajo los nombres tiene las unidades y no cuenta.",
    en: "The row below the names holds the units and does not count.",
  },
  "predicts-number": {
    es: "La columna {column} se predice como número (regresión). Para predecir clases, elige «clase» para su columna.",
    en: "Column {column} is predicted as a number (regression). To predict classes, make their column the label.",
  },
  "rows-normalised": {
    es: "Filas de probabilidades que no sumaban 1 por el redondeo y se han normalizado: {value}. La que más se desviaba, en {most}, es de «{node}».",
    en: "Rows of probabilities that missed 1 by rounding and have been normalised: {value}. The one furthest off, by {most}, is of “{node}”.",
  },
  "exact-left-out": {
    es: "La respuesta exacta no cabe (sus tablas tendrían {cells} números): solo se da la aproximada.",
    en: "The exact answer does not fit (its tables would have {cells} numbers): only the approximate one is given.",
  },
  "forward-ignores": {
    es: "El muestreo directo no tiene en cuenta la evidencia: estima lo que valía antes de saber nada.",
    en: "Forward sampling takes no evidence into account: it estimates what held before anything was known.",
  },
  "gibbs-zeros": {
    es: "Hay tablas con ceros: un paseo de Gibbs puede quedarse atascado, y ni los errores ni R̂ tienen por qué notarlo.",
    en: "Some tables have zeros: Gibbs sampling may get stuck, and neither its errors nor R̂ need notice.",
  },
  "one-walker": {
    es: "Se guarda una de cada {thin} transiciones de un grupo de {walkers} caminantes: siempre es la del mismo caminante. Sus muestras son válidas, pero se parecen más entre sí. Con una de cada {fits} se guardan por turno las de todos.",
    en: "One in {thin} transitions of a group of {walkers} walkers is kept: always that of the same walker. Its draws are valid, but resemble each other more. With one in {fits}, those of all walkers are kept in turn.",
  },
  "states-renamed": {
    es: "Variables con varios estados del mismo nombre, que ahora llevan un número detrás: {value}. La primera es «{node}». Comprueba que cada estado tiene sus probabilidades.",
    en: "Variables with several states of the same name, which now have a number behind: {value}. The first is “{node}”. Check that each state has its own probabilities.",
  },
  "noisy-max-expanded": {
    es: "Variables dadas como máximo ruidoso (noisy-max), con una fila por causa, cuya tabla se ha completado: {value}. La primera es «{node}».",
    en: "Variables given as a noisy-max, with one row per cause, whose table has been completed: {value}. The first is “{node}”.",
  },
  "tables-missing": {
    es: "Variables sin tabla de probabilidades en el archivo: {value}. La primera es «{node}». Dales una tabla, o apréndela de unos datos.",
    en: "Variables without a table of probabilities in the file: {value}. The first is “{node}”. Give them a table, or learn it from data.",
  },
  "properties-left-out": {
    es: "Propiedades que no caben y se han dejado fuera: {value}.",
    en: "Properties that do not fit and have been left out: {value}.",
  },
  "plates-left-out": {
    es: "El formato no tiene placas: {value} se han quedado fuera. El JSON las conserva.",
    en: "The format has no plates: {value} have been left out. JSON keeps them.",
  },
  "functions-as-tables": {
    es: "Nodos deterministas escritos como tablas: {value}. El primero es «{node}». El JSON conserva las funciones.",
    en: "Deterministic nodes written as tables: {value}. The first is “{node}”. JSON keeps the functions.",
  },
  "rows-miss-one": {
    es: "Filas de probabilidades que no suman 1 y se han escrito como están: {value}. La primera es de «{node}». Corrígelas: otros programas no las leerán.",
    en: "Rows of probabilities that do not sum to 1 and have been written as they are: {value}. The first is of “{node}”. Correct them: other programs will not read them.",
  },
  "properties-not-written": {
    es: "Propiedades que el formato no puede guardar y se han quedado fuera: {value}. El JSON las conserva.",
    en: "Properties that the format cannot hold and have been left out: {value}. JSON keeps them.",
  },
  "names-not-written": {
    es: "UAI no guarda nombres: al abrir el archivo, los nodos se llamarán x0, x1, … y sus estados 0, 1, …, en este mismo orden.",
    en: "UAI holds no names: when the file is opened, nodes will be called x0, x1, … and their states 0, 1, …, in this same order.",
  },
  "edges-as-factors": {
    es: "UAI no distingue aristas de factores: al abrir el archivo, el grafo se dibujará con sus factores.",
    en: "UAI does not tell edges from factors: when the file is opened, the graph will be drawn with its factors.",
  },
  "rare-characters": {
    es: "El texto tiene {count} caracteres distintos y en el alfabeto caben {max}: los demás, el {share} % del texto, se leen y se escriben como «�», y los bits por carácter no los distinguen. En «Signos distintos» caben hasta 256.",
    en: "The text has {count} different characters, and the alphabet holds {max}: the others, {share}% of the text, are read and written as “�”, and bits per character do not tell them apart. “Different signs” go up to 256.",
  },
  "response-recoded": {
    es: "La respuesta {column} tiene los valores {zero} y {one}: {zero} se toma como 0 y {one} como 1.",
    en: "The response {column} has the values {zero} and {one}: {zero} is taken as 0 and {one} as 1.",
  },
  "first-picture": {
    es: "Hay {count} imágenes: se usa la primera.",
    en: "There are {count} pictures: the first one is used.",
  },
  "picture-reduced": {
    es: "La imagen se ha reducido de {from} a {to} píxeles. El lado máximo se cambia en los controles.",
    en: "The picture was reduced from {from} to {to} pixels. The longest side is among the controls.",
  },
  "constant-picture": {
    es: "Todos los píxeles de la imagen son iguales: no hay nada que distinguir en ella.",
    en: "All pixels of the picture are equal: there is nothing to tell apart in it.",
  },
} as const satisfies Readonly<Record<string, Localized>>;

/** A notice as a sentence; its code where nobody wrote one. */
export function noticeText({ code, values }: DataNotice, locale: Locale): string {
  const sentence = (notices as Readonly<Record<string, Localized>>)[code];
  if (!sentence) return code;
  const text = (value: string | number) => (typeof value === "number" ? formatExact(value, locale) : value);
  return fill(sentence[locale], Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)])));
}
