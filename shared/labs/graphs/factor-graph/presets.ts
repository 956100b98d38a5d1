import type { Preset } from "../../lab.ts";
import { asia } from "../nets/asia.ts";
import { hamming } from "../nets/hamming.ts";
import { neighbours } from "../nets/neighbours.ts";
import { noisyPicture } from "../nets/noisy-picture.ts";
import { umbrella, umbrellaDays } from "../nets/umbrella.ts";
import { xor } from "../nets/xor.ts";

export const factorGraphPresets: readonly Preset[] = [
  {
    id: "umbrella",
    title: { es: "¿Llueve? Adelante y atrás", en: "Is it raining? Forwards and back" },
    about: {
      es: "Un árbol: una ronda de mensajes hacia la raíz y de vuelta da todas las probabilidades, exactas.",
      en: "A tree: one round of messages towards the root and back gives all probabilities, exactly.",
    },
    seed: 1,
    data: { document: umbrella },
    params: { evidence: umbrellaDays },
  },
  {
    id: "viterbi",
    title: { es: "Los días más probables", en: "The most probable days" },
    about: {
      es: "Los mismos mensajes con máximos en vez de sumas: la secuencia más probable, como la halla Viterbi.",
      en: "The same messages with maxima for sums: the most probable sequence, as Viterbi's algorithm finds it.",
    },
    seed: 1,
    data: { document: umbrella },
    params: { algorithm: "max-product", evidence: umbrellaDays },
  },
  {
    id: "asia",
    title: { es: "De red a árbol de cliques", en: "From a net to a clique tree" },
    about: {
      es: "La clínica de Asia tiene un ciclo: los mensajes se acercan, y el árbol de cliques es exacto.",
      en: "The Asia clinic has a loop: messages come close, and the clique tree is exact.",
    },
    seed: 1,
    data: { document: asia },
    params: { evidence: { asia: "yes", dysp: "yes" } },
  },
  {
    id: "neighbours",
    title: { es: "Cuatro que se repelen", en: "Four that repel each other" },
    about: {
      es: "Mandados a la vez, los mensajes oscilan sin fin. ¿Y si cada uno conserva algo del anterior?",
      en: "Sent at once, messages swing for ever. What if each keeps something of the last?",
    },
    seed: 1,
    data: { document: neighbours },
    params: { schedule: "flooding", rounds: 60 },
  },
  {
    id: "picture",
    title: { es: "Una imagen con ruido", en: "A noisy picture" },
    about: {
      es: "Dieciséis píxeles que quieren parecerse a sus vecinos. ¿Qué píxeles cambió el ruido?",
      en: "Sixteen pixels that would be like their neighbours. Which of them has noise turned over?",
    },
    seed: 1,
    data: { document: noisyPicture },
    params: { schedule: "residual" },
  },
  {
    id: "hamming",
    title: { es: "Un código que se corrige", en: "A code that corrects itself" },
    about: {
      es: "Siete bits, tres comprobaciones de paridad y un error: los mensajes lo encuentran.",
      en: "Seven bits, three parity checks and an error: messages find it.",
    },
    seed: 1,
    data: { document: hamming },
    params: { algorithm: "max-product", schedule: "flooding", damping: 0.5, rounds: 60 },
  },
  {
    id: "xor",
    title: { es: "Un grafo determinista", en: "A deterministic graph" },
    about: {
      es: "Sin azar, cada mensaje es un número: una red de dos neuronas que calcula XOR.",
      en: "Without chance each message is a number: a net of two units that computes XOR.",
    },
    seed: 1,
    data: { document: xor },
    params: { schedule: "flooding", values: { "x₁": "1", "x₂": "0" } },
  },
];
