import type { Preset } from "../../lab.ts";

export const applicationPresets: readonly Preset[] = [
  {
    id: "vowels",
    title: { es: "Vocales de voces nuevas", en: "Vowels of new voices" },
    about: {
      es: "Aprende las vocales de doce voces y las reconoce en otras tres. Después deja que el modelo hable.",
      en: "Learn the vowels of twelve voices and recognise them in three others. Then let the model speak.",
    },
    seed: 1,
    data: { generator: "spoken-vowels", seed: 2, params: { language: "es", voices: 3, seconds: 9, noise: 0.02 } },
    params: { application: "sound" },
  },
  {
    id: "vowels-noise",
    title: { es: "Vocales inglesas en una sala ruidosa", en: "English vowels in a noisy room" },
    about: {
      es: "Siete vocales del inglés, con ruido. ¿Ayuda haber aprendido con el mismo ruido?",
      en: "Seven vowels of English, in noise. Does it help to have learnt in the same noise?",
    },
    seed: 1,
    data: { generator: "spoken-vowels", seed: 5, params: { language: "en", voices: 3, seconds: 9, noise: 0.3 } },
    params: { application: "sound", vowels: "en", noise: 0.02 },
  },
  {
    id: "dna",
    title: { es: "Islas en el ADN", en: "Islands in DNA" },
    about: {
      es: "En una isla CpG, a la C la sigue una G mucho más a menudo. ¿Dónde están, con las tablas publicadas?",
      en: "In a CpG island, C is followed by G far more often. Where are they, by the published tables?",
    },
    seed: 1,
    data: { generator: "dna", seed: 3, params: { rows: 4000, island: 300, sea: 900 } },
    params: { application: "islands" },
  },
  {
    id: "dna-learn",
    title: { es: "Islas sin saber las tablas", en: "Islands without the tables" },
    about: {
      es: "Baum–Welch vuelve a estimar qué base sigue a cuál, sin que nadie le diga dónde hay islas.",
      en: "Baum–Welch estimates anew which base follows which, with nobody telling where the islands are.",
    },
    seed: 1,
    data: { generator: "dna", seed: 7, params: { rows: 10_000, island: 300, sea: 900 } },
    params: { application: "islands", island: 200, sea: 500, learn: true },
  },
  {
    id: "tags-es",
    title: { es: "¿Verbo o sustantivo? (español)", en: "Verb or noun? (Spanish)" },
    about: {
      es: "«Camino» puede ser las dos cosas: lo decide lo que hay alrededor. Escribe tu propia frase.",
      en: "“Camino” can be either: what stands around it decides. Type a sentence of your own.",
    },
    seed: 1,
    data: { generator: "tagged-sentences", seed: 1, params: { language: "es", rows: 400 } },
    params: { application: "tags" },
  },
  {
    id: "tags-en",
    title: { es: "¿Verbo o sustantivo? (inglés)", en: "Verb or noun? (English)" },
    about: {
      es: "«Walk», «dance» o «play» pueden ser las dos cosas: lo decide lo que hay alrededor.",
      en: "“Walk”, “dance” or “play” can be either: what stands around them decides.",
    },
    seed: 1,
    data: { generator: "tagged-sentences", seed: 1, params: { language: "en", rows: 400 } },
    params: { application: "tags" },
  },
];
