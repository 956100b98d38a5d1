/** Pixels of a scene, and the most animals in one. */
export const SCENE = { width: 128, height: 96, most: 4 } as const;
const SLOTS = Array.from({ length: SCENE.most }, (_, i) => i + 1);
/** Of a scene: how many animals there are, and of each its class (0 cat, 1 dog; −1 where there is none), the middle and the side of its square. */
export const SCENE_FACTORS: readonly string[] = [
  "animals",
  ...SLOTS.flatMap((i) => [`class${i}`, `x${i}`, `y${i}`, `side${i}`]),
];
