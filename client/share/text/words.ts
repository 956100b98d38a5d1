import type { Localized } from "../../../shared/text.ts";

export const words = {
  title: { es: "Escribir en el servidor", en: "Write at the edge" },
  about: {
    es: "La red publicada, en enteros, escribe en el servidor; aquí llega a trozos. La misma semilla da siempre el mismo texto, aunque se corte.",
    en: "The published net, in integers, writes on the server; pieces arrive here. The same seed always gives the same text, even if it is cut.",
  },
  seed: { es: "Semilla", en: "Seed" },
  write: { es: "Escribir", en: "Write" },
  more: { es: "Seguir", en: "Go on" },
  stop: { es: "Parar", en: "Stop" },
  check: { es: "Comparar con este navegador", en: "Compare with this browser" },
  checking: { es: "Calculando aquí…", en: "Computing here…" },
  written: { es: "Lo que escribe el servidor", en: "What the server writes" },
  nothing: { es: "Todavía no ha escrito nada.", en: "It has not written anything yet." },
  opening: { es: "Buscando el modelo…", en: "Looking for the model…" },
  same: {
    es: "Igual que lo calculado aquí: {count} {count:carácter|caracteres} y sus probabilidades, bit a bit.",
    en: "Same as computed here: {count} {count:character|characters} and their probabilities, bit for bit.",
  },
  differs: {
    es: "Distinto de lo calculado aquí desde el carácter {place}.",
    en: "Different from what was computed here, from character {place} on.",
  },
} as const satisfies Record<string, Localized>;

/** How far it is. */
export const states = {
  writing: {
    es: "Escribiendo: {count} {count:carácter|caracteres}…",
    en: "Writing: {count} {count:character|characters}…",
  },
  stopped: {
    es: "Parado tras {count} {count:carácter|caracteres}.",
    en: "Stopped after {count} {count:character|characters}.",
  },
  written: { es: "{count} {count:carácter|caracteres}.", en: "{count} {count:character|characters}." },
  ended: {
    es: "El texto ha terminado: {count} {count:carácter|caracteres}.",
    en: "The text has ended: {count} {count:character|characters}.",
  },
  cut: {
    es: "La conexión se cortó tras {count} {count:carácter|caracteres}; sigue desde ahí (intento {tries})…",
    en: "The connection was cut after {count} {count:character|characters}; going on from there (try {tries})…",
  },
  failed: {
    es: "No se pudo seguir tras {count} {count:carácter|caracteres}: {reason}",
    en: "It could not go on after {count} {count:character|characters}: {reason}",
  },
} as const satisfies Record<string, Localized>;
