/** Words of the autoencoder lab's views alone. */
export const words = {
  draw: { es: "Dibuja", en: "Draw" },
} as const;
