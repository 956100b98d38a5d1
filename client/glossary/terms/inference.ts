import type { Term } from "../term.ts";

export const inference: readonly Term[] = [
  {
    id: "inference",
    es: "inferencia",
    en: "inference",
    near: { es: ["predicción"], en: ["prediction"] },
    isEveryday: true,
    about: {
      es: "Usar un modelo ya entrenado con datos nuevos: en una red, la salida para una entrada; en un modelo probabilístico, la distribución de lo que no se observa.",
      en: "Using a trained model on new data: of a net, the output for an input; of a probabilistic model, the distribution of what is not observed.",
    },
    labs: ["forward", "hardware", "bayes-net"],
  },
  {
    id: "forward-propagation",
    es: "propagación hacia adelante",
    en: "forward propagation",
    also: { es: ["paso hacia adelante"], en: ["forward pass"] },
    about: {
      es: "Calcular la salida capa por capa: cada unidad aplica su activación a la suma ponderada de sus entradas.",
      en: "Computing the output layer by layer: each unit applies its activation to the weighted sum of its inputs.",
    },
    labs: ["forward", "hardware"],
  },
  {
    id: "receptive-field",
    es: "campo receptivo",
    en: "receptive field",
    about: {
      es: "La parte de la entrada que puede influir en una unidad; crece con cada convolución y cada pooling.",
      en: "The part of the input that can influence a unit; it grows with each convolution and each pooling.",
    },
    labs: ["forward", "cnn"],
  },
  {
    id: "quantisation",
    es: "cuantización",
    en: "quantisation",
    also: { en: ["quantization"] },
    forms: { es: ["cuantizar", "cuantizado", "cuantizada"], en: ["quantised", "quantized"] },
    near: { es: ["int8", "entero de 8 bits"], en: ["int8"] },
    about: {
      es: "Guardar y calcular pesos y activaciones con enteros de pocos bits y una escala: la red ocupa y gasta menos, con algo de error.",
      en: "Storing and computing weights and activations as integers of few bits with a scale: the net takes less room and energy, at some error.",
    },
    labs: ["quantization", "hardware", "sampler"],
  },
  {
    id: "calibration",
    es: "calibración de rangos",
    en: "range calibration",
    also: { es: ["calibración"], en: ["calibration"] },
    near: { es: ["escala"], en: ["scale"] },
    isEveryday: true,
    about: {
      es: "Elegir, con algunos datos, entre qué límites se reparten los enteros de una cuantización: mínimo y máximo, un percentil, el menor error.",
      en: "Choosing by some data the limits between which the integers of a quantisation are spread: minimum and maximum, a percentile, least error.",
    },
    labs: ["quantization"],
  },
  {
    id: "pruning",
    es: "poda de redes",
    en: "network pruning",
    also: { es: ["poda", "podado de redes", "podar"], en: ["pruning", "prune"] },
    forms: { es: ["podado", "podada"], en: ["pruned"] },
    about: {
      es: "Quitar pesos, unidades o filtros que importan poco, y afinar lo que queda.",
      en: "Removing weights, units or filters that matter little, and fine-tuning what is left.",
    },
    labs: ["pruning"],
  },
  {
    id: "lottery-ticket",
    es: "billete de lotería",
    en: "lottery ticket",
    also: { es: ["boleto ganador"], en: ["winning ticket"] },
    about: {
      es: "Hipótesis: una red grande contiene una subred que, con sus pesos iniciales, se entrena sola igual de bien.",
      en: "The hypothesis that a large net contains a subnet which, from its initial weights, trains as well by itself.",
    },
    labs: ["pruning"],
  },
  {
    id: "latency",
    es: "latencia",
    en: "latency",
    also: { es: ["tiempo de respuesta"], en: ["response time"] },
    near: { es: ["p95"], en: ["p95"] },
    about: {
      es: "Tiempo entre la entrada y la respuesta. Se mide muchas veces: la mediana y el percentil 95 dicen más que la media.",
      en: "Time from input to answer. It is measured many times: the median and the 95th percentile say more than the mean.",
    },
    labs: ["hardware", "quantization"],
  },
  {
    id: "roofline",
    es: "modelo roofline",
    en: "roofline model",
    also: { es: ["roofline"], en: ["roofline"] },
    near: { es: ["intensidad aritmética"], en: ["arithmetic intensity"] },
    about: {
      es: "Techo de velocidad de un equipo según las operaciones por byte: con pocas manda la memoria, con muchas el cálculo.",
      en: "The ceiling of a machine's speed by operations per byte: with few the memory rules, with many the arithmetic.",
    },
    labs: ["hardware"],
  },
];
