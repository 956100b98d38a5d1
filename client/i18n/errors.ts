/**
 * Errors by their code: those that more than one family of labs may throw. Those of one family lie with the family, those of one lab in its
 * `words.ts`; they are learnt with its view. `{path}` is the place, `{message}` the English message; other names are the error's own values. Where an error lacks
 * a value that its sentence needs, the page shows the English message.
 */
export const messages = {
  // Values of an experiment.
  "out-of-range": {
    es: "Valor fuera de rango: {value}. Debe estar entre {min} y {max}.",
    en: "Value out of range: {value}. It must be between {min} and {max}.",
  },
  "not-a-number": {
    es: "Hace falta un número entre {min} y {max}, y {value} no lo es.",
    en: "A number between {min} and {max} is needed, and {value} is not one.",
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
  "not-whole-numbers": {
    es: "El valor {value} no vale: escribe números enteros de {min} a {max}, separados por comas.",
    en: "The value {value} is not valid: write whole numbers from {min} to {max}, separated by commas.",
  },
  "wrong-type": { es: "El valor {value} no vale en «{path}».", en: "The value {value} is not valid for “{path}”." },
  repeated: { es: "{value} está repetido.", en: "{value} is repeated." },
  "unknown-param": {
    es: "No existe el parámetro {value}. Existen: {allowed}.",
    en: "There is no parameter {value}. The parameters are: {allowed}.",
  },
  inapplicable: { es: "«{path}» no se aplica con estos valores.", en: "“{path}” does not apply with these values." },
  "unknown-path": { es: "No existe «{value}» en un experimento.", en: "There is no “{value}” in an experiment." },
  "unknown-key": { es: "«{value}» no forma parte de un experimento.", en: "“{value}” is not part of an experiment." },
  "unknown-lab": { es: "No existe el laboratorio «{value}».", en: "There is no lab “{value}”." },
  "unknown-preset": {
    es: "No existe el experimento preparado {value}.",
    en: "There is no prepared experiment called {value}.",
  },
  "unknown-generator": {
    es: "Este laboratorio no tiene el origen de datos {value}.",
    en: "This lab does not have the data source {value}.",
  },
  "newer-version": {
    es: "Este experimento (versión {value}) se hizo con una versión más nueva de Latente. Recarga la página para actualizarla.",
    en: "This experiment (version {value}) was made by a newer version of Latente. Reload the page to update it.",
  },
  "unknown-version": {
    es: "La versión {value} de este experimento no se conoce.",
    en: "This experiment has an unknown version, {value}.",
  },

  // What version 2 of an experiment added.
  "takes-no-document": {
    es: "Este laboratorio no trabaja con grafos (aquí, uno de tipo {value}). Elige otros datos: {allowed}.",
    en: "This lab does not work on graphs (here, one of kind {value}). Choose other data: {allowed}.",
  },
  "unfit-document": {
    es: "Este laboratorio no toma grafos de tipo {value}; toma {allowed}.",
    en: "This lab does not take graphs of kind {value}; it takes {allowed}.",
  },
  "takes-no-reading": {
    es: "Este laboratorio no permite elegir «{choice}» (aquí, {value}) al leer archivos. Quita esa elección.",
    en: "In this lab, “{choice}” (here, {value}) cannot be chosen when files are read. Leave that choice out.",
  },
  "unknown-choice": {
    es: "No existe «{value}» entre lo que se elige al leer archivos. Existen: {allowed}.",
    en: "“{value}” is not one of the choices for reading files. They are: {allowed}.",
  },
  "two-roles": {
    es: "La columna «{value}» tiene dos papeles. Deja uno solo por columna.",
    en: "The column “{value}” has two roles. Give each column only one.",
  },
  "takes-no-sweep": {
    es: "Este laboratorio hace una ejecución cada vez: no recorre los valores de {value}. Quita el barrido («sweep»).",
    en: "This lab makes one run at a time: it cannot sweep over the values of {value}. Leave out the sweep.",
  },
  "sweep-axes": {
    es: "Un barrido recorre de {min} a {max} parámetros, no {value}.",
    en: "A sweep covers {min} to {max} parameters, not {value}.",
  },
  "sweep-values": {
    es: "«{path}» necesita una lista de {min} a {max} valores.",
    en: "“{path}” needs a list of {min} to {max} values.",
  },
  "sweep-runs": {
    es: "El barrido pide {value} ejecuciones; caben como mucho {max}. Da menos valores.",
    en: "The sweep asks for {value} runs; at most {max} are possible. Give fewer values.",
  },
  "unknown-node": {
    es: "En «{path}» se nombra un nodo que no existe: «{value}». Corrige el nombre o añade el nodo.",
    en: "“{path}” names a node that does not exist: “{value}”. Correct the name, or add the node.",
  },
  "table-size": {
    es: "La tabla «{path}» tiene {value} números y debe tener {expected}, uno por combinación de estados.",
    en: "The table “{path}” has {value} numbers and must have {expected}, one per combination of states.",
  },
  "too-many-cells": {
    es: "La tabla «{path}» sería demasiado grande: caben como mucho {max} números. Quita padres o estados.",
    en: "The table “{path}” would be too large: at most {max} numbers fit. Remove parents or states.",
  },
  "too-many-items": {
    es: "«{path}» tiene {value} elementos; caben como mucho {max}.",
    en: "“{path}” has {value} items; at most {max} fit.",
  },
  cycle: {
    es: "Las flechas forman un ciclo: {value}. Quita una de ellas.",
    en: "The arrows form a cycle: {value}. Remove one of them.",
  },
  "unfit-function": {
    es: "La función {value} no vale en «{path}»: «or», «and» y «xor» piden dos estados en cada nodo; «max» y «min», padres con no más estados que el nodo; todas, al menos un padre.",
    en: "The function {value} does not fit “{path}”: “or”, “and” and “xor” need two states in each node; “max” and “min” need parents with no more states than the node; all need at least one parent.",
  },

  "missing-document": {
    es: "El experimento llegó sin su grafo. Vuelve a abrirlo.",
    en: "The experiment arrived without its graph. Open it again.",
  },
  "other-document": {
    es: "El grafo que llegó no es el de este experimento. Vuelve a abrirlo.",
    en: "The graph that arrived does not belong to this experiment. Open it again.",
  },
  "not-canonical": {
    es: "El grafo que llegó no tiene la forma en que se publica. Pide que lo publiquen de nuevo.",
    en: "The graph that arrived is not in the form in which graphs are published. Ask for it to be published again.",
  },
  "link-too-large": {
    es: "El experimento no cabe en un enlace ({value} bytes; caben {max}). Publícalo, o guárdalo en un archivo.",
    en: "The experiment does not fit into a link ({value} bytes; {max} fit). Publish it, or save it as a file.",
  },

  // Reading text and files.
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
  "no-rows": {
    es: "«{path}» tiene una línea con nombres de columnas y ninguna fila de números. Añade filas, o elige otro archivo.",
    en: "“{path}” has a line of column names but no rows of numbers. Add rows, or choose another file.",
  },
  "too-long": {
    es: "Demasiado largo: {value} caracteres (como mucho {max}).",
    en: "Too long: {value} characters (at most {max}).",
  },
  "unfit-character": {
    es: "El texto contiene un carácter de control que no se ve ({value}). Bórralo.",
    en: "The text contains an invisible control character ({value}). Remove it.",
  },

  // Data of a lab.
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

  // Files.
  "data-not-experiment": {
    es: "«{name}» parece un archivo de datos o de pesos ({value}), y aquí se abren experimentos: un enlace de Latente, o un archivo .latente o .json. Para usarlo, abre un laboratorio y suéltalo en él.",
    en: "“{name}” seems to be a file of data or weights ({value}), but only experiments are opened here: a Latente link, or a .latente or .json file. To use it, open a lab and drop it there.",
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
    en: "“{path}” is a {value} file, which cannot be opened here. Open it where it was made and save it as {allowed}.",
  },
  "packed-format": {
    es: "«{path}» está empaquetado con {value}. Desempaquétalo y abre lo que hay dentro.",
    en: "“{path}” is packed with {value}. Unpack it and open what is inside.",
  },
  "not-text": {
    es: "«{path}» tiene en la línea {line} el byte {value}, que no aparece en ningún texto {encoding}. Guárdalo de nuevo como CSV en UTF-8, o elige su codificación.",
    en: "“{path}” has the byte {value} in line {line}, which no text in {encoding} contains. Save it again as CSV in UTF-8, or choose its encoding.",
  },
  "two-readings": {
    es: "En «{path}», fila {row}, columna {column}, «{cell}» se puede leer de dos maneras: {firstMeans} ({choice}: {first}) o {secondMeans} ({choice}: {second}). Elige una.",
    en: "In “{path}”, row {row}, column {column}, “{cell}” can be read in two ways: {firstMeans} ({choice}: {first}) or {secondMeans} ({choice}: {second}). Choose one.",
  },
  "same-sign": {
    es: "El mismo signo no puede separar los decimales y los millares ({value}). Cambia uno de los dos.",
    en: "The same sign cannot separate decimals and thousands ({value}). Change one of the two.",
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
  "picture-damaged": {
    es: "«{path}» está dañado: su imagen no se puede leer. Vuelve a copiarlo o a descargarlo, o guárdalo de nuevo.",
    en: "“{path}” is damaged: its picture cannot be read. Copy or download it again, or save it anew.",
  },
  "jpeg-process": {
    es: "«{path}» es un JPEG de una clase poco común ({value}), que no se lee. Guárdalo como JPEG corriente o como PNG.",
    en: "“{path}” is a JPEG of an uncommon kind ({value}), which is not read. Save it as an ordinary JPEG or as PNG.",
  },
  "jpeg-bits": {
    es: "«{path}» es un JPEG de {value} bits por muestra; tienen que ser 8. Guárdalo como PNG.",
    en: "“{path}” is a JPEG of {value} bits per sample; there must be 8. Save it as PNG.",
  },
  "jpeg-channels": {
    es: "«{path}» es un JPEG de {value} canales de color (CMYK, para imprenta); tiene que ser gris o RGB. Guárdalo como RGB.",
    en: "“{path}” is a JPEG with {value} colour channels (CMYK, for print); it must be grey or RGB. Save it as RGB.",
  },
  "jpeg-sampling": {
    es: "«{path}» es un JPEG con {value} muestras de color por cada {expected} píxeles, que no se lee. Guárdalo de nuevo o como PNG.",
    en: "“{path}” is a JPEG with {value} colour samples for {expected} pixels, which is not read. Save it again, or as PNG.",
  },
  "too-many-pixels": {
    es: "«{path}» tiene {width} × {height} píxeles; caben como mucho {max} en total. Hazla más pequeña.",
    en: "“{path}” has {width} × {height} pixels; at most {max} fit in all. Make it smaller.",
  },
  "picture-in-few-bytes": {
    es: "«{path}» anuncia {width} × {height} píxeles en solo {value} bytes: abierta ocuparía {needed} bytes y caben como mucho {max}. Hazla más pequeña.",
    en: "“{path}” claims {width} × {height} pixels in only {value} bytes: opened, it would take {needed} bytes, and at most {max} fit. Make it smaller.",
  },
  // Folders of pictures.
  "folder-without-pictures": {
    es: "En la carpeta no hay imágenes. Hacen falta PNG o JPEG, en una carpeta para cada clase.",
    en: "There are no pictures in the folder. It must hold PNG or JPEG files, in a folder for each class.",
  },
  "one-folder": {
    es: "Las {value} imágenes están en una sola carpeta, «{name}». El nombre de la carpeta es la clase: pon las de cada clase en la suya, y elige la carpeta que las contiene a todas.",
    en: "All {value} pictures lie in one folder, “{name}”. The folder's name is the class: put those of each class in a folder of its own, and choose the folder that holds them all.",
  },
  "lone-picture": {
    es: "La clase «{name}» tiene una sola imagen. Añade más, o quita su carpeta.",
    en: "The class “{name}” has only one picture. Add some, or take its folder away.",
  },
  "picture-in-no-folder": {
    es: "«{name}» no está en ninguna carpeta. El nombre de la carpeta es la clase: ponla en una.",
    en: "“{name}” lies in no folder. The folder's name is the class: put it into one.",
  },
  "too-many-pictures": {
    es: "{value} imágenes son demasiadas: {max} como mucho. Deja algunas fuera.",
    en: "{value} pictures are too many: at most {max}. Leave some out.",
  },
  "too-many-folders": {
    es: "{value} clases son demasiadas: {max} como mucho.",
    en: "{value} classes are too many: at most {max}.",
  },
  "not-a-picture": {
    es: "«{name}» no es PNG ni JPEG. Guárdala en uno de estos formatos, o quítala.",
    en: "“{name}” is neither PNG nor JPEG. Save it as one of them, or take it away.",
  },
  "takes-no-folder": {
    es: "Este laboratorio no toma carpetas de imágenes. Elige archivos sueltos.",
    en: "This lab takes no folders of pictures. Choose single files.",
  },
  "folder-needs-memory": {
    es: "Las imágenes necesitan más memoria de la que da el navegador. Cierra otras pestañas, o elige imágenes más pequeñas.",
    en: "The pictures need more memory than the browser gives. Close other tabs, or choose smaller pictures.",
  },
  "label-without-name": {
    es: "Las etiquetas llegan hasta {value}, pero hay nombres para {count} clases. Vuelve a hacer el archivo a partir de su carpeta.",
    en: "The labels run up to {value}, but there are names for {count} classes. Make the file again from its folder.",
  },
  "pictures-differ": {
    es: "«{name}» mide {value} píxeles y «{first}», {expected}. Recórtala a ese tamaño o ábrela sola.",
    en: "“{name}” has {value} pixels and “{first}” {expected}. Crop it to that size, or open it alone.",
  },
  "not-safetensors": {
    es: "«{path}» no es un archivo safetensors válido: está dañado o incompleto. Vuelve a copiarlo o a guardarlo.",
    en: "“{path}” is not a valid safetensors file: it is damaged or cut short. Copy it or save it again.",
  },
  "tensor-type": {
    es: "En «{path}», el tensor {name} es del tipo {value}, que no se lee. Guárdalo como F32.",
    en: "In “{path}”, tensor {name} has type {value}, which is not read. Save it as F32.",
  },
  "tensor-not-finite": {
    es: "En «{path}», el tensor {name} contiene {value} en el lugar {place} de {count}. Guarda los pesos de un entrenamiento que fuera bien.",
    en: "In “{path}”, tensor {name} holds {value} at place {place} of {count}. Save the weights of a training run that went well.",
  },
  "tensor-not-exact": {
    es: "En «{path}», el tensor {name} contiene en el lugar {place} un entero mayor que {max}, que no se lee sin error. Deja fuera ese tensor.",
    en: "In “{path}”, tensor {name} holds at place {place} an integer beyond {max}, which cannot be read exactly. Leave the tensor out.",
  },
  "model-damaged": {
    es: "«{path}» no es un modelo de TensorFlow.js que se pueda leer ({value}). Guárdalo o conviértelo otra vez.",
    en: "“{path}” is not a readable TensorFlow.js model ({value}). Save it or convert it again.",
  },
  "model-without-weights": {
    es: "«{path}» necesita también sus archivos de pesos: {value}. Elígelos a la vez que él.",
    en: "“{path}” needs its files of weights too: {value}. Choose them together with it.",
  },
  "model-other-bytes": {
    es: "«{path}» tiene {value} bytes de pesos y model.json pide {expected}. Comprueba que los archivos sean del mismo modelo.",
    en: "“{path}” has {value} bytes of weights and model.json asks for {expected}. Check that the files belong to the same model.",
  },
  "model-too-large": {
    es: "«{path}» describe su red con {value} caracteres; como mucho se leen {max}.",
    en: "“{path}” describes its net in {value} characters; at most {max} are read.",
  },
  "model-is-graph": {
    es: "«{name}» es un modelo de grafo de TensorFlow.js: sus capas no se distinguen. Guárdalo como modelo de capas.",
    en: "“{name}” is a graph model of TensorFlow.js: its layers cannot be told apart. Save it as a layers model.",
  },
  "model-layer-unknown": {
    es: "En «{name}», la capa {layer} ({value}) impide entrenar la red aquí. Quítala, o usa una de las que tiene este laboratorio.",
    en: "In “{name}”, layer {layer} ({value}) keeps the net from being trained here. Leave it out, or use one that this lab has.",
  },
  "model-ends": {
    es: "«{name}» recibe {value} y da {outputs}. Aquí se ejecutan modelos con una sola entrada de números float32, de forma conocida, y una sola salida.",
    en: "“{name}” takes {value} and gives {outputs}. Here models run that have a single input of float32 numbers, of known shape, and a single output.",
  },
  "model-not-run": {
    es: "TensorFlow.js no puede ejecutar «{name}» ({value}). Conviértelo otra vez o usa otro modelo.",
    en: "TensorFlow.js cannot run “{name}” ({value}). Convert it again, or use another model.",
  },
  "model-needs-wasm": {
    es: "TensorFlow.js ejecuta «{name}», y donde se eligió calcular ({value}) no lo hay. Elige WebAssembly en «Cálculo».",
    en: "TensorFlow.js runs “{name}”, and the chosen device ({value}) does not have it. Choose WebAssembly under “Device”.",
  },
  "model-inputs": {
    es: "«{name}» recibe {value} números por muestra y los datos tienen {expected}. Elige datos de ese tamaño u otro modelo.",
    en: "“{name}” takes {value} numbers per sample and the data have {expected}. Choose data of that size, or another model.",
  },
  "model-outputs": {
    es: "«{name}» da {value} números y los datos piden {expected}. Elige datos con tantas clases u otro modelo.",
    en: "“{name}” gives {value} numbers and the data ask for {expected}. Choose data with as many classes, or another model.",
  },
  "other-than-model": {
    es: "Con los pesos de «{name}», aquí debe estar lo que tiene ese modelo ({fits}), no {value}.",
    en: "With the weights of “{name}”, this must be what that model has ({fits}), not {value}.",
  },
  "not-in-tensorflow": {
    es: "La capa {name} no tiene forma en TensorFlow.js ({value}). Elige otra, o guarda los pesos como safetensors.",
    en: "Layer {name} has no form in TensorFlow.js ({value}). Choose another, or save the weights as safetensors.",
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
  "labels-do-not-fit": {
    es: "Hay {value} etiquetas para {expected} muestras. ¿Son archivos del mismo conjunto?",
    en: "There are {value} labels for {expected} samples. Do the files belong together?",
  },
  "ragged-row": {
    es: "En «{path}», la fila {row} tiene {value} celdas y debería tener {expected}, como las demás. Completa la fila, o pon entre comillas las celdas que lleven el separador.",
    en: "In “{path}”, row {row} has {value} cells but should have {expected}, like the other rows. Complete the row, or quote cells that contain the separator.",
  },
  "open-quote": {
    es: 'En «{path}», fila {row}, se abre una comilla que no se cierra. Añade ".',
    en: 'In “{path}”, row {row}, a quote is opened but not closed. Add ".',
  },
  "text-column": {
    es: "La columna {column} tiene texto («{value}») y aquí hacen falta números. Ignora esa columna o corrige el archivo.",
    en: "Column {column} holds text (“{value}”), but numbers are needed here. Ignore that column, or correct the file.",
  },
  "no-values": {
    es: "La columna {column} no tiene ningún valor. Ignórala.",
    en: "Column {column} has no values. Ignore it.",
  },
  "unknown-column": {
    es: "No hay ninguna columna «{value}». Hay: {allowed}.",
    en: "There is no column “{value}”. The columns are: {allowed}.",
  },
  "all-columns-mixed": {
    es: "Ninguna columna se puede usar: en la columna {column}, la fila {row} tiene un texto entre números, «{value}». Borra las líneas que no sean de la tabla, o elige otro separador.",
    en: "No column can be used: in column {column}, row {row} has text among numbers, “{value}”. Delete lines that are no part of the table, or choose another separator.",
  },
  "nothing-usable": {
    es: "Ninguna columna se puede usar. De texto: {text}. De fechas: {date}. Con un único valor, o que solo numeran las filas: {constant}. Vacías: {empty}. Elige columnas de números.",
    en: "No column can be used. Text: {text}. Dates: {date}. A single value, or row numbers: {constant}. Empty: {empty}. Choose columns of numbers.",
  },
  "unfit-label": {
    es: "La columna {column} no puede dar la clase de las filas («{value}», …): tendría más de {max} clases. Elige otra.",
    en: "Column {column} cannot give the class of the rows (“{value}”, …): there would be more than {max} classes. Choose another.",
  },
  "no-rows-to-test": {
    es: "Con {value} de {rows} filas no queda ninguna de prueba. Pon {fits} o más en «Datos de prueba».",
    en: "{value} of {rows} rows leaves none to test. Set “Held-out data” to {fits} or more.",
  },
  "weights-of-other-names": {
    es: "El archivo de pesos tiene {value}, y esta red necesita {expected}. Cambia el nombre a sus tensores; los pesos van como entradas × salidas.",
    en: "The file of weights holds {value}, but this net needs {expected}. Rename its tensors; weights are inputs × outputs.",
  },
  "weight-does-not-fit": {
    es: "Los pesos no son de esta red: {value} es {found} y debe ser {expected}. Pon las mismas capas que tenía la red guardada.",
    en: "The weights do not belong to this net: {value} is {found} and must be {expected}. Set the layers to those of the stored net.",
  },
  "too-many-classes": {
    es: "La columna {column} tiene {value} valores distintos; como clase de las filas caben {max}. Elige otra.",
    en: "Column {column} has {value} different values; as the class of the rows, at most {max} are possible. Choose another.",
  },
  "rows-with-gaps": {
    es: "Filas a las que les falta algún valor: {value} de {rows} (la primera, la {row}, en la columna {column}). Este laboratorio necesita todos los valores: quita esas filas o deja fuera las columnas.",
    en: "Rows with a missing value: {value} of {rows} (the first is row {row}, column {column}). This lab needs every value: drop those rows, or ignore the columns.",
  },
  "gaps-refused": {
    es: "Filas a las que les falta algún valor: {value} de {rows} (la primera, la {row}, en la columna {column}), y se eligió rechazarlas. Conserva o quita esas filas, o deja fuera las columnas.",
    en: "Rows with a missing value: {value} of {rows} (the first is row {row}, column {column}), and the choice was to refuse them. Keep or drop those rows, or ignore the columns.",
  },
  "all-rows-have-gaps": {
    es: "En cada una de las {rows} filas falta algún valor ({value} en la columna {column}): al quitarlas no queda ninguna. Consérvalas o ignora esa columna.",
    en: "Each of the {rows} rows has a missing value ({value} of them in column {column}), so dropping them leaves none. Keep them, or ignore that column.",
  },
  "standardised-pictures": {
    es: "Los datos son imágenes: sus píxeles comparten una misma unidad y no se estandarizan. Quita esa elección.",
    en: "The data are pictures: their pixels share one unit and are not standardised. Leave that choice out.",
  },
  "not-pixels": {
    es: "El valor {value} (fila {row}, columna {column}) no es un píxel: debe ser un entero de 0 a 255. Quita la elección de píxeles.",
    en: "The value {value} (row {row}, column {column}) is not a pixel: it must be a whole number from 0 to 255. Leave the choice of pixels out.",
  },
  "too-many-rows": {
    es: "«{path}» tiene {value} filas; caben como mucho {max}. Quita algunas.",
    en: "“{path}” has {value} rows; at most {max} fit. Leave some out.",
  },
  "too-many-columns": {
    es: "«{path}» tiene {value} columnas; caben como mucho {max}. Quita algunas; si la tabla está tumbada, cambia filas por columnas.",
    en: "“{path}” has {value} columns; at most {max} fit. Leave some out; if the table is transposed, swap rows and columns.",
  },
  "too-many-values": {
    es: "«{path}» anuncia {value} valores; caben como mucho {max}. Guarda una parte.",
    en: "“{path}” claims {value} values; at most {max} fit. Save only part of it.",
  },
  "infinite-value": {
    es: "En «{path}», fila {row}, columna {column}, hay un valor infinito. Pon un número finito o déjalo en blanco.",
    en: "In “{path}”, row {row}, column {column} holds an infinite value. Enter a finite number or leave it blank.",
  },
  "missing-value": {
    es: "Falta el valor de la fila {row}, columna {column}, y este laboratorio los necesita todos. Complétalo o quita esa fila.",
    en: "The value in row {row}, column {column} is missing, and this lab needs complete data. Fill it in or leave that row out.",
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
  "not-a-link": {
    es: "Esto no es un enlace de Latente: debe llevar «#v1.…».",
    en: "This is not a Latente link: it must contain “#v1.…”.",
  },

  // Data that a lab cannot use.
  "missing-data": {
    es: "Faltan los datos: elige un origen o tus archivos.",
    en: "There are no data: choose a source or your own files.",
  },
  "too-few-rows": {
    es: "Hay muy pocas filas: {value}, y hacen falta al menos {min}. Elige otro archivo, o conserva más filas.",
    en: "There are too few rows: {value}, and at least {min} are needed. Choose another file, or keep more rows.",
  },
  "too-few-columns": {
    es: "Número de columnas que se pueden usar: {value}. Hacen falta 2 o más: elige otro archivo, o usa más columnas.",
    en: "Number of columns that can be used: {value}. At least 2 are needed: choose another file, or use more columns.",
  },
  "constant-column": {
    es: "La columna «{column}» vale lo mismo en todas las filas. Quítala.",
    en: "The column “{column}” has the same value in all rows. Leave it out.",
  },

  // Published models.
  "not-a-model": {
    es: "Los pesos no forman un modelo que se pueda usar. ({message})",
    en: "The weights do not form a usable model. ({message})",
  },

  // Runs.
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
    es: "Los números se hicieron infinitos. Prueba con pasos más pequeños o menos extremos. ({message})",
    en: "The numbers overflowed. Try smaller steps or less extreme values. ({message})",
  },
} as const;
