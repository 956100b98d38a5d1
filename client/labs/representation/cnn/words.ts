/** Words of the convolutional net's views. */
export const words = {
  through: { es: "Una imagen a través de la red", en: "A picture through the net" },
  levels: { es: "De bordes a objetos", en: "From edges to objects" },
  curves: { es: "Curvas", en: "Curves" },
  confusion: { es: "Matriz de confusión", en: "Confusion matrix" },
  saliency: { es: "Saliencia", en: "Saliency" },
  heatMap: { es: "Mapa de calor", en: "Heat map" },
  robust: { es: "Robustez", en: "Robustness" },

  notYet: { es: "Todavía no hay una red entrenada. Pulsa Ejecutar.", en: "No net has been trained yet. Press Run." },
  noData: { es: "Faltan las imágenes de este resultado.", en: "The pictures of this result are not at hand." },
  afterTraining: { es: "Aparece cuando termina el entrenamiento.", en: "Appears when training has finished." },
  computing: { es: "La imagen está pasando por la red…", en: "The picture is passing through the net…" },
  afterAnswers: { es: "Aparece cuando el modelo haya respondido.", en: "Appears when the model has answered." },
  noCurves: {
    es: "Este modelo no se entrena aquí, solo se ejecuta: no tiene curvas.",
    en: "This model is not trained here but only run: it has no curves.",
  },
  noFilters: {
    es: "Un modelo que solo se ejecuta no enseña sus filtros. Qué mira se ve en «Saliencia».",
    en: "A model that is only run does not show its filters. What it looks at is under “Saliency”.",
  },
  noMaps: {
    es: "De un modelo que solo se ejecuta se ve lo que responde, no los mapas de sus capas.",
    en: "Of a model that is only run you see what it answers, not the maps of its layers.",
  },

  picture: { es: "Imagen", en: "Picture" },
  heldOutPictures: { es: "Imágenes de prueba", en: "Held-out pictures" },
  classes: { es: "Lo que dice la red", en: "What the net says" },
  classesNote: { es: "parte de cada clase", en: "share of each class" },
  truthNote: { es: "es: {name}", en: "it is: {name}" },
  truth: { es: "la verdadera", en: "the true one" },
  class: { es: "Clase", en: "Class" },
  share: { es: "parte", en: "share" },
  block: { es: "Bloque {index}", en: "Block {index}" },
  blockNote: {
    es: "{filters} mapas de {width} × {height}",
    en: "{filters} maps of {width} × {height}",
  },
  mapsNote: {
    es: "Cada mapa es más claro donde su filtro responde más. Pulsa uno para verlo grande.",
    en: "Each map is brighter where its filter answers more. Press one to see it large.",
  },
  denseLayer: { es: "Capa densa {index}", en: "Dense layer {index}" },
  denseNote: { es: "{units} unidades, un cuadrado cada una", en: "{units} units, one square each" },
  filterMap: { es: "filtro {index}", en: "filter {index}" },

  level: { es: "Bloque {index}: {stage}", en: "Block {index}: {stage}" },
  edges: { es: "bordes y colores", en: "edges and colours" },
  parts: { es: "texturas y trozos", en: "textures and pieces" },
  wholes: { es: "partes", en: "parts" },
  sees: { es: "cada filtro ve {side} × {side} píxeles", en: "each filter sees {side} × {side} pixels" },
  seesAll: { es: "cada unidad ve la imagen entera", en: "each unit sees the whole picture" },
  denseText: {
    es: "Cada unidad junta partes de toda la imagen: combinaciones que inclinan la balanza.",
    en: "Each unit gathers parts of the whole picture: combinations that tip the scales.",
  },
  edgesText: {
    es: "Tan de cerca solo se distinguen bordes, esquinas y colores. Los filtros son imágenes: se leen a simple vista.",
    en: "So close up there are only edges, corners and colours. The filters are pictures: they can be read at a glance.",
  },
  partsText: {
    es: "Sus filtros combinan los mapas del bloque anterior y ya no son imágenes. Mira qué los excita: rayas, manchas, curvas.",
    en: "Its filters combine the maps of the block before and are no pictures any more. See what excites them: stripes, spots, curves.",
  },
  wholesText: {
    es: "Lo que ve ya abarca una parte grande de la imagen. ¿Qué tienen en común los recortes de una columna: orejas, hocicos, trazos?",
    en: "What it sees is now a large part of the picture. What do the patches of a column have in common: ears, muzzles, strokes?",
  },
  weightsRow: { es: "filtro", en: "filter" },
  maximisedRow: { es: "lo que más lo excita", en: "what excites it most" },
  patchesRow: { es: "recortes de los datos", en: "patches of the data" },
  objects: { es: "Objetos: las clases", en: "Objects: the classes" },
  objectsText: {
    es: "La imagen que más convence a la red de cada clase, buscada cuesta arriba desde un gris con ruido. No se parece a una foto: es lo que la red mira, no lo que hay.",
    en: "The picture that convinces the net most of each class, found uphill from noisy grey. It looks like no photograph: it is what the net looks for, not what there is.",
  },

  confusionNote: {
    es: "imágenes de prueba; pulsa una casilla para ver las suyas",
    en: "held-out pictures; press a cell to see its own",
  },
  cell: { es: "{truth} tomada por {found}", en: "{truth} taken for {found}" },

  minibatch: { es: "minilote", en: "minibatch" },
  lossTitle: { es: "Pérdida", en: "Loss" },
  nats: { es: "nats por imagen", en: "nats per picture" },
  train: { es: "entrenamiento", en: "training" },
  heldOut: { es: "prueba", en: "held-out" },
  accuracyTitle: { es: "Aciertos", en: "Accuracy" },

  slope: { es: "Pendiente", en: "Slope" },
  slopeNote: {
    es: "cuánto cambia la clase con cada píxel",
    en: "how much the class changes with each pixel",
  },
  smooth: { es: "Pendiente suavizada", en: "Smoothed slope" },
  smoothNote: { es: "media sobre 16 copias con ruido 0,1", en: "mean over 16 copies with noise 0.1" },
  occlusion: { es: "Lo que pierde al taparlo", en: "What it loses when covered" },
  occlusionScale: {
    es: "parte de la clase, de −{most} a {most}; cuadrado de {side} × {side} píxeles",
    en: "share of the class, from −{most} to {most}; square of {side} × {side} pixels",
  },
  occlusionNote: {
    es: "Un cuadrado del color medio tapa la imagen, sitio por sitio. Rojo: sin ese trozo la clase elegida pierde; azul: gana. Dice qué mira el modelo, no por qué tiene razón.",
    en: "A square of the mean colour covers the picture, place by place. Red: without that piece the chosen class loses; blue: it gains. It says what the model looks at, not why it is right.",
  },
  saliencyNote: {
    es: "Más claro: cambiar ese píxel movería más la salida de la clase elegida (antes del softmax). Dice qué mira la red, no por qué tiene razón.",
    en: "Brighter: changing that pixel would move the chosen class's output (before the softmax) more. It says what the net looks at, not why it is right.",
  },

  scene: { es: "Escena", en: "Scene" },
  heatOf: { es: "Mapa de", en: "Map of" },
  backToScenes: { es: "Volver a las escenas", en: "Back to the scenes" },
  heatMapNote: {
    es: "parte de «{name}» en cada ventana de {side} píxeles",
    en: "share of “{name}” in each window of {side} pixels",
  },
  noScene: {
    es: "Elige una imagen tuya, mayor que las de entrenamiento, y la red la recorrerá.",
    en: "Choose a picture of yours, larger than those of the training, and the net will go over it.",
  },
  sceneCount: {
    es: "Animales: {all}; hallados a menos de 12 píxeles y con su clase: {found}; picos: {peaks}.",
    en: "Animals: {all}; found within 12 pixels and with their class: {found}; peaks: {peaks}.",
  },
  sceneNote: {
    es: "La red mira una ventana cada 4 píxeles. Un pico es donde una clase gana con más de la mitad; los demás picos cercanos no cuentan.",
    en: "The net looks at one window every 4 pixels. A peak is where a class wins with more than half; other peaks near it do not count.",
  },
  noBackground: {
    es: "Esta red no conoce «ninguno»: da una clase a cada ventana, también donde no hay nada. Para buscar objetos, entrena con una clase que sea el fondo.",
    en: "This net knows no “neither”: it gives each window a class, even where there is nothing. To look for objects, train it with a class that is the background.",
  },

  noiseTitle: { es: "Con ruido", en: "With noise" },
  deviation: { es: "desviación del ruido", en: "deviation of the noise" },
  shiftTitle: { es: "Desplazadas", en: "Shifted" },
  pixels: { es: "píxeles", en: "pixels" },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "net-needs-pictures": {
    es: "Esta red necesita imágenes de 4 × 4 píxeles al menos. Elige datos que sean imágenes.",
    en: "This net needs pictures of at least 4 × 4 pixels. Choose data that are pictures.",
  },
  "pictures-too-large": {
    es: "Las imágenes tienen {width} × {height} píxeles, y la red acepta hasta {max} de lado. Hazlas más pequeñas.",
    en: "The pictures have {width} × {height} pixels, and the net takes up to {max} on a side. Make them smaller.",
  },
  "too-many-blocks": {
    es: "Cada pooling divide la imagen por dos, y con {least} píxeles solo caben {fits} bloques. Quita bloques, o el pooling.",
    en: "Each pooling halves the picture, and {least} pixels leave room for {fits} blocks only. Remove blocks, or the pooling.",
  },
} as const;
