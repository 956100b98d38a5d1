import type { Preset } from "../../../lab.ts";

export const collapsePresets: readonly Preset[] = [
  {
    seed: 1,
    data: null,
    id: "collapse",
    title: { es: "El hundimiento al subir la dimensión", en: "Collapse as the dimension rises" },
    about: {
      es: "Un desplazamiento de 0,3 por coordenada: en 50 dimensiones, de 2.000 muestras quedan unas pocas.",
      en: "A shift of 0.3 per coordinate: in 50 dimensions a few are left of 2,000 draws.",
    },
    params: { task: "collapse" },
  },
];
