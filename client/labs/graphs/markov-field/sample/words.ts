import type { Localized } from "../../../../../shared/text.ts";

export const words = {
  lattice: { es: "Red", en: "Lattice" },
  latticeOf: { es: "Espines: arriba (claro) y abajo (oscuro)", en: "Spins: up (light) and down (dark)" },
  series: { es: "Serie", en: "Series" },
  sweep: { es: "Barrido", en: "Sweep" },
  energy: { es: "Energía por sitio (J)", en: "Energy per site (J)" },
  magnetisation: { es: "Magnetización por sitio", en: "Magnetisation per site" },
  empty: { es: "Aparece con el primer barrido.", en: "It appears with the first sweep." },
} as const satisfies Record<string, Localized>;
