import { presetsOf } from "../../presets.ts";

export const depthPresets = presetsOf({ seed: 1, data: null }, [
  {
    id: "spirals",
    title: { es: "Profunda contra superficial", en: "Deep against shallow" },
    about: {
      es: "Los mismos parámetros, en tres capas o en una. ¿Cuál aprende mejor la espiral, y con cuántas regiones?",
      en: "The same parameters in three layers or in one. Which learns the spiral better, and with how many regions?",
    },
  },
  {
    id: "sawtooth",
    title: { es: "Dientes de sierra", en: "Sawtooth" },
    about: {
      es: "Una función de una entrada con ocho tramos rectos: cada red tiene que doblarse siete veces en su sitio.",
      en: "A function of one input with eight straight pieces: each net has to bend seven times in the right places.",
    },
    params: { target: "sawtooth", detail: 3, hidden: [8, 8, 8], epochs: 200, seeds: 5 },
  },
  {
    id: "logistic",
    title: { es: "Regresión logística, paso a paso", en: "Logistic regression, step by step" },
    about: {
      es: "Con ×, + y σ su camino más largo tiene tres operaciones.",
      en: "With ×, + and σ its longest path has three operations.",
    },
    params: { topic: "graph" },
  },
  {
    id: "logistic-unit",
    title: { es: "La misma, de un solo paso", en: "The same in a single step" },
    about: {
      es: "Si la regresión logística es una operación, su profundidad es uno: depende de qué se cuente.",
      en: "Where logistic regression is one operation its depth is one: it depends on what is counted.",
    },
    params: { topic: "graph", operations: "units" },
  },
  {
    id: "product",
    title: { es: "Un producto, en árbol y en cadena", en: "A product, as a tree and as a chain" },
    about: {
      es: "Siete multiplicaciones en ambas formas; el camino más largo, tres o siete.",
      en: "Seven multiplications in both forms; a longest path of three, or of seven.",
    },
    params: { topic: "graph", source: "product", size: 8 },
  },
  {
    id: "parity",
    title: { es: "La paridad: profunda o enorme", en: "Parity: deep or huge" },
    about: {
      es: "Con poca profundidad hacen falta exponencialmente más operaciones.",
      en: "With little depth it takes exponentially more operations.",
    },
    params: { topic: "graph", source: "parity", size: 6, operations: "sums" },
  },
  {
    id: "face",
    title: { es: "Una cara y sus ojos", en: "A face and its eyes" },
    about: {
      es: "Dos niveles de conceptos; inferir con ellos, refinando tres veces, son seis pasos uno tras otro.",
      en: "Two levels of concepts; inferring with them, refined three times, takes six steps one after another.",
    },
    params: { topic: "concepts" },
  },
  {
    id: "folding",
    title: { es: "Plegar el espacio", en: "Folding space" },
    about: {
      es: "Cada capa de dos neuronas dobla la recta: el número de regiones se duplica con cada una.",
      en: "Each layer of two units folds the line: the number of regions doubles with every one.",
    },
    params: { topic: "regions" },
  },
  {
    id: "random",
    title: { es: "Las regiones de una red al azar", en: "The regions of a random net" },
    about: {
      es: "Rectas que se doblan en las de la capa anterior. ¿Cuántas regiones, y cuántas podría haber?",
      en: "Lines that bend at those of the layer before. How many regions, and how many could there be?",
    },
    params: { topic: "regions", construction: "random", inputs: 2, layers: [8, 8, 8] },
  },
]);
