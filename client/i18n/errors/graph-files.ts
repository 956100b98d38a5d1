/** Errors of files of graphs (BIF, XMLBIF, UAI), with their line and column. See `client/i18n/errors.ts`. */
export const ofGraphFiles = {
  "graph-unknown-format": {
    es: "«{name}» no es ningún archivo de grafos de los que aquí se leen: {allowed}. Guárdalo como uno de ellos.",
    en: "“{name}” is none of the graph files that are read here: {allowed}. Save it as one of these.",
  },
  "graph-is-table": {
    es: "«{name}» tiene nombre de grafo y dentro hay una tabla. Si son muestras, cambia su nombre para que acabe en .csv; si no, elige el archivo del grafo.",
    en: "“{name}” has the name of a graph, and a table is in it. If these are samples, rename it so that it ends in .csv; otherwise choose the file of the graph.",
  },
  "graph-is-experiment": {
    es: "«{name}» es un experimento, no un grafo. Suéltalo en la página, o ábrelo en «Abrir un enlace o un archivo».",
    en: "“{name}” is an experiment, not a graph. Drop it on the page, or open it under “Open a link or a file”.",
  },
  "graph-web-page": {
    es: "«{name}» es una página web, quizá la que ofrece el archivo. Descarga el archivo mismo.",
    en: "“{name}” is a web page, perhaps the one that offers the file. Download the file itself.",
  },
  "graph-unfit-format": {
    es: "El formato {format} no puede guardar este grafo (de tipo {value}). Guárdalo como {allowed}.",
    en: "The format {format} cannot hold this graph (of kind {value}). Save it as {allowed}.",
  },
  "graph-unexpected": {
    es: "En «{name}», línea {line}, columna {column}, está «{value}» y debería estar: {allowed}. Corrige ese lugar del archivo.",
    en: "In “{name}”, line {line}, column {column}, there is “{value}” where this should be: {allowed}. Correct that place in the file.",
  },
  "graph-ends-early": {
    es: "«{name}» se acaba en la línea {line}, columna {column}, antes de tiempo. Vuelve a copiarlo o a descargarlo.",
    en: "“{name}” ends too early, in line {line}, column {column}. Copy or download it again.",
  },
  "graph-needs-name": {
    es: "En «{name}», línea {line}, columna {column}, está «{value}» y debería haber un nombre. Escríbelo; entre comillas, si lleva espacios o signos.",
    en: "In “{name}”, line {line}, column {column}, there is “{value}” where a name should be. Write it; in quotes if it has blanks or signs.",
  },
  "graph-not-a-number": {
    es: "En «{name}», línea {line}, columna {column}, está «{value}» y debería haber un número, con punto decimal. Corrígelo.",
    en: "In “{name}”, line {line}, column {column}, there is “{value}” where a number should be. Correct it.",
  },
  "graph-open-quote": {
    es: 'En «{name}», línea {line}, columna {column}, se abre una comilla que no se cierra. Añade ".',
    en: 'In “{name}”, line {line}, column {column}, a quote is opened but not closed. Add ".',
  },
  "graph-no-variables": {
    es: "«{name}» no tiene ninguna variable. Hace falta una al menos.",
    en: "“{name}” has no variables. At least one is needed.",
  },
  "graph-repeated": {
    es: "En «{name}», línea {line}, columna {column}, «{value}» aparece por segunda vez. Quita una de las dos, o cámbiale el nombre.",
    en: "In “{name}”, line {line}, column {column}, “{value}” occurs a second time. Remove one of the two, or rename it.",
  },
  "graph-no-states": {
    es: "En «{name}», línea {line}, columna {column}, la variable «{value}» no tiene estados. Añádelos.",
    en: "In “{name}”, line {line}, column {column}, the variable “{value}” has no states. Add them.",
  },
  "graph-state-count": {
    es: "En «{name}», línea {line}, columna {column}, se anuncian {value} estados y hay {found}. Corrige el número o los estados.",
    en: "In “{name}”, line {line}, column {column}, {value} states are announced and {found} are there. Correct the number or the states.",
  },
  "graph-negative": {
    es: "En «{name}», línea {line}, columna {column}, está {value}, y una probabilidad no puede ser negativa. Corrígelo.",
    en: "In “{name}”, line {line}, column {column}, there is {value}, but a probability cannot be negative. Correct it.",
  },
  "graph-too-many-cells": {
    es: "En «{name}», línea {line}, la tabla de «{value}» tendría {found} números; como mucho se leen {max}. Quítale padres o estados.",
    en: "In “{name}”, line {line}, the table of “{value}” would have {found} numbers; at most {max} are read. Take parents or states away from it.",
  },
  "graph-table-size": {
    es: "En «{name}», línea {line}, columna {column}, la tabla de «{value}» tiene {found} números y debería tener {expected}. Complétala o corrígela.",
    en: "In “{name}”, line {line}, column {column}, the table of “{value}” has {found} numbers but should have {expected}. Complete or correct it.",
  },
  "graph-row-size": {
    es: "En «{name}», línea {line}, columna {column}, una fila de «{value}» tiene {found} números y debería tener {expected}, uno por estado. Corrígela.",
    en: "In “{name}”, line {line}, column {column}, a row of “{value}” has {found} numbers but should have {expected}, one per state. Correct it.",
  },
  "graph-repeated-row": {
    es: "En «{name}», línea {line}, columna {column}, «{value}» tiene una segunda fila para {row}. Quita una de las dos.",
    en: "In “{name}”, line {line}, column {column}, “{value}” has a second row for {row}. Remove one of the two.",
  },
  "graph-missing-row": {
    es: "En «{name}», línea {line}, a «{value}» le falta la fila para {row}. Añádela, o una fila «default».",
    en: "In “{name}”, line {line}, “{value}” lacks the row for {row}. Add it, or a row “default”.",
  },
  "graph-row-labels": {
    es: "En «{name}», línea {line}, columna {column}, una fila de «{value}» nombra {found} estados y debería nombrar {expected}, uno por padre. Corrígela.",
    en: "In “{name}”, line {line}, column {column}, a row of “{value}” names {found} states but should name {expected}, one per parent. Correct it.",
  },
  "graph-unknown-state": {
    es: "En «{name}», línea {line}, columna {column}, «{value}» no es un estado de «{node}». Tiene: {allowed}.",
    en: "In “{name}”, line {line}, column {column}, “{value}” is no state of “{node}”. It has: {allowed}.",
  },
  "graph-unknown-node": {
    es: "En «{name}», línea {line}, columna {column}, «{value}» no es una variable de la red. Hay: {allowed}.",
    en: "In “{name}”, line {line}, column {column}, “{value}” is no variable of the network. It has: {allowed}.",
  },
  "graph-row-sum": {
    es: "En «{name}», línea {line}, la fila {row} de «{value}» suma {sum} y debería sumar 1. Corrige sus números.",
    en: "In “{name}”, line {line}, row {row} of “{value}” sums to {sum} but should sum to 1. Correct its numbers.",
  },
  "graph-name-too-long": {
    es: "En «{name}», línea {line}, columna {column}, hay un nombre de {value} caracteres; caben {max}. Acórtalo.",
    en: "In “{name}”, line {line}, column {column}, there is a name of {value} characters; {max} fit. Shorten it.",
  },
  "graph-too-many-nodes": {
    es: "«{name}» tiene {found} variables; como mucho se leen {max}. Quédate con una parte.",
    en: "“{name}” has {found} variables; at most {max} are read. Keep only part of it.",
  },
  "graph-too-many-states": {
    es: "En «{name}», línea {line}, «{value}» tiene {found} estados; como mucho se leen {max}. Junta algunos.",
    en: "In “{name}”, line {line}, “{value}” has {found} states; at most {max} are read. Merge some of them.",
  },
  "graph-too-many-parents": {
    es: "En «{name}», línea {line}, «{value}» tiene {found} padres; como mucho se leen {max}. Quita algunos.",
    en: "In “{name}”, line {line}, “{value}” has {found} parents; at most {max} are read. Remove some of them.",
  },
  "graph-too-large": {
    es: "Las tablas de «{name}» tienen en total {value} números; caben {max}. Quédate con una parte de la red.",
    en: "The tables of “{name}” have {value} numbers in all; {max} fit. Keep only part of the network.",
  },
  "graph-self-loop": {
    es: "En «{name}», línea {line}, columna {column}, «{value}» es padre de sí mismo. Quita esa flecha.",
    en: "In “{name}”, line {line}, column {column}, “{value}” is its own parent. Remove that arrow.",
  },
  "graph-cycle": {
    es: "En «{name}», línea {line}, las flechas forman un ciclo: {value}. Quita o invierte una de ellas.",
    en: "In “{name}”, line {line}, the arrows form a cycle: {value}. Remove or reverse one of them.",
  },
  "graph-table-and-rows": {
    es: "En «{name}», línea {line}, columna {column}, «{value}» tiene una tabla y además filas. Deja solo una de las dos cosas.",
    en: "In “{name}”, line {line}, column {column}, “{value}” has a table and rows as well. Keep only one of them.",
  },
  "graph-rows-alike": {
    es: "En «{name}», línea {line}, las filas de «{value}» no se distinguen, porque un padre suyo tiene dos estados con el mismo nombre. Cámbiale el nombre a uno.",
    en: "In “{name}”, line {line}, the rows of “{value}” cannot be told apart, since one of its parents has two states of the same name. Rename one.",
  },
  "graph-noisy-max": {
    es: "En «{name}», línea {line}, el máximo ruidoso (noisy-max) de «{value}» da probabilidades negativas. Haz que cada causa favorezca los estados altos más que la fila sin causas, o escribe todas las filas.",
    en: "In “{name}”, line {line}, the noisy-max of “{value}” gives negative probabilities. Let each cause favour high states more than the row without causes does, or write all rows.",
  },
  "graph-out-of-range": {
    es: "En «{name}», línea {line}, columna {column}, está {value} y debería haber un número entero de {min} a {max}. Corrígelo.",
    en: "In “{name}”, line {line}, column {column}, there is {value} where a whole number from {min} to {max} should be. Correct it.",
  },
  "graph-evidence-alone": {
    es: "«{name}» tiene evidencia, como los archivos .evid de UAI: dice números de variables y de estados, no nombres. Ábrelo junto con el archivo UAI de su red, o con esa red ya abierta; en otra red, pon la evidencia en sus nodos.",
    en: "“{name}” has evidence, as the .evid files of UAI do: it says numbers of variables and states, not names. Open it together with the UAI file of its network, or with that network open; in any other network, set the evidence on its nodes.",
  },
  "graph-evidence-sets": {
    es: "«{name}» tiene {value} conjuntos de evidencia, y se toma uno. Deja en el archivo uno solo: el 1, cuántas variables se conocen, y el número y el estado de cada una.",
    en: "“{name}” has {value} sets of evidence, and one is taken. Leave one in the file: a 1, how many variables are known, and the number and state of each.",
  },
  "graph-scope-empty": {
    es: "En «{name}», línea {line}, columna {column}, hay una tabla sin ninguna variable. En una red BAYES cada tabla es de una: corrígelo.",
    en: "In “{name}”, line {line}, column {column}, there is a table of no variable. In a BAYES network each table is of one: correct it.",
  },
  "graph-child-last": {
    es: "En «{name}», línea {line}, columna {column}, {value} es por segunda vez la última variable de una tabla. En una red BAYES, la variable de cada tabla va al final, detrás de sus padres: corrige el orden.",
    en: "In “{name}”, line {line}, column {column}, {value} is the last variable of a table for the second time. In a BAYES network the variable of each table stands last, behind its parents: correct the order.",
  },
  "graph-surplus": {
    es: "En «{name}», línea {line}, columna {column}, hay algo después del final: «{value}». Quítalo.",
    en: "In “{name}”, line {line}, column {column}, something follows the end: “{value}”. Remove it.",
  },
  "graph-xml-comment": {
    es: "En «{name}», línea {line}, columna {column}, está «{value}», que no es XML. Un comentario empieza con <!-- y acaba con -->.",
    en: "In “{name}”, line {line}, column {column}, there is “{value}”, which is not XML. A comment begins with <!-- and ends with -->.",
  },
  "graph-xml-sign": {
    es: "En «{name}», línea {line}, columna {column}, está el signo «{value}» dentro de un texto. Escríbelo como {allowed}.",
    en: "In “{name}”, line {line}, column {column}, there is the sign “{value}” within a text. Write it as {allowed}.",
  },
  "graph-xml-tag": {
    es: "En «{name}», línea {line}, columna {column}, hay una etiqueta mal escrita: «{value}». Corrígela.",
    en: "In “{name}”, line {line}, column {column}, there is a malformed tag: “{value}”. Correct it.",
  },
  "graph-xml-nesting": {
    es: "En «{name}», línea {line}, columna {column}, se cierra {value} cuando tocaba: {allowed}. Corrige el orden de las etiquetas.",
    en: "In “{name}”, line {line}, column {column}, {value} is closed where this was due: {allowed}. Correct the order of the tags.",
  },
  "graph-variable-type": {
    es: "En «{name}», línea {line}, hay una variable de tipo {value}. Aquí se leen solo redes bayesianas (TYPE nature), sin decisiones ni utilidades: quítala.",
    en: "In “{name}”, line {line}, there is a variable of type {value}. Only Bayesian networks are read here (TYPE nature), without decisions or utilities: remove it.",
  },
  "graph-part-missing": {
    es: "En «{name}», línea {line}, columna {column}, a {value} le falta {missing}. Añádelo.",
    en: "In “{name}”, line {line}, column {column}, {value} lacks {missing}. Add it.",
  },
  "graph-json": {
    es: "En «{name}», línea {line}, columna {column}, el JSON no es correcto: «{value}». Corrígelo.",
    en: "In “{name}”, line {line}, column {column}, the JSON is not valid: “{value}”. Correct it.",
  },
  "graph-wrong-value": {
    es: "En «{name}», línea {line}, columna {column}, el valor {value} no vale en {place}. Corrígelo.",
    en: "In “{name}”, line {line}, column {column}, the value {value} is not valid for {place}. Correct it.",
  },
  "graph-file-too-large": {
    es: "El grafo de «{name}» es demasiado grande: caben como mucho {max} bytes de JSON. Quédate con una parte.",
    en: "The graph in “{name}” is too large: at most {max} bytes of JSON fit. Keep only part of it.",
  },
  "graph-function-too-large": {
    es: "«{value}» tiene demasiados padres: como tabla, su función pasaría de {max} números. Guarda el grafo como JSON, que conserva la función.",
    en: "“{value}” has too many parents: as a table, its function would exceed {max} numbers. Save the graph as JSON, which keeps the function.",
  },
  "graph-quote-in-name": {
    es: 'El nombre «{value}» lleva comillas ("), que BIF no admite. Cámbialo, o guarda el grafo como XMLBIF.',
    en: 'The name “{value}” has quotes ("), which BIF cannot hold. Change it, or save the graph as XMLBIF.',
  },
  "graph-needs-table": {
    es: "«{value}» no tiene tabla, y el formato UAI la necesita. Dale una, o guarda el grafo como BIF.",
    en: "“{value}” has no table, which the format UAI needs. Give it one, or save the graph as BIF.",
  },
} as const;
