/** Errors in an experiment: its values, its document, its sweep, its link. See `client/i18n/errors.ts`. */
export const ofExperiments = {
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
  "text-too-long": {
    es: "El texto tiene {value} caracteres, y caben {max}: acórtalo.",
    en: "The text has {value} characters, and at most {max} fit: shorten it.",
  },
  "not-whole-numbers": {
    es: "El valor {value} no vale: escribe números enteros de {min} a {max}, separados por comas.",
    en: "The value {value} is not valid: write whole numbers from {min} to {max}, separated by commas.",
  },
  "wrong-type": { es: "El valor {value} no vale en «{path}».", en: "The value {value} is not valid for “{path}”." },
  repeated: { es: "{value} está repetido.", en: "{value} is repeated." },
  "not-a-name": {
    es: "{value} no vale en «{path}»: hace falta un texto de 1 a {max} caracteres, sin espacios al principio ni al final ni caracteres de control.",
    en: "{value} is not valid for “{path}”: it must be text of 1 to {max} characters, without spaces at either end or control characters.",
  },
  "not-a-weight": {
    es: "«{path}» necesita números mayores o iguales que 0, separados por comas, y {value} no lo es.",
    en: "“{path}” needs numbers greater than or equal to 0, separated by commas, and {value} is not.",
  },
  "not-numbers": {
    es: "«{path}» necesita números separados por comas, y {value} no lo es.",
    en: "“{path}” needs numbers separated by commas, and {value} is not.",
  },
  "not-swept": {
    es: "«{path}» no se puede barrer: es una lista de valores por nombre. Da un solo valor a cada nombre, o barre otro parámetro.",
    en: "“{path}” cannot be swept: it is a list of values by name. Give each name one value, or sweep another parameter.",
  },
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
  "takes-no-document": {
    es: "Este laboratorio no trabaja con grafos (aquí, uno de tipo {value}). Elige otros datos: {allowed}.",
    en: "This lab does not work on graphs (here, one of kind {value}). Choose other data: {allowed}.",
  },
  "unfit-document": {
    es: "Este laboratorio no toma grafos de tipo {value}; toma {allowed}. «Grafos de factores» los toma todos: ábrelo allí.",
    en: "This lab does not take graphs of kind {value}; it takes {allowed}. “Factor graphs” takes all of them: open it there.",
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
  "not-a-link": {
    es: "Esto no es un enlace de Latente: debe llevar «#v1.…».",
    en: "This is not a Latente link: it must contain “#v1.…”.",
  },
} as const;
