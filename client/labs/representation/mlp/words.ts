import type { Localized } from "../../../../shared/text.ts";
/** Words of the perceptron's views. */
export const words = {
  network: { es: "La red", en: "The net" },
  networkNote: {
    es: "cada cuadro, lo que una neurona da en cada punto del plano; líneas: pesos (rojo +, azul −)",
    en: "each square: what a unit gives at every point of the plane; lines: weights (red +, blue −)",
  },
  bareNote: { es: "líneas: pesos (rojo +, azul −)", en: "lines: weights (red +, blue −)" },
  pictureNote: {
    es: "primera capa: los pesos de cada neurona; las demás: su activación con esta imagen",
    en: "first layer: the weights of each unit; the others: their activation for this picture",
  },
  graphOf: { es: "{title}: capas de {layers} neuronas", en: "{title}: layers of {layers} units" },
  graphHint: {
    es: "Pasa por una línea o una neurona para ver su valor; pulsa una neurona para verla en grande.",
    en: "Point at a line or a unit to see its value; press a unit to see it large.",
  },
  inputs: { es: "entradas", en: "inputs" },
  output: { es: "salida", en: "output" },
  layer: { es: "capa {layer}", en: "layer {layer}" },
  pixels: { es: "{count} píxeles", en: "{count} pixels" },
  outputNamed: { es: "Salida: {name}", en: "Output: {name}" },
  unitNamed: { es: "Neurona {unit} de la capa {layer}", en: "Unit {unit} of layer {layer}" },
  weightOf: { es: "Peso de «{from}» a «{to}»: {weight}", en: "Weight from “{from}” to “{to}”: {weight}" },
  bias: { es: "sesgo", en: "bias" },
  value: { es: "valor", en: "value" },
  surface: { es: "Qué clase en cada punto", en: "Which class at each point" },
  surfaceNumber: { es: "Qué número en cada punto", en: "Which number at each point" },
  surfaceNote: { es: "más intenso, más seguro", en: "the stronger, the surer" },
  numberNote: { es: "de azul oscuro (poco) a amarillo (mucho)", en: "from dark blue (low) to yellow (high)" },
  sliceNote: {
    es: "corte por dos columnas; las demás, en su media",
    en: "slice along two columns; the others at their mean",
  },
  pinnedNote: { es: "rojo +, azul −", en: "red +, blue −" },
  hard: { es: "Sin matices", en: "No shades" },
  showTest: { es: "Ver los de prueba", en: "Show held-out" },
  unpin: { es: "Volver a la salida", en: "Back to the output" },
  wrong: { es: "error", en: "wrong" },
  sample: { es: "Imagen de la fila {row}", en: "Picture of row {row}" },
  sampleNote: {
    es: "datos de prueba, y la probabilidad de cada clase",
    en: "held-out data, and the probability of each class",
  },
  filterNote: { es: "sus pesos, píxel a píxel: rojo +, azul −", en: "its weights, pixel by pixel: red +, blue −" },
  otherSample: { es: "Otra imagen", en: "Another picture" },
  nets: { es: "Las redes", en: "The nets" },
  netsNote: {
    es: "cada una con sus datos de entrenamiento (llenos) y de prueba (huecos); pulsa una para verla abajo",
    en: "each with its training data (full) and held-out data (hollow); press one to see it below",
  },
  netsNotePlain: {
    es: "pérdida de cada una; pulsa una para verla abajo",
    en: "loss of each; press one to see it below",
  },
  foldNamed: { es: "Partición {fold}", en: "Fold {fold}" },
  memberNamed: { es: "Red {member}", en: "Net {member}" },
  foldMember: { es: "Partición {fold} · red {member}", en: "Fold {fold} · net {member}" },
  ensemble: { es: "Conjunto", en: "Ensemble" },
  foldEnsemble: { es: "Partición {fold} · conjunto", en: "Fold {fold} · ensemble" },
  whichNet: { es: "Red", en: "Net" },
  best: { es: "mejor", en: "best" },
  heldOutAccuracy: { es: "exactitud de prueba", en: "held-out accuracy" },
  heldOutError: { es: "RMSE de prueba", en: "held-out RMSE" },
  overFolds: {
    es: "{metric}, media ± desviación típica de {count} particiones: {spread}",
    en: "{metric}, mean ± standard deviation over {count} folds: {spread}",
  },
  overMembers: {
    es: "{metric}, media ± desviación típica de {count} redes: {spread}",
    en: "{metric}, mean ± standard deviation over {count} nets: {spread}",
  },
  ensembleSays: {
    es: "Conjunto: exactitud {accuracy}, {gain} respecto de la media de sus redes; pérdida de prueba {loss}, {lossGain} mejor que la media",
    en: "Ensemble: accuracy {accuracy}, {gain} against the mean of its nets; held-out loss {loss}, {lossGain} better than the mean",
  },
  ensembleSaysNumber: {
    es: "Conjunto: pérdida de prueba {loss}, {lossGain} mejor que la media de sus redes",
    en: "Ensemble: held-out loss {loss}, {lossGain} better than the mean of its nets",
  },
  netDiverged: { es: "divergió: {step}", en: "diverged: {step}" },
  netsCut: { es: "Se muestran {shown} de las {total} redes.", en: "{shown} of the {total} nets are shown." },
  curves: { es: "Curvas", en: "Curves" },
  noUnits: {
    es: "De un modelo que solo se ejecuta se ve lo que responde, no sus unidades ni sus pesos.",
    en: "Of a model that is only run you see what it answers, not its units or weights.",
  },
  perSample: { es: "por muestra", en: "per sample" },
  accuracy: { es: "Exactitud", en: "Accuracy" },
  logScale: { es: "Pérdida en escala logarítmica", en: "Loss on a logarithmic scale" },
  curvesNote: {
    es: "Entrenamiento: cada minilote, con dropout si lo hay. Prueba: las primeras 256 muestras, cada 20 pasos.",
    en: "Training: each minibatch, with dropout where there is some. Held-out: the first 256 samples, every 20 steps.",
  },
  confusion: { es: "Matriz de confusión", en: "Confusion matrix" },
  confusionNote: { es: "datos de prueba; filas: la clase verdadera", en: "held-out data; rows: the true class" },
  trueClass: { es: "clase verdadera", en: "true class" },
  trueValue: { es: "valor verdadero", en: "true value" },
  predicted: { es: "predicción", en: "prediction" },
  confidence: { es: "probabilidad", en: "probability" },
  cell: { es: "{truth} tomada por {predicted}: {count}", en: "{truth} taken for {predicted}: {count}" },
  takenFor: { es: "{truth} por {predicted}", en: "{truth} as {predicted}" },
  pressCell: { es: "Pulsa una casilla para ver sus muestras.", en: "Press a cell to see its samples." },
  noClasses: {
    es: "Aquí se predice un número, no una clase.",
    en: "What is predicted here is a number, not a class.",
  },
  mistakes: { es: "Errores", en: "Mistakes" },
  mistakesNote: {
    es: "{wrong} de {total} muestras de prueba, las más seguras primero",
    en: "{wrong} of {total} held-out samples, the surest first",
  },
  predictedTrue: { es: "Predicción y verdad", en: "Prediction and truth" },
  predictedTrueNote: { es: "datos de prueba", en: "held-out data" },
  none: { es: "Ninguna.", en: "None." },
  samples: { es: "Muestras", en: "Samples" },
  row: { es: "fila", en: "row" },
  weights: { es: "Pesos", en: "Weights" },
  weight: { es: "peso", en: "weight" },
  count: { es: "cuántos", en: "count" },
  draw: { es: "Dibuja tus datos", en: "Draw your data" },
  drawNote: {
    es: "Elige una clase y pinta puntos con el ratón o el dedo. «Usar estos puntos» los hace los datos del experimento, como un archivo tuyo.",
    en: "Choose a class and paint points with the mouse or a finger. “Use these points” makes them the data of the experiment, as a file of yours.",
  },
  tooFew: {
    es: "Hacen falta al menos ocho puntos, de dos clases o más.",
    en: "It takes at least eight points, of two classes or more.",
  },
  noData: {
    es: "El resultado vino sin sus datos. Ejecuta el experimento para verlo.",
    en: "The result came without its data. Run the experiment to see it.",
  },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "pictures-without-classes": {
    es: "Estas imágenes vienen sin clases y no hay nada que predecir. Añade el archivo de etiquetas, o elige la columna de la clase.",
    en: "These pictures come without classes, so there is nothing to predict. Add the file of labels, or choose the label column.",
  },
  "nothing-to-predict": {
    es: "La tabla tiene {value} columna. Hacen falta al menos {min}: entradas, y una clase o un número que predecir.",
    en: "The table has {value} column. It takes at least {min}: inputs, and a class or number to predict.",
  },
  "unfit-classes": {
    es: "La columna de clases tiene {value}. Deben ser de {min} a {max}: elige otra.",
    en: "The label column has {value} {value:class|classes}. There must be {min} to {max}: choose another.",
  },
  "target-needs-classes": {
    es: "Parar a una exactitud solo vale con clases, y aquí se predice un número. Elige otra parada.",
    en: "Stopping at an accuracy takes classes, and what is predicted here is a number. Choose another stop rule.",
  },
  "derived-of-two": {
    es: "Las entradas derivadas son de dos columnas, y aquí hay {value}. Desactívalas.",
    en: "Derived inputs are made of two columns, and there are {value} here. Switch them off.",
  },
  "too-few-to-split": {
    es: "Con {value} de {rows} filas quedan muy pocas para entrenar o para probar. Pon {fits} en «Datos de prueba».",
    en: "{value} of {rows} rows leaves too few to train or to test. Set “Held-out data” to {fits}.",
  },
  "too-few-for-folds": {
    es: "Con {rows} filas no se pueden hacer {value} particiones: no quedaría nada que apartar, o muy poco para entrenar. Pon {fits}, o 1 para ninguna.",
    en: "{rows} rows do not make {value} folds: nothing would be left to hold out, or too little to train on. Set {fits}, or 1 for none.",
  },
  "nothing-to-repeat": {
    es: "Este modelo se usa tal como viene y aquí no se entrena: no hay particiones ni conjunto que entrenar. Pon {fits}.",
    en: "This model is run as it is and not trained here: there are no folds and no ensemble to train. Set {fits}.",
  },
  "unknown-activation": {
    es: "No hay una activación «{value}». Debe ser una de: {allowed}.",
    en: "There is no activation “{value}”. It must be one of: {allowed}.",
  },
  "activations-per-layer": {
    es: "Hay {value} activaciones para {layers} capas ocultas. Pon una por capa, o ninguna.",
    en: "There are {value} activations for {layers} hidden layers. Give one per layer, or none.",
  },
} as const satisfies Record<string, Localized>;
