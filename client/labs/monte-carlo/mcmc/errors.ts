/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "no-finite-start": {
    es: "Ninguno de 100 comienzos a ±{value} del origen tiene densidad positiva y derivadas finitas. Revisa los límites de los parámetros, o cambia la dispersión inicial.",
    en: "None of 100 starts within ±{value} of the origin has a positive density with finite derivatives. Check the bounds of the parameters, or change the initial spread.",
  },
  "no-rows-in-float32": {
    es: "Este modelo no tiene sumas sobre las filas de la tabla que se puedan calcular en {value}. Elige float64.",
    en: "This model has no sums over the rows of the table that could be computed in {value}. Choose float64.",
  },
  "model-not-compiled": {
    es: "El modelo tiene demasiadas operaciones para compilarlo a WebAssembly. Acorta el texto (un vector en lugar de muchos números) o elige el dispositivo scalar.",
    en: "The model has too many operations to be compiled to WebAssembly. Shorten the text (one vector in place of many numbers), or choose the device scalar.",
  },
  "no-conditionals": {
    es: "Gibbs necesita las condicionales exactas, y las de esta distribución no se conocen. Elige el muestreo por cortes, o una de estas distribuciones: «Gaussiana correlacionada», «Mezcla de tres modas», «Gaussiana de 100 dimensiones», «Ocho escuelas, centrado» o «Calibración con datos simulados».",
    en: "Gibbs needs the exact conditionals, and those of this target are not known. Choose slice sampling, or one of these targets: “Correlated Gaussian”, “Mixture of three modes”, “Gaussian in 100 dimensions”, “Eight schools, centred” or “Calibration with simulated data”.",
  },
  "crowd-of-calibration": {
    es: "En una calibración cada simulación tiene su propia cadena: elige pocas cadenas, no una multitud.",
    en: "In a calibration each simulation has a chain of its own: choose few chains, not a crowd.",
  },
  "no-draws": {
    es: "Una calibración guarda rangos, no muestras. Para guardar muestras, elige otra distribución.",
    en: "A calibration keeps ranks, not draws. To save draws, choose another distribution.",
  },
  "too-few-walkers": {
    es: "{value} caminantes son pocos: hacen falta al menos {min}, el doble del número de coordenadas.",
    en: "{value} walkers are too few: there must be at least {min}, twice the number of coordinates.",
  },
  "too-wide-for-metric": {
    es: "El modelo tiene {dimension} coordenadas, y una métrica densa o de rango bajo admite como mucho {max}. Elige la métrica diagonal.",
    en: "The model has {dimension} coordinates, and a dense or low-rank metric takes at most {max}. Choose the diagonal metric.",
  },
  "response-among-predictors": {
    es: "La columna «{value}» es la respuesta: no puede ser también predictor.",
    en: "The column “{value}” is the response, so it cannot also be a predictor.",
  },
  "not-binary": {
    es: "La respuesta «{column}» tiene el valor {value}, entre otros; en una regresión logística debe ser 0 o 1, o uno de dos valores.",
    en: "The response “{column}” has the value {value}, among others; in logistic regression it must be 0 or 1, or one of two values.",
  },
  "crowd-sampler": {
    es: "Miles de cadenas avanzan juntas con HMC o Metropolis: «{value}» no puede. Elige uno de los dos.",
    en: "Thousands of chains walk in step by HMC or Metropolis: “{value}” cannot. Choose one of the two.",
  },
  "too-many-chains": {
    es: "{value} cadenas son demasiadas para este modelo: como mucho {max}. Pon menos supercadenas, o menos cadenas en cada una.",
    en: "{value} chains are too many for this model: at most {max}. Take fewer superchains, or fewer chains in each.",
  },
} as const;
