/** Files of the models in base64, written by `npm run train:gallery`. */
export const files: Readonly<Record<string, () => Promise<string>>> = {
  "cats-dogs": async () => (await import("./cats-dogs.ts")).file,
  digits: async () => (await import("./digits.ts")).file,
  rbm: async () => (await import("./rbm.ts")).file,
  diffusion: async () => (await import("./diffusion.ts")).file,
  gan: async () => (await import("./gan.ts")).file,
  shapes: async () => (await import("./shapes.ts")).file,
  melodies: async () => (await import("./melodies.ts")).file,
  molecules: async () => (await import("./molecules.ts")).file,
  "text-en": async () => (await import("./text-en.ts")).file,
  "text-es": async () => (await import("./text-es.ts")).file,
};
