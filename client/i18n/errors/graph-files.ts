/** Errors of files of graphs (BIF, XMLBIF, UAI), with their line and column. See `client/i18n/errors.ts`. */
export const ofGraphFiles = {
  "graph-unknown-format": {
    es: "«{name}» no es ningún archivo de grafos de los que aquí se leen: {allowed}. Guárdalo como uno de ellos.",
    en: "“{name}” is none of the graph files that are read here: {allowed}. Save it as one of these.",
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
  "graph-no-table": {
    es: "En «{name}», la variable «{value}» (línea {line}) no tiene tabla. Añádela.",
    en: "In “{name}”, the variable “{value}” (line {line}) has no table. Add it.",
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
} as const;
