/** Errors of tables: how a text is read, which columns and rows a lab can use. See `client/i18n/errors.ts`. */
export const ofTables = {
  "no-rows": {
    es: "«{path}» tiene una línea con nombres de columnas y ninguna fila de números. Añade filas, o elige otro archivo.",
    en: "“{path}” has a line of column names but no rows of numbers. Add rows, or choose another file.",
  },
  "two-readings": {
    es: "En «{path}», fila {row}, columna {column}, «{cell}» se puede leer de dos maneras: {firstMeans} ({choice}: {first}) o {secondMeans} ({choice}: {second}). Elige una.",
    en: "In “{path}”, row {row}, column {column}, “{cell}” can be read in two ways: {firstMeans} ({choice}: {first}) or {secondMeans} ({choice}: {second}). Choose one.",
  },
  "same-sign": {
    es: "El mismo signo no puede separar los decimales y los millares ({value}). Cambia uno de los dos.",
    en: "The same sign cannot separate decimals and thousands ({value}). Change one of the two.",
  },
  "ragged-row": {
    es: "En «{path}», la fila {row} no tiene el mismo número de celdas que las demás: {value} en vez de {expected}. Completa la fila, o pon entre comillas las celdas que lleven el separador.",
    en: "In “{path}”, row {row} does not have the same number of cells as the others: {value} instead of {expected}. Complete the row, or quote cells that contain the separator.",
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
  "not-points-of-the-plane": {
    es: "Columnas de estos datos: {value}. Este modelo aprende puntos del plano, que son dos números por fila, o imágenes. Elige dos columnas («Columnas y lectura…»), u otro archivo.",
    en: "Columns of these data: {value}. This model learns points of the plane, which are two numbers per row, or pictures. Choose two columns (“Columns and reading…”), or another file.",
  },
  "too-large-to-standardise": {
    es: "El valor {value} (fila {row}, columna {column}) es demasiado grande; el máximo aquí es {max}. Divide esa columna por una potencia de diez.",
    en: "The value {value} (row {row}, column {column}) is too large; the most here is {max}. Divide that column by a power of ten.",
  },
  "too-small-to-standardise": {
    es: "La columna {column} solo varía {value}: menos de {min} no se distingue de una columna constante. Multiplícala por una potencia de diez.",
    en: "Column {column} varies by {value} only: less than {min} cannot be told from a constant column. Multiply it by a power of ten.",
  },
  "too-far-from-zero": {
    es: "Los valores de la columna {column} llegan a {value}, y los datos solo varían {spread}: con las siete cifras de las muestras no se distinguirían. Estandariza los datos, o resta una constante a esa columna.",
    en: "Values of column {column} reach {value}, but the data vary by {spread} only: the seven digits of samples would not tell them apart. Standardise the data, or take a constant off that column.",
  },
  "missing-value": {
    es: "Falta el valor de la fila {row}, columna {column}, y este laboratorio los necesita todos. Complétalo o quita esa fila.",
    en: "The value in row {row}, column {column} is missing, and this lab needs complete data. Fill it in or leave that row out.",
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
} as const;
