import type { Localized } from "../../../../shared/text.ts";

export const words = {
  paths: { es: "Caminos", en: "Paths" },
  methods: { es: "Métodos que se dibujan", en: "Methods that are drawn" },
  map: { es: "Caminos sobre la verosimilitud", en: "Paths over the likelihood" },
  mapNote: {
    es: "Curvas de nivel en un plano por su máximo. Punto: dónde está un método; cruz: dónde se pararía en promedio (SML, donde la máxima verosimilitud).",
    en: "Contours in a plane through its maximum. Dot: where a method is; cross: where it would come to rest on average (SML, where maximum likelihood does).",
  },
  mapNoteDecay: {
    es: "Curvas de nivel de la verosimilitud menos el decaimiento, en un plano por su máximo. Punto: dónde está un método; cruz: dónde se pararía en promedio (SML, donde la máxima verosimilitud).",
    en: "Contours of the likelihood less the weight decay, in a plane through its maximum. Dot: where a method is; cross: where it would come to rest on average (SML, where maximum likelihood does).",
  },
  axes: { es: "Plano", en: "Plane" },
  principal: { es: "direcciones principales", en: "principal directions" },
  twoParameters: { es: "dos parámetros", en: "two parameters" },
  firstDirection: { es: "primera dirección", en: "first direction" },
  secondDirection: { es: "segunda dirección", en: "second direction" },
  press: {
    es: "Pulsa o arrastra en el mapa: las flechas dicen adónde iría cada método desde ahí.",
    en: "Press or drag on the map: arrows tell where each method would go from there.",
  },
  asking: { es: "…", en: "…" },
  noModel: { es: "Ahí no hay ningún modelo.", en: "There is no model there." },
  heldSaid: {
    es: "KL {kl} nats. Coseno con el gradiente exacto: {cosines}.",
    en: "KL {kl} nats. Cosine with the exact gradient: {cosines}.",
  },
  playSteps: { es: "Paso que se muestra", en: "Step that is shown" },
  stepNow: { es: "paso {step}", en: "step {step}" },
  empty: {
    es: "Aparece en cuanto se conocen los datos y los puntos fijos: ejecuta.",
    en: "It appears once the data and the fixed points are known: run.",
  },
  kl: { es: "Distancia a los datos", en: "Distance from the data" },
  klNote: { es: "KL(datos || modelo), exacta en cada paso.", en: "KL(data || model), exact at every step." },
  klNoteNumbers: {
    es: "KL de una gaussiana con la media y la covarianza de los datos al modelo.",
    en: "KL from a Gaussian with the mean and covariance of the data to the model.",
  },
  klAxis: { es: "KL (nats)", en: "KL (nats)" },
  step: { es: "paso", en: "step" },
  cosine: { es: "¿Hacia dónde?", en: "Which way?" },
  cosineNote: {
    es: "Coseno de cada actualización con el gradiente exacto en ese lugar, en media móvil: 1 es la misma dirección.",
    en: "Cosine of each update with the exact gradient at that place, as a running mean: 1 is the same direction.",
  },
  cosineAxis: { es: "coseno", en: "cosine" },

  phases: { es: "Las dos fases", en: "The two phases" },
  method: { es: "Método", en: "Method" },
  positive: { es: "Fase positiva", en: "Positive phase" },
  positiveNote: { es: "Medias con los datos.", en: "Averages over the data." },
  positiveNoise: {
    es: "Medias con los datos, cada uno pesado por cuánto se toma por ruido.",
    en: "Averages over the data, each weighed by how much it is taken for noise.",
  },
  negative: { es: "Fase negativa del método", en: "The method's negative phase" },
  update: { es: "Positiva menos negativa", en: "Positive less negative" },
  updateNote: { es: "Hacia donde va el último paso.", en: "Where the last step goes." },
  exactNegative: { es: "Fase negativa exacta", en: "Exact negative phase" },
  exactNegativeNote: {
    es: "La del mismo modelo, sin aproximar.",
    en: "That of the same model, without approximation.",
  },
  noPhases: {
    es: "Se ven en cuanto el método da pasos: ejecuta.",
    en: "They are seen once the method takes steps: run.",
  },

  rest: { es: "Adónde llegan", en: "Where they arrive" },
  restNote: {
    es: "El punto fijo de un método es donde su actualización esperada es cero; la de CD-k se calcula con la matriz de transición de Gibbs. Sesgo: su distancia a los parámetros de máxima verosimilitud. Una raya: no se conoce, o se va al infinito.",
    en: "The fixed point of a method is where its expected update is zero; that of CD-k is computed through the transition matrix of Gibbs sampling. Bias: its distance from the parameters of maximum likelihood. A dash: it is not known, or lies at infinity.",
  },
  klFixed: { es: "KL del punto fijo", en: "KL of the fixed point" },
  bias: { es: "sesgo", en: "bias" },
  klReached: { es: "KL alcanzada", en: "KL reached" },
  cosineMean: { es: "coseno medio", en: "mean cosine" },
  bySweeps: { es: "CD-k según k", en: "CD-k by k" },
  bySweepsNote: {
    es: "KL de su punto fijo. La línea de trazos es la de máxima verosimilitud; la vertical, el k elegido.",
    en: "KL of its fixed point. The dashed line is that of maximum likelihood; the vertical one, the chosen k.",
  },
  byRatio: { es: "Contraste con ruido según el ruido", en: "Noise contrast by amount of noise" },
  byRatioNote: {
    es: "KL de su punto fijo con infinitos datos y ruido en esa proporción.",
    en: "KL of its fixed point with infinitely many data and noise in that proportion.",
  },
  sweepsAxis: { es: "barridos k", en: "sweeps k" },
  ratiosAxis: { es: "ruido por dato", en: "noise per datum" },

  few: { es: "Con pocos datos", en: "With few data" },
  fewNote: {
    es: "KL(verdad || modelo) de los puntos fijos, media de {count} muestras de cada tamaño y dos errores típicos. Trazos: lo que la teoría da a la máxima verosimilitud con {parameters} parámetros y muchos datos, si la verdad es de la familia.",
    en: "KL(truth || model) of the fixed points, mean over {count} samples of each size and two standard errors. Dashed: what theory gives maximum likelihood with {parameters} parameters and many data, if the truth is of the family.",
  },
  noStudy: {
    es: "Se ve en cuanto hay una muestra de cada tamaño: ejecuta.",
    en: "It is seen once there is a sample of each size: run.",
  },
  amountAxis: { es: "datos", en: "data" },
  truthAxis: { es: "KL a la verdad (nats)", en: "KL from the truth (nats)" },
} as const satisfies Record<string, Localized>;

/** What the negative phase of each method is an average over. */
export const negativeNotes = {
  exact: {
    es: "Medias con el modelo, por enumeración o fórmula.",
    en: "Averages over the model, by enumeration or formula.",
  },
  cd: { es: "Medias con los datos tras k barridos de Gibbs.", en: "Averages over the data after k Gibbs sweeps." },
  sml: {
    es: "Medias con las cadenas, que siguen de paso en paso.",
    en: "Averages over the chains, which go on from step to step.",
  },
  pseudo: {
    es: "Medias con los datos tras sortear una unidad por su condicional (en la gaussiana, lo que equivale).",
    en: "Averages over the data after one unit was drawn from its conditional (of the Gaussian, what amounts to it).",
  },
  ratio: {
    es: "Medias con los datos tras cambiar una unidad con probabilidad 2s²(1 − s); s es la de su condicional.",
    en: "Averages over the data after one unit was flipped with probability 2s²(1 − s); s is that of its conditional.",
  },
  score: { es: "La que equivale a sus pasos.", en: "What amounts to its steps." },
  nce: {
    es: "Medias con el ruido, pesado por cuánto se toma por datos.",
    en: "Averages over the noise, weighed by how much it is taken for data.",
  },
} as const satisfies Record<string, Localized>;

/** What the tables of each model hold. */
export const tableNotes = {
  boltzmann: {
    es: "media de cada producto s·s, y en la columna 1 de cada s (1 encendida, −1 apagada)",
    en: "mean of each product s·s, and in column 1 of each s (1 on, −1 off)",
  },
  rbm: {
    es: "media de cada producto v·h, y de v y h solas en la columna y la fila 1",
    en: "mean of each product v·h, and of v and h alone in column and row 1",
  },
  gaussian: {
    es: "media de cada producto x·x, y de x en la columna 1",
    en: "mean of each product x·x, and of x in column 1",
  },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "gradient-not-binary": {
    es: "El valor {value} (fila {row}, columna {column}) no es 0 ni 1, y una unidad binaria está encendida o apagada. Convierte la columna en ceros y unos, déjala fuera, o elige el modelo gaussiano, que toma números.",
    en: "The value {value} (row {row}, column {column}) is neither 0 nor 1, but a binary unit is on or off. Turn the column into zeros and ones, leave it out, or choose the Gaussian model, which takes numbers.",
  },
  "gradient-constant-column": {
    es: "La columna {column} vale {value} en todas las filas: su parámetro se iría al infinito. Déjala fuera.",
    en: "Column {column} is {value} in every row: its parameter would go to infinity. Leave it out.",
  },
  "gradient-one-column": {
    es: "La tabla tiene {value} columna que se usa; hacen falta al menos 2, para que haya algo entre ellas que aprender.",
    en: "The table has {value} column that is used; at least 2 are needed, so that there is something between them to learn.",
  },
  "gradient-singular": {
    es: "Con {rows} filas, las {columns} columnas dependen unas de otras y la gaussiana no tiene densidad. Hacen falta más filas que columnas y ninguna columna que sea suma de otras: deja una fuera.",
    en: "With {rows} rows, the {columns} columns follow from each other, and the Gaussian has no density. It needs more rows than columns, and no column that is a sum of others: leave one out.",
  },
} as const satisfies Record<string, Localized>;
