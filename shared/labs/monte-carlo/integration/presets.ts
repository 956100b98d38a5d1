import type { Preset } from "../../lab.ts";

export const integrationPresets: readonly Preset[] = [
  {
    id: "calm",
    title: { es: "Poco ruido", en: "Little noise" },
    about: { es: "La pérdida baja hasta casi cero.", en: "The loss falls almost to zero." },
    seed: 1,
    data: null,
    params: {},
  },
  {
    id: "noisy",
    title: { es: "Mucho ruido", en: "Much noise" },
    about: { es: "El punto no llega a quedarse quieto.", en: "The point never comes to rest." },
    seed: 1,
    data: null,
    params: { noise: 2 },
  },
];
