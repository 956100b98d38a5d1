import type { Preset } from "../../../lab.ts";
import { asia } from "../../nets/asia.ts";
import { sprinkler } from "../../nets/sprinkler.ts";

const text = { task: "text", heldOut: 0.3 } as const;

export const learningPresets: readonly Preset[] = [
  {
    id: "tables",
    title: { es: "Aprender las tablas, con su duda", en: "Learn the tables, doubt included" },
    about: {
      es: "500 pacientes sorteados de la clínica Asia: cada probabilidad aprendida lleva su intervalo, ancho donde casi no hubo casos.",
      en: "500 patients drawn from the Asia clinic: every learnt probability has its interval, wide where there were hardly any cases.",
    },
    seed: 11,
    data: { document: asia },
    params: { task: "tables", rows: 500, estimate: "dirichlet" },
  },
  {
    id: "em",
    title: { es: "EM: aprender de datos con huecos", en: "EM: learning from data with gaps" },
    about: {
      es: "Falta un tercio de las celdas. EM completa lo que falta con lo que espera de ello, una y otra vez; la verosimilitud nunca baja.",
      en: "A third of the cells is missing. EM fills them with what it expects of them, again and again; the likelihood never falls.",
    },
    seed: 12,
    data: { document: sprinkler },
    params: { task: "tables", rows: 600, gaps: 0.33, estimate: "em", iterations: 60 },
  },
  {
    id: "structure",
    title: { es: "Aprender el grafo: ascenso y óptimo", en: "Learn the graph: climb and optimum" },
    about: {
      es: "Flecha a flecha hacia la mejor puntuación, desde varios comienzos; al lado, el mejor de todos los grafos y lo que falta o sobra.",
      en: "Arrow by arrow towards the best score, from several starts; beside it the best graph of all, and what is missing or extra.",
    },
    seed: 13,
    data: { document: asia },
    params: { task: "structure", rows: 2000, search: "climb", score: "bic", restarts: 6 },
  },
  {
    id: "pc",
    title: { es: "PC: un grafo a base de preguntas", en: "PC: a graph from questions" },
    about: {
      es: "¿Son independientes estos dos, sabiendo aquellos? Cada sí quita una arista. Donde un nodo es función de otros, las respuestas engañan.",
      en: "Are these two independent, given those? Each yes takes an edge away. Where a node is a function of others, the answers mislead.",
    },
    seed: 14,
    data: { document: asia },
    params: { task: "structure", rows: 5000, search: "pc", alpha: 0.01 },
  },
  {
    id: "palabras",
    title: { es: "Palabras y su contexto (español)", en: "Words and their context (Spanish)" },
    about: {
      es: "¿De qué habla una frase: del tiempo, de cocina o de música? La red más simple, con la clase como única causa de cada palabra.",
      en: "What is a sentence about: weather, cooking or music? The simplest network, the class being the only cause of every word.",
    },
    seed: 15,
    data: { generator: "sentences", seed: 1, params: { language: "es" } },
    params: text,
  },
  {
    id: "words",
    title: { es: "Palabras y su contexto (inglés)", en: "Words and their context (English)" },
    about: {
      es: "El mismo clasificador con frases en inglés: escribe una tuya y mira qué palabras deciden.",
      en: "The same classifier on English sentences: type one of your own and see which words decide.",
    },
    seed: 16,
    data: { generator: "sentences", seed: 1, params: { language: "en" } },
    params: text,
  },
];
