import type { Localized } from "../../shared/text.ts";
import type { OwnKind } from "../labs/own-kinds.ts";
import type { Noun } from "./numbers.ts";

/** Words of the home page and of the page that opens links and files. */
export const words = {
  homeTitle: { es: "Inicio", en: "Home" },
  sentence: {
    es: "Experimenta con las ideas del aprendizaje profundo",
    en: "Play with the ideas of deep learning",
  },
  sentenceMore: {
    es: "Entrena, muestrea y compara en esta pestaña. No hay nada que instalar y cada experimento es un enlace.",
    en: "Train, sample and compare in this tab. There is nothing to install, and every experiment is a link.",
  },
  startDoor: { es: "Empezar: una máquina que sueña", en: "Start: a machine that dreams" },
  startHelp: {
    es: "Abre la máquina de Boltzmann y la pone en marcha",
    en: "Opens the Boltzmann machine and sets it going",
  },
  bringDoor: { es: "Traer mis datos", en: "Bring my data" },
  bringHelp: { es: "Tablas, imágenes, sonido, textos o redes", en: "Tables, pictures, sound, texts or networks" },
  openDoor: { es: "Abrir un enlace o archivo", en: "Open a link or file" },
  linksDoor: { es: "Mis enlaces", en: "My links" },
  doors: { es: "Por dónde empezar", en: "Where to start" },
  sampler: {
    es: "Mueve el control: un autoencoder dibuja dígitos nuevos",
    en: "Move the slider: an autoencoder draws new digits",
  },
  samplerNote: {
    es: "Red entrenada antes por esta misma aplicación y guardada en 8 bits; los dígitos se decodifican ahora, en tu equipo.",
    en: "A network trained earlier by this same application and stored in 8 bits; the digits are decoded now, on your machine.",
  },
  samplerMore: { es: "Más modelos que inventan", en: "More models that invent" },
  shuffle: { es: "Otros dígitos", en: "Other digits" },
  labs: { es: "Laboratorios", en: "Labs" },
  topics: { es: "Temas", en: "Topics" },
  search: { es: "Buscar", en: "Search" },
  searchFor: {
    es: "Busca en {labs} laboratorios y {presets} experimentos: PCA, log Z…",
    en: "Search {labs} labs and {presets} experiments: PCA, log Z…",
  },
  searchKeys: {
    es: "También en los pasos de las lecciones y en el glosario. Tecla «/» para buscar, flechas e Intro para abrir.",
    en: "Steps of lessons and the glossary too. Press “/” to search, arrows and Enter to open.",
  },
  searchMore: {
    es: "Con la primera búsqueda se descargan los textos de las lecciones y el glosario (unos 45 kB).",
    en: "The first search downloads the texts of the lessons and the glossary (about 45 kB).",
  },
  searchPart: {
    es: "No llegaron los textos de las lecciones ni el glosario: se busca solo en laboratorios y experimentos.",
    en: "The texts of lessons and the glossary did not arrive: only labs and experiments are searched.",
  },
  searchNothing: { es: "Nada contiene «{question}».", en: "Nothing mentions “{question}”." },
  results: { es: "Resultados", en: "Results" },
  resultLabs: { es: "Laboratorios", en: "Labs" },
  resultTerms: { es: "Glosario", en: "Glossary" },
  resultPresets: { es: "Experimentos", en: "Experiments" },
  resultSteps: { es: "Pasos de lecciones", en: "Steps of lessons" },
  filters: { es: "Mostrar solo", en: "Show only" },
  chipShort: { es: "Lección ≤ 30 min", en: "Lesson ≤ 30 min" },
  chipBeginner: { es: "Nivel inicial", en: "Beginner" },
  chipCsv: { es: "Mi CSV", en: "My CSV" },
  chipPictures: { es: "Mis imágenes", en: "My pictures" },
  chipSound: { es: "Mi sonido", en: "My sound" },
  chipTexts: { es: "Mis textos", en: "My texts" },
  chipGraphs: { es: "Mis redes", en: "My networks" },
  chipPhone: { es: "Ligero: en el móvil", en: "Light: on a phone" },
  chipShortHelp: {
    es: "La lección entera lleva media hora o menos",
    en: "The whole lesson takes half an hour or less",
  },
  chipBeginnerHelp: { es: "La lección no pide más que curiosidad", en: "The lesson asks for nothing but curiosity" },
  chipCsvHelp: { es: "Acepta una tabla CSV tuya", en: "Takes a CSV table of yours" },
  chipPicturesHelp: { es: "Acepta imágenes PNG o JPEG tuyas", en: "Takes PNG or JPEG pictures of yours" },
  chipSoundHelp: { es: "Acepta un WAV tuyo", en: "Takes a WAV of yours" },
  chipTextsHelp: { es: "Acepta un texto tuyo", en: "Takes a text of yours" },
  chipGraphsHelp: { es: "Acepta una red BIF, XMLBIF o UAI tuya", en: "Takes a BIF, XMLBIF or UAI network of yours" },
  chipPhoneHelp: {
    es: "Su primer experimento tardó dos segundos o menos en el equipo donde se grabó",
    en: "Its first experiment took two seconds or less on the machine where it was recorded",
  },
  allFamilies: { es: "Todos", en: "All" },
  nothing: { es: "Ningún laboratorio cumple todo eso.", en: "No lab meets all of that." },
  showAll: { es: "Ver todos", en: "Show all" },
  morePresets: { es: "+{count}", en: "+{count}" },
  morePresetsOf: { es: "{count} experimentos más de {title}", en: "{count} more experiments of {title}" },

  courses: { es: "Cursos", en: "Courses" },
  courseDone: { es: "{done} de {total}", en: "{done} of {total}" },
  courseDoneLong: { es: "{done} de {total} lecciones hechas", en: "{done} of {total} lessons done" },
  lessonDone: { es: "hecha", en: "done" },
  lessonSteps: { es: "{done} de {total} pasos", en: "{done} of {total} steps" },
  courseReset: { es: "Empezar de nuevo", en: "Start over" },
  courseResetHelp: {
    es: "Quita las marcas de los pasos de estas lecciones en este equipo",
    en: "Clears the ticks of these lessons' steps on this device",
  },
  courseKept: { es: "Lo hecho se recuerda en este equipo.", en: "What you have done is remembered on this device." },

  goOn: { es: "Sigue donde estabas", en: "Go on where you were" },
  goOnChanged: { es: "con tus cambios", en: "with your changes" },
  goOnForget: { es: "Olvidar", en: "Forget" },
  goOnForgetHelp: {
    es: "Borra de este equipo la lista de los últimos laboratorios visitados",
    en: "Clears the list of the labs visited last from this device",
  },

  bringTitle: { es: "Laboratorios que aceptan {name}", en: "Labs that can take {name}" },
  bringTitleMany: {
    es: "Laboratorios que aceptan estos {count} archivos",
    en: "Labs that can take these {count} files",
  },
  bringAbout: {
    es: "Elige uno: el archivo va contigo y no sale de este equipo.",
    en: "Choose one: the file goes with you, and does not leave this device.",
  },
  cancel: { es: "Cancelar", en: "Cancel" },
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

  minutes: { es: "{minutes} min", en: "{minutes} min" },
  cardLesson: { es: "Lección:", en: "Lesson:" },
  noOwnData: { es: "datos generados", en: "generated data" },

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

export const nouns = {
  labs: {
    one: { es: "{count} laboratorio", en: "{count} lab" },
    other: { es: "{count} laboratorios", en: "{count} labs" },
  },
  results: {
    one: { es: "{count} resultado", en: "{count} result" },
    other: { es: "{count} resultados", en: "{count} results" },
  },
  lessons: {
    one: { es: "{count} lección", en: "{count} lesson" },
    other: { es: "{count} lecciones", en: "{count} lessons" },
  },
  runs: {
    one: { es: "{count} ejecución", en: "{count} run" },
    other: { es: "{count} ejecuciones", en: "{count} runs" },
  },
} as const satisfies Readonly<Record<string, Noun>>;

/** What files of the reader's own a lab takes. */
export const ownKindWords: Readonly<Record<OwnKind, Localized>> = {
  tables: { es: "tablas", en: "tables" },
  pictures: { es: "imágenes", en: "pictures" },
  sound: { es: "sonido", en: "sound" },
  networks: { es: "redes", en: "networks" },
  texts: { es: "textos", en: "texts" },
  weights: { es: "pesos", en: "weights" },
};
