/** Words of messages on a graph. */
export const words = {
  empty: { es: "Ejecuta para ver pasar los mensajes.", en: "Run to watch messages pass." },
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
  notConverged: {
    es: "Tras {rounds} rondas los mensajes siguen cambiando: lo que se cree no es un resultado. Prueba con más rondas, con amortiguación o con otro orden.",
    en: "After {rounds} rounds messages still change: what is believed is no result. Try more rounds, damping or another order.",
  },
  maxMeaning: {
    es: "Con máximos, cada número compara la mejor explicación que contiene ese estado con la mejor que contiene cada uno de los otros; no es su probabilidad.",
    en: "With maxima, each number compares the best explanation with that state with the best one with each of the others; it is not its probability.",
  },
  round: { es: "ronda", en: "round" },
  state: { es: "estado", en: "state" },
  belief: { es: "creencia", en: "belief" },
  exact: { es: "exacto", en: "exact" },
  computing: { es: "Calculando…", en: "Computing…" },
  from: { es: "de", en: "from" },
  to: { es: "a", en: "to" },
  tooDear: {
    es: "Mandar todos los mensajes llevaría {price} operaciones, demasiadas para hacerlo con cada cambio. Ejecuta, o pide menos rondas.",
    en: "Sending all messages would take {price} operations, too many to do so with each change. Run it, or ask for fewer rounds.",
  },
} as const;
