import type { Term } from "../term.ts";

export const autoencoders: readonly Term[] = [
  {
    id: "autoencoder",
    es: "autoencoder",
    en: "autoencoder",
    also: { es: ["codificador automático", "autocodificador"] },
    about: {
      es: "Red que aprende a reconstruir su entrada pasando por un código: un codificador x → z y un decodificador z → x̂.",
      en: "A net that learns to rebuild its input by way of a code: an encoder x → z and a decoder z → x̂.",
    },
    labs: ["autoencoder", "denoising", "sparse-autoencoder", "vae", "anomaly"],
  },
  {
    id: "encoder",
    es: "codificador",
    en: "encoder",
    about: {
      es: "La mitad de un autoencoder que convierte una entrada en su código.",
      en: "The half of an autoencoder that turns an input into its code.",
    },
    labs: ["autoencoder", "vae"],
  },
  {
    id: "decoder",
    es: "decodificador",
    en: "decoder",
    about: {
      es: "La mitad de un autoencoder que convierte un código en una reconstrucción; con códigos nuevos inventa datos.",
      en: "The half of an autoencoder that turns a code into a reconstruction; from new codes it invents data.",
    },
    labs: ["autoencoder", "vae", "sampler"],
  },
  {
    id: "latent-space",
    es: "espacio latente",
    en: "latent space",
    also: { es: ["plano latente"], en: ["code space", "latent plane"] },
    near: { es: ["código"], en: ["code"] },
    about: {
      es: "El espacio de los códigos. Puntos cercanos deberían dar datos parecidos; recorrerlo enseña qué aprendió el modelo.",
      en: "The space of the codes. Points that are near should give similar data; a walk through it shows what the model has learnt.",
    },
    labs: ["autoencoder", "vae", "factors-of-variation", "sampler"],
  },
  {
    id: "loss",
    es: "función de pérdida",
    en: "loss function",
    also: { es: ["pérdida"], en: ["loss"] },
    about: {
      es: "El número que el entrenamiento hace pequeño: mide cuánto se aparta la salida de lo que se quiere.",
      en: "The number that training makes small: it measures how far the output is from what is wanted.",
    },
    labs: ["mlp", "autoencoder", "cnn"],
  },
  {
    id: "reconstruction-error",
    es: "error de reconstrucción",
    en: "reconstruction error",
    near: {
      es: ["error cuadrático medio", "MSE", "reconstrucción"],
      en: ["mean squared error", "MSE", "reconstruction"],
    },
    about: {
      es: "Diferencia entre una entrada y lo que el modelo reconstruye de ella, a menudo la media de los cuadrados.",
      en: "The difference between an input and what the model rebuilds of it, often the mean of the squares.",
    },
    labs: ["autoencoder", "anomaly", "ppca"],
  },
  {
    id: "denoising-autoencoder",
    es: "autoencoder denoising",
    en: "denoising autoencoder",
    near: { es: ["eliminación de ruido"], en: ["denoising"] },
    about: {
      es: "Autoencoder que recibe la entrada estropeada con ruido y aprende a devolver la original. Lo que corrige apunta hacia donde los datos son más densos.",
      en: "An autoencoder that is given the input spoilt by noise and learns to return the original. What it corrects points to where data are denser.",
    },
    labs: ["denoising", "diffusion"],
  },
  {
    id: "score",
    es: "score",
    en: "score",
    also: { es: ["gradiente de la log-densidad"] },
    near: { es: ["score matching"], en: ["score matching"] },
    isEveryday: true,
    about: {
      es: "El gradiente del logaritmo de la densidad respecto al dato: señala hacia dónde crece más la densidad, sin necesitar la constante de normalización.",
      en: "The gradient of the log-density with respect to the datum: it points to where density grows most, and needs no normalising constant.",
    },
    labs: ["denoising", "diffusion", "likelihood-gradient"],
  },
  {
    id: "sparse-autoencoder",
    es: "autoencoder disperso",
    en: "sparse autoencoder",
    also: { es: ["sparse autoencoder", "autoencoder esparso"] },
    about: {
      es: "Autoencoder con una penalización (KL o L1) que mantiene inactiva a la mayor parte de las unidades del código en cada dato.",
      en: "An autoencoder with a penalty (KL or L1) that keeps most units of the code inactive for any one datum.",
    },
    labs: ["sparse-autoencoder"],
  },
  {
    id: "vae",
    es: "autoencoder variacional",
    en: "variational autoencoder",
    also: { es: ["VAE"], en: ["VAE"] },
    about: {
      es: "Modelo generativo de variables latentes cuyo codificador da una distribución de códigos; se entrena maximizando una cota de la log-verosimilitud.",
      en: "A generative model with latent variables whose encoder gives a distribution of codes; it is trained by maximising a bound of the log-likelihood.",
    },
    labs: ["vae", "factors-of-variation", "augmentation"],
  },
  {
    id: "elbo",
    es: "cota inferior de la evidencia",
    en: "evidence lower bound",
    also: { es: ["ELBO", "cota variacional"], en: ["ELBO", "variational bound"] },
    about: {
      es: "Cota inferior de log p(x): la reconstrucción esperada menos la divergencia KL entre la distribución del código y su prior.",
      en: "A lower bound of log p(x): the expected reconstruction less the KL divergence of the distribution of the code from its prior.",
    },
    labs: ["vae", "factors-of-variation"],
  },
  {
    id: "kl-divergence",
    es: "divergencia de Kullback–Leibler",
    en: "Kullback–Leibler divergence",
    also: { es: ["KL", "divergencia KL"], en: ["KL", "KL divergence"] },
    about: {
      es: "E_p[log p − log q]: cuánto se pierde al describir p con q. No es simétrica, y es cero solo si p = q.",
      en: "E_p[log p − log q]: how much is lost when p is described by q. It is not symmetric, and zero only if p = q.",
    },
    labs: ["vae", "sparse-autoencoder", "likelihood-gradient", "gan"],
  },
  {
    id: "anomaly",
    es: "detección de anomalías",
    en: "anomaly detection",
    forms: { es: ["anomalía"], en: ["anomaly"] },
    near: { es: ["fraude"], en: ["fraud"] },
    about: {
      es: "Encontrar datos distintos de los normales. Un modelo entrenado solo con normales los puntúa; un umbral decide.",
      en: "Finding data unlike the normal ones. A model trained on normal data alone gives them a score; a threshold decides.",
    },
    labs: ["anomaly"],
  },
  {
    id: "roc",
    es: "curva ROC",
    en: "ROC curve",
    also: { es: ["ROC"], en: ["ROC"] },
    near: { es: ["AUC"], en: ["AUC"] },
    about: {
      es: "Aciertos (verdaderos positivos) frente a falsas alarmas al mover el umbral; el área bajo ella es la probabilidad de ordenar bien un par.",
      en: "Hits (true positives) against false alarms as the threshold moves; the area under it is the probability of ordering a pair rightly.",
    },
    labs: ["anomaly"],
  },
];
