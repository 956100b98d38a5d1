import type { Localized } from "../../../../shared/text.ts";

export const words = {
  main: { es: "Mensajes", en: "Messages" },
  convergence: { es: "Convergencia", en: "Convergence" },
  beliefs: { es: "Creencias y lo exacto", en: "Beliefs and exact" },
  transform: { es: "De red a árbol de cliques", en: "Net to clique tree" },
  elimination: { es: "Eliminación", en: "Elimination" },

  empty: { es: "Ejecuta para ver pasar los mensajes.", en: "Run to watch messages pass." },
  noGraph: { es: "El grafo de este resultado no está aquí.", en: "The graph of this result is not here." },
  noTables: {
    es: "Un grafo determinista no tiene tablas ni probabilidades: sus mensajes son números.",
    en: "A deterministic graph has no tables and no probabilities: its messages are numbers.",
  },

  graph: { es: "Mensajes por el grafo", en: "Messages on the graph" },
  graphNote: {
    es: "redondos: nodos, con lo que se cree de cada estado · cuadrados: factores · azul: enviado en esta ronda",
    en: "round: nodes, with what is believed of each state · squares: factors · blue: sent in this round",
  },
  hint: {
    es: "Pasa por un nodo o un factor, o pulsa una flecha del teclado, para leer qué es. Con un clic o Intro eliges un nodo.",
    en: "Point at a node or a factor, or press an arrow key, to read what it is. Click or press Enter to choose a node.",
  },
  film: { es: "Mensajes", en: "Messages" },
  filmRounds: { es: "Rondas", en: "Rounds" },
  start: { es: "antes del primero", en: "before the first" },
  now: { es: "ronda {round}, mensaje {place} de {of}", en: "round {round}, message {place} of {of}" },
  nowRound: { es: "ronda {round} de {rounds}", en: "round {round} of {rounds}" },
  next: { es: "Mensaje siguiente", en: "Next message" },
  back: { es: "Mensaje anterior", en: "Previous message" },
  nextRound: { es: "Ronda siguiente", en: "Next round" },
  startTold: {
    es: "Antes del primer mensaje nadie ha dicho nada: todos los estados valen lo mismo.",
    en: "Before the first message nobody has said anything: all states count alike.",
  },
  toFactorTold: {
    es: "De «{variable}» al factor «{factor}»: {message}. Es el producto de lo que le llega de {sources}.",
    en: "From “{variable}” to factor “{factor}”: {message}. It is the product of what comes in from {sources}.",
  },
  toFactorFirst: {
    es: "De «{variable}» al factor «{factor}»: {message}. No le llega nada de ningún otro: no dice nada.",
    en: "From “{variable}” to factor “{factor}”: {message}. Nothing comes in from any other: it says nothing.",
  },
  toVariableTold: {
    es: "Del factor «{factor}» a «{variable}»: {message}. Es su tabla por lo que llega de {sources}, {over}.",
    en: "From factor “{factor}” to “{variable}”: {message}. It is its table times what comes from {sources}, {over}.",
  },
  toVariableFirst: {
    es: "Del factor «{factor}» a «{variable}»: {message}. Es su propia tabla.",
    en: "From factor “{factor}” to “{variable}”: {message}. It is its own table.",
  },
  overSum: { es: "sumado sobre sus estados", en: "summed over their states" },
  overMax: { es: "con el máximo sobre sus estados", en: "with the maximum over their states" },
  dampedTold: {
    es: "Va mezclado con el mensaje anterior (amortiguación {damping}).",
    en: "It is mixed with the last message (damping {damping}).",
  },
  quoted: { es: "«{name}»", en: "“{name}”" },
  graphTab: { es: "Editar el grafo", en: "Edit the graph" },
  graphTitle: { es: "El grafo", en: "The graph" },
  nodeTold: { es: "{name}: {beliefs}", en: "{name}: {beliefs}" },
  knownTold: { es: "{name}: se sabe que está en «{state}»", en: "{name}: known to be “{state}”" },
  factorTold: { es: "Factor {name}: {cells} números", en: "Factor {name}: {cells} numbers" },
  notKept: {
    es: "Son demasiados mensajes para guardarlos uno a uno: se ve lo que se cree tras cada ronda.",
    en: "There are too many messages to keep one by one: you see what is believed after each round.",
  },
  exactOnTree: {
    es: "El grafo de factores es un árbol: cuando nada cambia, las creencias son exactas.",
    en: "The factor graph is a tree: once nothing changes, beliefs are exact.",
  },
  approximate: {
    es: "El grafo de factores tiene ciclos: las creencias son una aproximación.",
    en: "The factor graph has loops: beliefs are an approximation.",
  },

  node: { es: "Nodo", en: "Node" },
  chosen: { es: "El nodo elegido", en: "The chosen node" },
  know: { es: "Saber que {name} = {state}", en: "Know that {name} = {state}" },
  forget: { es: "Dejar de saber que {name} = {state}", en: "Forget that {name} = {state}" },
  setNote: {
    es: "Pulsa un estado para darlo por sabido; púlsalo otra vez para olvidarlo.",
    en: "Press a state to take it as known; press it again to forget it.",
  },

  liveTold: {
    es: "El grafo o la evidencia han cambiado: ya se ve a qué llegan los mensajes. Ejecuta para verlos pasar uno a uno.",
    en: "The graph or the evidence has changed: you already see what the messages come to. Run to watch them pass one by one.",
  },
  notConverged: {
    es: "Tras {rounds} rondas los mensajes siguen cambiando: lo que se cree no es un resultado. Prueba con más rondas, con amortiguación o con otro orden.",
    en: "After {rounds} rounds messages still change: what is believed is no result. Try more rounds, damping or another order.",
  },
  maxMeaning: {
    es: "Con máximos, cada número compara la mejor explicación que contiene ese estado con la mejor que contiene cada uno de los otros; no es su probabilidad.",
    en: "With maxima, each number compares the best explanation with that state with the best one with each of the others; it is not its probability.",
  },

  round: { es: "ronda", en: "round" },
  residual: { es: "Residuo", en: "Residual" },
  residualNote: { es: "el mayor cambio de un mensaje", en: "largest change of a message" },
  bethe: { es: "Energía libre de Bethe", en: "Bethe free energy" },
  exactLogZ: { es: "−log Z exacto", en: "exact −log Z" },
  error: { es: "Error frente a lo exacto", en: "Error against exact" },
  errorNote: { es: "la mayor diferencia de una creencia", en: "largest difference of a belief" },
  logProbability: { es: "log de los estados hallados", en: "log of the states found" },
  best: { es: "el mejor posible", en: "the best there is" },
  nats: { es: "nats", en: "nats" },
  change: { es: "cambio", en: "change" },
  difference: { es: "diferencia", en: "difference" },

  ofRun: {
    es: "Es lo de la última ejecución: el grafo o la evidencia han cambiado desde entonces.",
    en: "This is of the last run: the graph or the evidence has changed since.",
  },
  beliefsTitle: { es: "Lo que se cree de cada estado", en: "What is believed of each state" },
  beliefsNote: { es: "barra: creencia · raya: probabilidad exacta", en: "bar: belief · stroke: exact probability" },
  beliefsAlone: {
    es: "barra: creencia · lo exacto no cabe: sus tablas serían demasiado grandes",
    en: "bar: belief · the exact answer does not fit: its tables would be too large",
  },
  state: { es: "estado", en: "state" },
  belief: { es: "creencia", en: "belief" },
  exact: { es: "exacto", en: "exact" },
  explanation: { es: "La explicación más probable", en: "The most probable explanation" },
  explanationNote: { es: "un estado por nodo, todos a la vez", en: "one state per node, all at once" },
  found: { es: "hallado", en: "found" },
  tie: { es: "empate", en: "tie" },
  yes: { es: "sí", en: "yes" },
  no: { es: "no", en: "no" },
  tiesTold: {
    es: "Hay empates: varias explicaciones son igual de probables, y se da una de ellas.",
    en: "There are ties: several explanations are equally probable, and one of them is given.",
  },
  shortTold: {
    es: "Lo hallado no es lo más probable: en un grafo con ciclos, máximo-producto es una aproximación.",
    en: "What was found is not the most probable: on a graph with loops max-product is an approximation.",
  },
  impossibleTold: {
    es: "Los estados hallados son imposibles juntos: en un grafo con ciclos, máximo-producto es una aproximación.",
    en: "The states found are impossible together: on a graph with loops max-product is an approximation.",
  },

  values: { es: "Valores por el grafo", en: "Values on the graph" },
  valuesNote: {
    es: "cada nodo pasa su número a los que dependen de él · azul: ya tiene valor",
    en: "each node passes its number to those that depend on it · blue: has its value",
  },
  valueTold: {
    es: "«{name}» vale {value}. Operación: {operation}. Recibe {inputs}.",
    en: "“{name}” is {value}. Operation: {operation}. It is given {inputs}.",
  },
  inputTold: { es: "«{name}» recibe {value}", en: "“{name}” is given {value}" },
  constantTold: { es: "«{name}» es la constante {value}", en: "“{name}” is the constant {value}" },
  waitingTold: { es: "«{name}» espera a {inputs}", en: "“{name}” waits for {inputs}" },
  valuesStart: { es: "Todavía nadie tiene valor.", en: "Nobody has a value yet." },
  valuesFilm: { es: "Nodos que ya tienen valor", en: "Nodes that have their value" },
  valuesNow: { es: "{count} de {all} nodos", en: "{count} of {all} nodes" },
  inputs: { es: "Valores de las entradas", en: "Values of the inputs" },
  setValues: {
    es: "Cambia los números: sus efectos se ven en el acto. Reproduce para verlos pasar de nodo en nodo.",
    en: "Change the numbers: you see at once what follows. Play to watch them pass from node to node.",
  },
  depth: { es: "profundidad", en: "depth" },
  value: { es: "valor", en: "value" },
  operation: { es: "operación", en: "operation" },
  knownNodes: { es: "Nodos que tienen su valor", en: "Nodes that have their value" },
} as const;

/** Errors that only this lab throws. */
export const errors: Readonly<Record<string, Localized>> = {
  "impossible-factors": {
    es: "Ninguna combinación de estados es posible: todas tienen producto 0. Cambia los factores que tienen ceros.",
    en: "No combination of states is possible: all have the product 0. Change the factors that have zeros.",
  },
};
