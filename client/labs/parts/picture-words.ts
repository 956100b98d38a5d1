import { words as nets } from "./net-words.ts";

/** Words for what nets that tell pictures apart draw alike. */
export const words = {
  ...nets,
  accuracyTitle: { es: "Aciertos", en: "Accuracy" },
  confusion: { es: "Matriz de confusión", en: "Confusion matrix" },
  saliency: { es: "Saliencia", en: "Saliency" },
  heatMap: { es: "Mapa de calor", en: "Heat map" },
  robust: { es: "Robustez", en: "Robustness" },
  noData: { es: "Faltan las imágenes de este resultado.", en: "The pictures of this result are not at hand." },
  computing: { es: "La imagen está pasando por la red…", en: "The picture is passing through the net…" },
  afterAnswers: { es: "Aparece cuando el modelo haya respondido.", en: "Appears when the model has answered." },
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
  confusionNote: {
    es: "imágenes de prueba; pulsa una casilla para ver las suyas",
    en: "held-out pictures; press a cell to see its own",
  },
  cell: { es: "{truth} tomada por {found}", en: "{truth} taken for {found}" },
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
  weightsRow: { es: "filtro", en: "filter" },
  maximisedRow: { es: "lo que más lo excita", en: "what excites it most" },
  patchesRow: { es: "recortes de los datos", en: "patches of the data" },
} as const;
