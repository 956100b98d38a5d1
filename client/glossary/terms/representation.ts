import type { Term } from "../term.ts";

export const representation: readonly Term[] = [
  {
    id: "mlp",
    es: "perceptrón multicapa",
    en: "multilayer perceptron",
    also: { es: ["MLP", "red feedforward"], en: ["MLP", "feedforward net"] },
    near: { es: ["perceptrón"], en: ["perceptron"] },
    about: {
      es: "Red de capas densas en la que los datos van en una sola dirección; cada capa es una función afín seguida de una activación.",
      en: "A net of dense layers in which data go one way only; each layer is an affine function followed by an activation.",
    },
    labs: ["mlp", "depth", "forward"],
  },
  {
    id: "activation",
    es: "función de activación",
    en: "activation function",
    near: { es: ["activación", "ReLU", "sigmoide", "tanh"], en: ["activation", "ReLU", "sigmoid", "tanh"] },
    about: {
      es: "Función no lineal aplicada a cada unidad: ReLU, sigmoide, tanh… Sin ella, muchas capas equivalen a una.",
      en: "A nonlinear function applied to each unit: ReLU, sigmoid, tanh… Without it many layers are worth one.",
    },
    labs: ["mlp", "depth", "forward"],
  },
  {
    id: "hidden-layer",
    es: "capa oculta",
    en: "hidden layer",
    near: { es: ["unidad oculta"], en: ["hidden unit"] },
    about: {
      es: "Capa entre la entrada y la salida; sus unidades son características que la propia red aprende.",
      en: "A layer between input and output; its units are features that the net learns by itself.",
    },
    labs: ["mlp", "rbm", "dbn"],
  },
  {
    id: "backpropagation",
    es: "retropropagación",
    en: "backpropagation",
    near: { es: ["descenso de gradiente"], en: ["gradient descent"] },
    about: {
      es: "La regla de la cadena aplicada de la pérdida hacia atrás: da el gradiente respecto a todos los pesos, que el descenso de gradiente usa para moverlos.",
      en: "The chain rule applied from the loss backwards: it gives the gradient for all weights, which gradient descent uses to move them.",
    },
    labs: ["mlp", "autoencoder", "likelihood-gradient"],
  },
  {
    id: "minibatch",
    es: "minilote",
    en: "minibatch",
    near: { es: ["lote"], en: ["batch"] },
    about: {
      es: "Las pocas filas con las que se estima el gradiente en cada paso: una estimación de Monte Carlo del gradiente de todos los datos.",
      en: "The few rows of which each step estimates the gradient: a Monte Carlo estimate of the gradient over all data.",
    },
    labs: ["integration", "mlp"],
  },
  {
    id: "overfitting",
    es: "sobreajuste",
    en: "overfitting",
    near: { es: ["regularización", "dropout"], en: ["regularisation", "dropout"] },
    about: {
      es: "El modelo mejora en los datos de entrenamiento y empeora en otros: aprende también su ruido. La regularización lo frena.",
      en: "The model gets better on its training data and worse on others: it learns their noise too. Regularisation holds it back.",
    },
    labs: ["mlp", "rbm", "flow"],
  },
  {
    id: "normalisation",
    es: "normalización por lotes",
    en: "batch normalisation",
    also: { en: ["batch normalization"] },
    near: { es: ["normalización por capa"], en: ["layer normalisation"] },
    about: {
      es: "Centra y escala las activaciones con la media y la varianza del lote (o de la capa), y aprende luego una escala y un desplazamiento.",
      en: "Centres and scales activations by the mean and variance of the batch (or the layer), and then learns a scale and a shift.",
    },
    labs: ["mlp", "autoencoder"],
  },
  {
    id: "convolution",
    es: "convolución",
    en: "convolution",
    forms: { es: ["red convolucional"], en: ["convolutional net"] },
    near: { es: ["CNN", "filtro"], en: ["CNN", "filter"] },
    about: {
      es: "El mismo filtro pequeño recorre la imagen entera: pocos pesos, y la misma respuesta dondequiera que esté el patrón.",
      en: "The same small filter runs over the whole picture: few weights, and the same response wherever the pattern lies.",
    },
    labs: ["cnn", "forward"],
  },
  {
    id: "pooling",
    es: "pooling",
    en: "pooling",
    near: { es: ["submuestreo"] },
    about: {
      es: "Resume cada ventana de un mapa en un número (el máximo o la media); hace la red menos sensible a pequeños desplazamientos.",
      en: "Sums each window of a map up as one number (the maximum or the mean); it makes the net less sensitive to small shifts.",
    },
    labs: ["cnn", "forward"],
  },
  {
    id: "softmax",
    es: "softmax",
    en: "softmax",
    about: {
      es: "Convierte números en probabilidades: exponenciales divididas por su suma. Se entrena con la entropía cruzada.",
      en: "Turns numbers into probabilities: exponentials divided by their sum. It is trained with the cross-entropy.",
    },
    labs: ["forward", "cnn", "importance"],
  },
  {
    id: "depth",
    es: "profundidad",
    en: "depth",
    also: { es: ["profundidad computacional"], en: ["computational depth"] },
    near: { es: ["red profunda"], en: ["deep net"] },
    isEveryday: true,
    about: {
      es: "Longitud del camino más largo de la entrada a la salida en el grafo del cálculo; depende de qué operaciones se tomen por elementales.",
      en: "Length of the longest path from input to output in the graph of the computation; it depends on which operations count as elementary.",
    },
    labs: ["depth"],
  },
  {
    id: "linear-regions",
    es: "regiones lineales",
    en: "linear regions",
    also: { es: ["región lineal"], en: ["linear region"] },
    about: {
      es: "Trozos del espacio en los que una red de ReLU es una función afín; su número puede crecer exponencialmente con la profundidad.",
      en: "Pieces of space on which a net of ReLUs is an affine function; their number can grow exponentially with depth.",
    },
    labs: ["depth"],
  },
  {
    id: "representation",
    es: "aprendizaje de representaciones",
    en: "representation learning",
    near: { es: ["representación", "característica", "jerarquía"], en: ["representation", "feature", "hierarchy"] },
    about: {
      es: "Que el modelo aprenda de los datos las características con las que la tarea es fácil, en vez de diseñarlas a mano; en una red profunda se componen por capas.",
      en: "Letting the model learn from data the features that make the task easy, instead of designing them by hand; in a deep net they are composed layer by layer.",
    },
    labs: ["cnn", "mlp", "dbn", "factors-of-variation"],
  },
  {
    id: "factors-of-variation",
    es: "factores de variación",
    en: "factors of variation",
    also: { es: ["factor de variación"], en: ["factor of variation"] },
    near: { es: ["desenredado"], en: ["disentanglement"] },
    about: {
      es: "Las causas separadas que hacen variar los datos (posición, tamaño, color, luz…). Una representación desenredada da a cada una su coordenada.",
      en: "The separate causes that make data vary (position, size, colour, light…). A disentangled representation gives each a coordinate of its own.",
    },
    labs: ["factors-of-variation"],
  },
  {
    id: "confusion-matrix",
    es: "matriz de confusión",
    en: "confusion matrix",
    about: {
      es: "Tabla con la clase verdadera en las filas y la predicha en las columnas: enseña qué se confunde con qué.",
      en: "A table with the true class in its rows and the predicted one in its columns: it shows what is taken for what.",
    },
    labs: ["mlp", "cnn"],
  },
];
