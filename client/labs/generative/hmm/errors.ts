import { applicationErrors } from "./application-errors.ts";

/** Errors that this lab alone throws, by their code; `{name}` are the error's own values. */
export const errors = {
  ...applicationErrors,
  "hmm-no-series": {
    es: "Falta la serie: elige datos cuyas filas se sigan en el tiempo.",
    en: "There is no series: choose data whose rows follow each other in time.",
  },
  "hmm-no-column": {
    es: "No hay ninguna columna «{value}» que pueda separar secuencias y deje otra que observar. Elige otra, o ninguna.",
    en: "There is no column “{value}” that can tell sequences apart and leaves another to be observed. Choose another, or none.",
  },
  "hmm-one-column": {
    es: "Hay {value} columnas, y las emisiones de símbolos miran solo una. Deja fuera las demás, o elige emisiones normales.",
    en: "There are {value} columns, and emissions of symbols look at one. Leave out the others, or choose normal emissions.",
  },
  "hmm-texts": {
    es: "La columna «{value}» tiene textos, y las emisiones normales necesitan números. Elige emisiones de símbolos, o deja fuera la columna.",
    en: "Column “{value}” holds texts, and normal emissions need numbers. Choose emissions of symbols, or leave the column out.",
  },
  "hmm-many-symbols": {
    es: "Hay {value} valores distintos; como símbolos caben {max}. Elige emisiones normales.",
    en: "There are {value} different values; there is room for {max} symbols. Choose normal emissions.",
  },
  "hmm-no-model": {
    es: "Estos datos no traen ningún modelo. Apréndelo, cuéntalo si se conocen los estados, o da las transiciones y lo que muestra cada estado.",
    en: "These data bring no model. Learn one, count one where states are known, or give transitions and what each state shows.",
  },
  "hmm-sound": {
    es: "Estos datos son un sonido, que no trae ningún modelo de una serie. Elige «Vocales habladas» en «Los datos son», o aprende un modelo.",
    en: "These data are a sound, which brings no model of a series. Choose “Spoken vowels” in “The data are”, or learn a model.",
  },
  "hmm-no-state": {
    es: "En «{path}»: ningún estado se llama «{value}». Los que hay: {allowed}.",
    en: "In “{path}”: no state is called “{value}”. There are: {allowed}.",
  },
  "hmm-row-length": {
    es: "«{path}» tiene {value} números y necesita {allowed}.",
    en: "“{path}” has {value} numbers and needs {allowed}.",
  },
  "hmm-row-of-zeros": {
    es: "En «{path}» todos los pesos {name} son 0. Da alguno mayor que 0.",
    en: "In “{path}” all weights {name} are 0. Give one above 0.",
  },
  "hmm-variance": {
    es: "Las varianzas de «{name}» deben ser mayores que 0, y hay {value}.",
    en: "The variances of “{name}” must be above 0, and are {value}.",
  },
  "hmm-covariance": {
    es: "La covarianza de «{name}» debe ser simétrica y definida positiva, y {value} no lo es.",
    en: "The covariance of “{name}” must be symmetric and positive definite, and {value} is not.",
  },
  "hmm-impossible": {
    es: "La fila {row} no puede seguir a las anteriores: el modelo le da probabilidad 0. Da una probabilidad pequeña a alguno de sus ceros.",
    en: "Row {row} cannot follow those before it: the model gives it probability 0. Give some of its zeros a small probability.",
  },
  "hmm-unseen": {
    es: "La fila {row} muestra algo que nunca se vio en la parte de la que se aprendió. Sube las cuentas previas o reserva menos.",
    en: "Row {row} shows what was never seen in the part that was learned from. Raise the pseudo-counts, or hold out less.",
  },
  "hmm-empty": {
    es: "Faltan todos los valores: no hay de qué aprender. Elige otros datos, o usa un modelo dado.",
    en: "Every value is missing: there is nothing to learn from. Choose other data, or use a given model.",
  },
  "hmm-constant": {
    es: "La columna «{value}» no varía, y así no puede distinguir estados. Déjala fuera.",
    en: "Column “{value}” does not vary, so it cannot tell states apart. Leave it out.",
  },
  "hmm-no-labels": {
    es: "Estos datos no dicen sus estados, y no hay qué contar. Elige la columna de la clase, o aprende sin ellos.",
    en: "These data do not say their states, so there is nothing to count. Choose the column of the class, or learn without them.",
  },
  "hmm-lasts-longer": {
    es: "El estado «{name}» llega a durar {least} pasos, y la duración máxima es {value}. Súbela al menos hasta ahí.",
    en: "State “{name}” lasts up to {least} steps, and the longest duration is {value}. Raise it at least to that.",
  },
  "hmm-nothing-held-out": {
    es: "Para elegir por la verosimilitud reservada hay que reservar una parte de los datos.",
    en: "To choose by the held-out likelihood, some of the data must be held out.",
  },
  "hmm-too-large": {
    es: "Filas × estados × duraciones son {value}, y caben {max}. Pon menos filas, menos estados o una duración máxima menor.",
    en: "Rows × states × durations are {value}, and there is room for {max}. Take fewer rows, fewer states or a shorter longest duration.",
  },
} as const;
