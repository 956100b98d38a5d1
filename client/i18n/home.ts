import type { Localized } from "../../shared/text.ts";
import type { OwnKind } from "../app/home/own-kinds.ts";

/** Words of the home page and of the page that opens links and files. */
export const words = {
  homeTitle: { es: "Inicio", en: "Home" },
  sentence: {
    es: "Experimenta con las ideas del aprendizaje profundo: entrena, muestrea y compara en tu propio navegador, sin instalar nada.",
    en: "Play with the ideas of deep learning: train, sample and compare in your own browser, with nothing to install.",
  },
  openDoor: { es: "Abrir un enlace o un archivo", en: "Open a link or a file" },
  linksDoor: { es: "Mis enlaces", en: "My links" },
  doors: { es: "Por dónde empezar", en: "Where to start" },
  sampler: {
    es: "Mueve el control deslizante: un autoencoder dibuja dígitos nuevos",
    en: "Move the slider: an autoencoder draws new digits",
  },
  samplerNote: {
    es: "Red entrenada antes por esta misma aplicación y guardada en 8 bits; los dígitos se decodifican ahora, en tu equipo.",
    en: "A network trained earlier by this same application and stored in 8 bits; the digits are decoded now, on your machine.",
  },
  samplerMore: { es: "Más modelos que inventan", en: "More models that invent" },
  mix: { es: "De un dígito a otro", en: "From one digit to another" },
  shuffle: { es: "Otros dígitos", en: "Other digits" },
  labs: { es: "Laboratorios", en: "Labs" },
  topics: { es: "Temas", en: "Topics" },
  search: { es: "Buscar un laboratorio", en: "Search for a lab" },
  searchFor: { es: "Buscar: PCA, log Z, ruido…", en: "Search: PCA, log Z, noise…" },
  total: { es: "{total} laboratorios", en: "{total} labs" },
  found: { es: "{found} de {total} laboratorios", en: "{found} of {total} labs" },
  nothing: {
    es: "Ningún laboratorio ni experimento contiene «{question}».",
    en: "No lab or experiment mentions “{question}”.",
  },
  showAll: { es: "Ver todos", en: "Show all" },
  keepOffline: { es: "Guardar sin conexión", en: "Keep offline" },
  keepOfflineHelp: {
    es: "Descarga este laboratorio en el navegador para usarlo sin conexión",
    en: "Download this lab into the browser, to use it without a connection",
  },
  keptOffline: { es: "Funciona sin conexión", en: "Works offline" },
  keptOfflineHelp: {
    es: "Este laboratorio está guardado en el navegador. Pulsa para borrarlo de aquí.",
    en: "This lab is stored in the browser. Press to remove it.",
  },
  keepBusy: { es: "Guardando…", en: "Working…" },
  keepFailed: {
    es: "No se pudo: comprueba la conexión y el espacio libre",
    en: "That did not work: check the connection and the free space",
  },
  experiments: { es: "Experimentos", en: "Experiments" },
  about: { es: "≈ {time} en el equipo donde se grabó", en: "≈ {time} on the machine where it was recorded" },

  cardLesson: { es: "Nivel {level} · {minutes} min", en: "{level} · {minutes} min" },
  ownData: { es: "Tus datos: {kinds}", en: "Your data: {kinds}" },
  noOwnData: { es: "Solo con datos generados", en: "Generated data only" },

  bits: { es: "Los mismos bits", en: "The same bits" },
  api: { es: "API para programas", en: "API for programs" },
  licences: { es: "Licencias del software de terceros", en: "Licences of third-party software" },

  openTitle: { es: "Abrir un experimento", en: "Open an experiment" },
  openAbout: {
    es: "Pega un enlace de Latente o suelta en cualquier parte de la página un archivo de experimento. Nada se ejecuta hasta que tú lo pidas.",
    en: "Paste a Latente link, or drop an experiment file anywhere on the page. Nothing runs until you ask for it.",
  },
  link: { es: "Enlace", en: "Link" },
  open: { es: "Abrir", en: "Open" },
  chooseFile: { es: "Elegir un archivo…", en: "Choose a file…" },
  notALink: {
    es: "Esto no es un enlace de Latente: {value}. Debe acabar en «#v1.…» o en «/x/…».",
    en: "This is not a Latente link: {value}. It must end in “#v1.…” or in “/x/…”.",
  },
} as const;

/** What files of the reader's own a lab takes. */
export const ownKindWords: Readonly<Record<OwnKind, Localized>> = {
  tables: { es: "tablas", en: "tables" },
  pictures: { es: "imágenes", en: "pictures" },
  sound: { es: "sonido", en: "sound" },
  networks: { es: "redes", en: "networks" },
  texts: { es: "textos", en: "texts" },
  weights: { es: "pesos", en: "weights" },
};
