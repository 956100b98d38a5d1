import type { Preset } from "../../lab.ts";
import { asia } from "../nets/asia.ts";
import { burglary } from "../nets/burglary.ts";
import { car } from "../nets/car.ts";
import { firingSquad } from "../nets/firing-squad.ts";
import { kidneyStones } from "../nets/kidney-stones.ts";
import { sprinkler } from "../nets/sprinkler.ts";

export const bayesNetPresets: readonly Preset[] = [
  {
    id: "asia",
    title: { es: "Diagnóstico: la clínica Asia", en: "Diagnosis: the Asia clinic" },
    about: {
      es: "Un paciente con disnea que viajó a Asia: ¿tuberculosis, cáncer o bronquitis? La respuesta exacta y la de muestras ponderadas.",
      en: "A patient short of breath who has been to Asia: tuberculosis, cancer or bronchitis? The exact answer beside that of weighted samples.",
    },
    seed: 1,
    data: { document: asia },
    params: { evidence: { asia: "yes", dysp: "yes" }, method: "likelihood-weighting" },
  },
  {
    id: "sprinkler",
    title: { es: "¿Lluvia o aspersor?", en: "Rain or sprinkler?" },
    about: {
      es: "Dos causas de la hierba mojada: saber que llovió descarga al aspersor. Por rechazo, más de la mitad de las muestras se tiran.",
      en: "Two causes of wet grass: knowing that it rained explains the sprinkler away. Rejection throws more than half of its samples away.",
    },
    seed: 2,
    data: { document: sprinkler },
    params: { evidence: { rain: "yes", wet: "yes" }, method: "rejection" },
  },
  {
    id: "burglary",
    title: { es: "La alarma, con evidencia rara", en: "The alarm, with rare evidence" },
    about: {
      es: "Llaman los dos vecinos, cosa que casi nunca pasa: de tantas muestras ponderadas, pocas pesan algo.",
      en: "Both neighbours call, which hardly ever happens: of all the weighted samples, few carry any weight.",
    },
    seed: 3,
    data: { document: burglary },
    params: { evidence: { john: "yes", mary: "yes" }, method: "likelihood-weighting" },
  },
  {
    id: "burglary-gibbs",
    title: { es: "La misma alarma con Gibbs", en: "The same alarm with Gibbs" },
    about: {
      es: "Cambia un nodo cada vez, sabiendo los demás: la evidencia rara no le cuesta muestras.",
      en: "It changes one node at a time, given all others: rare evidence costs it no samples.",
    },
    seed: 3,
    data: { document: burglary },
    params: { evidence: { john: "yes", mary: "yes" }, method: "gibbs" },
  },
  {
    id: "asia-gibbs",
    title: { es: "Gibbs atascado", en: "Gibbs sampling, stuck" },
    about: {
      es: "Un nodo determinista no deja pasar de un lado a otro: cada cadena se queda para siempre donde empezó.",
      en: "A deterministic node lets nothing cross: each chain stays forever on the side where it started.",
    },
    seed: 4,
    data: { document: asia },
    params: { evidence: { xray: "yes", dysp: "yes" }, method: "gibbs" },
  },
  {
    id: "kidney-stones",
    title: { es: "do(): la paradoja de Simpson", en: "do(): Simpson's paradox" },
    about: {
      es: "Ver qué tratamiento se dio no es lo mismo que darlo: a la cirugía le tocaban los casos peores (Charig y otros, 1986).",
      en: "Seeing which treatment was given is not giving it: surgery got the worse cases (Charig et al. 1986).",
    },
    seed: 5,
    data: { document: kidneyStones },
    params: { do: { treatment: "surgery" }, query: "outcome" },
  },
  {
    id: "firing-squad",
    title: { es: "Contrafactual: el pelotón", en: "Counterfactual: the firing squad" },
    about: {
      es: "El reo ha muerto. Si el primer fusilero no hubiera disparado, ¿viviría? El otro mundo comparte con este lo que ya pasó.",
      en: "The prisoner is dead. Had the first rifleman not shot, would he live? The other world shares with this one what had happened.",
    },
    seed: 6,
    data: { document: firingSquad },
    params: { evidence: { death: "yes" }, do: { first: "no" }, counterfactual: true, response: "independent" },
  },
  {
    id: "car",
    title: { es: "Un objeto por sus partes", en: "An object by its parts" },
    about: {
      es: "¿Hay un coche en la foto? Detectores que se equivocan han visto una rueda y la ventanilla; la otra rueda, no.",
      en: "Is there a car in the picture? Detectors that err have seen one wheel and the window, but not the other wheel.",
    },
    seed: 7,
    data: { document: car },
    params: {
      evidence: { "front wheel seen": "yes", "rear wheel seen": "no", "window seen": "yes" },
      soft: { "headlight seen": [0.4, 0.6] },
    },
  },
  {
    id: "loopy",
    title: { es: "Mensajes en un bucle", en: "Messages around a loop" },
    about: {
      es: "Los mensajes dan la vuelta al rombo y se oyen a sí mismos: convergen, pero no a la respuesta exacta.",
      en: "Messages go around the diamond and hear themselves again: they converge, but not to the exact answer.",
    },
    seed: 8,
    data: { document: sprinkler },
    params: { evidence: { wet: "yes" }, method: "loopy" },
  },
  {
    id: "mean-field",
    title: { es: "Campo medio", en: "Mean field" },
    about: {
      es: "Nodos que se suponen independientes: la cota sube hasta quedarse con una sola explicación.",
      en: "Nodes taken to be independent: the bound climbs until it settles on one explanation alone.",
    },
    seed: 9,
    data: { document: sprinkler },
    params: { evidence: { wet: "yes" }, method: "mean-field" },
  },
];
