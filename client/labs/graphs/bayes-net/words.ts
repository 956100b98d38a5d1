import type { Localized } from "../../../../shared/text.ts";
import { learningErrors } from "./learning/errors.ts";

/** Words of the views of Bayesian networks. */
export const words = {
  nodes: { es: "Probabilidades", en: "Probabilities" },
  nodesNote: {
    es: "Pulsa un estado para decir que lo has visto; púlsalo otra vez para olvidarlo.",
    en: "Press a state to say that you have seen it; press it again to forget it.",
  },
  noNet: {
    es: "La red de este resultado no está a mano, y sin ella no hay nada que dibujar.",
    en: "The network of this result is not at hand, and without it there is nothing to draw.",
  },
  network: { es: "Red", en: "Network" },
  learntFrom: {
    es: "Arriba, la red de la que salen las filas, o a la que pertenecen las tuyas; abajo, lo aprendido de ellas.",
    en: "Above, the network that the rows come from, or that your own belong to; below, what was learnt from them.",
  },
  moreKeys: {
    es: "Pulsar un estado es haberlo visto; con Mayúsculas y el número o Intro, o con Alt y el ratón, es fijarlo: do().",
    en: "A state that is pressed is seen; with Shift and its number or Enter, or with Alt and the mouse, it is set: do().",
  },
  setsHelp: {
    es: "Mientras está activado, pulsar un estado lo fija desde fuera en vez de observarlo",
    en: "While it is on, a press on a state sets it from outside instead of seeing it",
  },
  explanation: { es: "Lo más probable a la vez", en: "Most probable explanation" },
  explanationHelp: {
    es: "El estado de cada nodo en la combinación de todos que es más probable",
    en: "The state of each node in the most probable combination of all",
  },
  explanationTold: {
    es: "De todas las combinaciones de estados, la marcada es la más probable: {p} dado lo que se sabe.",
    en: "Of all combinations of states the one marked is the most probable: {p} given what is known.",
  },
  strokes: { es: "Trazo: lo que estima el método aproximado.", en: "Stroke: what the approximate method estimates." },
  sharesTold: { es: "Probabilidades: {shares}.", en: "Probabilities: {shares}." },
  seenTold: { es: "Visto: {state}.", en: "Seen: {state}." },
  softTold: { es: "Evidencia blanda.", en: "Soft evidence." },
  setTold: { es: "Fijado desde fuera: {state}.", en: "Set from outside: {state}." },
  seeIt: { es: "{node} = {state}, visto", en: "{node} = {state}, seen" },
  setIt: { es: "do({node} = {state})", en: "do({node} = {state})" },
  softVirtual: { es: "Evidencia blanda (virtual)", en: "Soft evidence (virtual)" },
  softVirtualHelp: {
    es: "Cuán probable era ver lo que se vio, según el estado: cuentan las proporciones.",
    en: "How likely each state made what was seen: proportions count.",
  },
  softJeffrey: { es: "Evidencia blanda (Jeffrey)", en: "Soft evidence (Jeffrey)" },
  softJeffreyHelp: {
    es: "La probabilidad que el nodo debe tener al final.",
    en: "The probability that the node must have in the end.",
  },
  forgetIt: { es: "Olvidar", en: "Forget" },
  forget: { es: "Olvidar {what}", en: "Forget {what}" },
  known: { es: "Lo que se sabe", en: "What is known" },
  nothingKnown: {
    es: "Nada se sabe todavía. Pulsa la barra de un estado para decir que lo has visto.",
    en: "Nothing is known yet. Press the bar of a state to say that you have seen it.",
  },
  unknown: { es: "no se sabe", en: "not known" },
  pictureHelp: {
    es: "Cada parte, tan llena como probable. Púlsala para decir qué ha dicho su detector: vista (línea gruesa), no vista (rayas) o nada.",
    en: "Each part is as full as it is probable. Press it to say what its detector said: seen (thick line), not seen (dashes), or nothing.",
  },
  pictureTold: {
    es: "Cada parte, tan llena como probable. Línea gruesa: vista; rayas: no vista.",
    en: "Each part is as full as it is probable. Thick line: seen; dashes: not seen.",
  },
  nothingKnownYet: { es: "Nada se sabe todavía.", en: "Nothing is known yet." },
  exactBar: { es: "exacta", en: "exact" },
  estimateBar: { es: "estimada", en: "estimated" },
  node: { es: "nodo", en: "node" },
  state: { es: "estado", en: "state" },
  seen: { es: "visto", en: "seen" },
  softly: { es: "evidencia blanda", en: "soft evidence" },
  set: { es: "do()", en: "do()" },
  inConflict: { es: "en contradicción", en: "in conflict" },
  see: { es: "{node} = {state}: {p}", en: "{node} = {state}: {p}" },
  evidence: { es: "Probabilidad de la evidencia: {p}.", en: "Probability of the evidence: {p}." },
  noExact: {
    es: "La respuesta exacta para todos los nodos no cabe: sus tablas tendrían {cells} números. Nombra un nodo en los controles, o elige un método aproximado, y ejecuta.",
    en: "The exact answer for all nodes does not fit: its tables would have {cells} numbers. Name one node in the controls, or choose an approximate method, and run.",
  },
  wouldHaveBeen: {
    es: "Las barras son lo que habría pasado: la evidencia vale en el mundo como es.",
    en: "The bars are what would have been: the evidence holds in the world as it is.",
  },
  otherWorld: { es: "{node} (el otro mundo)", en: "{node} (the other world)" },
  onlyPrior: {
    es: "El muestreo directo no tiene en cuenta la evidencia: sus barras son lo que valía antes de saber nada.",
    en: "Forward sampling takes no evidence into account: its bars are what held before anything was known.",
  },
  findNode: { es: "Buscar nodo", en: "Find a node" },
  moreNodes: { es: "Se muestran {shown} de {total} nodos.", en: "{shown} of {total} nodes are shown." },
  error: { es: "Error en el tiempo", en: "Error over time" },
  unsettled: {
    es: "Tras {rounds} rondas algún mensaje cambia aún en {change}: lo que estiman no es un resultado. Prueba con más rondas o con amortiguación.",
    en: "After {rounds} rounds some message still changes by {change}: what they estimate is no result. Try more rounds, or damping.",
  },
  factorization: { es: "Factorización", en: "Factorization" },
  independence: { es: "Independencia", en: "Independence" },
  cliqueTree: { es: "Árbol de cliques", en: "Clique tree" },
  elimination: { es: "Eliminación", en: "Elimination" },
  messages: { es: "Mensajes", en: "Messages" },
  product: { es: "Con", en: "With" },
  sums: { es: "sumas: probabilidades", en: "sums: probabilities" },
  maxima: { es: "máximos: lo más probable", en: "maxima: the most probable" },
  messageOrder: { es: "Orden", en: "Order" },
  sweeps: { es: "hacia una raíz y de vuelta", en: "towards a root and back" },
  flooding: { es: "todos a la vez", en: "all at once" },
  residual: { es: "el que más cambiaría", en: "the one that would change most" },
  damping: { es: "Amortiguación", en: "Damping" },
  twin: { es: "Red gemela", en: "Twin network" },
  progress: { es: "Camino del aprendizaje", en: "Course of learning" },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  ...learningErrors,
  "impossible-soft": {
    es: "La distribución que se da a «{node}» incluye «{value}», que es imposible con lo demás. Dale probabilidad 0.",
    en: "The distribution given to “{node}” includes “{value}”, which is impossible given the rest. Give it probability 0.",
  },
  "exact-too-large": {
    es: "La respuesta exacta para todos los nodos no cabe: sus tablas tendrían {cells} números y caben {max}. Nombra un solo nodo («Nodo que se elimina paso a paso»), o elige un método aproximado.",
    en: "The exact answer for all nodes does not fit: its tables would have {cells} numbers, and {max} fit. Name one node (“Node to answer step by step”), or choose an approximate method.",
  },
  "unfitted-soft": {
    es: "La distribución que se da a «{node}» y las de otros nodos se excluyen entre sí. Cambia alguna.",
    en: "The distributions given to “{node}” and to other nodes exclude each other. Change one of them.",
  },
  "counterfactual-samples": {
    es: "Un contrafactual trata de dos mundos a la vez, que «{value}» no sabe sortear. Elige la respuesta exacta, la propagación con bucles o el campo medio.",
    en: "A counterfactual is about two worlds at once, which “{value}” cannot draw. Choose the exact answer, loopy belief propagation or mean field.",
  },
  "twin-too-large": {
    es: "Los dos mundos del contrafactual tendrían una tabla de {cells} números; caben {max}. Fija un nodo con menos descendientes, o quita el contrafactual.",
    en: "The two worlds of the counterfactual would have a table of {cells} numbers; {max} fit. Set a node with fewer descendants, or leave the counterfactual out.",
  },
  "jeffrey-too-large": {
    es: "La regla de Jeffrey necesita la respuesta exacta, que no cabe ({cells} números; caben {max}). Usa evidencia virtual.",
    en: "Jeffrey's rule needs the exact answer, which does not fit ({cells} numbers; {max} fit). Use virtual evidence.",
  },
  "query-too-large": {
    es: "Eliminar los demás nodos para «{node}» haría una tabla de {cells} números; caben {max}. Prueba otro orden, u otro nodo.",
    en: "Eliminating the other nodes for “{node}” would make a table of {cells} numbers; {max} fit. Try another order, or another node.",
  },
  "none-accepted": {
    es: "Ninguna de las {value} muestras concuerda con la evidencia. Pide más, o elige otro método.",
    en: "None of the {value} samples agrees with the evidence. Draw more, or choose another method.",
  },
  "no-start": {
    es: "Gibbs no encuentra dónde empezar: ninguna de {value} muestras concuerda con la evidencia. Usa otro método, o menos evidencia.",
    en: "Gibbs sampling finds no start: none of {value} samples agrees with the evidence. Use another method, or less evidence.",
  },
} as const;
