/** What the nodes and states of the built-in nets (`shared/labs/graphs/nets`) are called where they are shown. */
import type { Localized } from "../../../shared/text.ts";
import type { NetWords } from "../../i18n/node-names.ts";

/** The names themselves are English. */
const words = (spanish: Readonly<Record<string, string>>): Readonly<Record<string, Localized>> =>
  Object.fromEntries(Object.entries(spanish).map(([en, es]) => [en, { es, en }]));

/** "rain 1" and so on. */
const numbered = (count: number, spanish: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) =>
      Object.entries(spanish).map(([en, es]) => [`${en} ${i + 1}`, `${es} ${i + 1}`]),
    ).flat(),
  );

const yesNo = words({ no: "no", yes: "sí" });

export const netWords: Readonly<Record<string, NetWords>> = {
  Asia: {
    title: { es: "Asia", en: "Asia" },
    nodes: words({
      asia: "viaje a Asia",
      smoke: "fuma",
      tub: "tuberculosis",
      lung: "cáncer",
      bronc: "bronquitis",
      either: "tuberc. o cáncer",
      xray: "radiografía",
      dysp: "disnea",
    }),
    states: yesNo,
  },
  Sprinkler: {
    title: { es: "Aspersor", en: "Sprinkler" },
    nodes: words({ cloudy: "nublado", sprinkler: "aspersor", rain: "lluvia", wet: "hierba mojada" }),
    states: yesNo,
  },
  Burglary: {
    title: { es: "Robo", en: "Burglary" },
    nodes: words({
      burglary: "robo",
      earthquake: "terremoto",
      alarm: "alarma",
      john: "llama Juan",
      mary: "llama María",
    }),
    states: yesNo,
  },
  "Car by its parts": {
    title: { es: "Un coche por sus partes", en: "Car by its parts" },
    nodes: words({
      car: "coche",
      "front wheel": "rueda delantera",
      "rear wheel": "rueda trasera",
      window: "ventanilla",
      headlight: "faro",
      "front wheel seen": "rueda delantera vista",
      "rear wheel seen": "rueda trasera vista",
      "window seen": "ventanilla vista",
      "headlight seen": "faro visto",
    }),
    states: yesNo,
  },
  "Firing squad": {
    title: { es: "Pelotón", en: "Firing squad" },
    nodes: words({
      order: "orden",
      nerves: "nervios",
      captain: "capitán",
      first: "primero",
      second: "segundo",
      death: "muerte",
    }),
    states: yesNo,
  },
  "Kidney stones": {
    title: { es: "Piedras en el riñón", en: "Kidney stones" },
    nodes: words({ stone: "piedra", treatment: "tratamiento", outcome: "resultado" }),
    states: words({
      small: "pequeña",
      large: "grande",
      surgery: "cirugía",
      puncture: "punción",
      failure: "fracaso",
      success: "éxito",
    }),
  },
  Umbrella: {
    title: { es: "Paraguas", en: "Umbrella" },
    nodes: words(numbered(5, { rain: "lluvia", umbrella: "paraguas" })),
    states: yesNo,
  },
  "Hamming (7, 4)": {
    title: { es: "Hamming (7, 4)", en: "Hamming (7, 4)" },
    nodes: words({ ...numbered(3, { check: "control" }), ...numbered(7, { received: "recibido" }) }),
    states: {},
  },
  "Four neighbours": {
    title: { es: "Cuatro vecinos", en: "Four neighbours" },
    nodes: {},
    states: words({ red: "rojo", blue: "azul" }),
  },
  "Noisy picture": {
    title: { es: "Imagen con ruido", en: "Noisy picture" },
    nodes: {},
    states: words({ white: "blanco", black: "negro" }),
  },
  XOR: { title: { es: "XOR", en: "XOR" }, nodes: words({ minus: "menos" }), states: {} },
};
