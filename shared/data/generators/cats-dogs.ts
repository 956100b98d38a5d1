import { foldIn, integer } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { diceOf } from "./dice.ts";
import { defineGenerator } from "./generator.ts";
import { blankCanvas, bytesInto, expose } from "./painting.ts";
import { drawThing, drawWall } from "./pets/backdrop.ts";
import { drawPet, PETS } from "./pets/pet.ts";

/** Pixels on a side of a picture. */
export const PET_SIDE = 32;
const FACTORS = ["class", "pose", "x", "y", "size", "turn", "brightness"] as const;

/**
 * Doodles of cats and dogs, 32 × 32 pixels in colour. Fur, patterns, eyes, poses, backgrounds and light come from the same lists for both; what tells
 * them apart are parts: a cat has pointed (now and then folded) ears, slit pupils, a small pink nose and whiskers, a dog has hanging or rounded
 * (now and then pointed) ears, a long muzzle with a large dark nose, and often its tongue out. With three classes, a third of the pictures shows
 * neither. Factors: class, pose (0 head and shoulders, 1 sitting; 0 for neither), place of the middle and side of the animal in pixels, turn of the head
 * in turns clockwise, brightness.
 */
export const catsDogs = defineGenerator({
  id: "cats-dogs",
  title: { es: "Gatos y perros dibujados", en: "Cats and dogs, drawn" },
  classes: {
    cat: { es: "gato", en: "cat" },
    dog: { es: "perro", en: "dog" },
    neither: { es: "ninguno", en: "neither" },
  },
  params: {
    count: {
      kind: "integer",
      label: { es: "Imágenes", en: "Pictures" },
      help: { es: "Cuántas imágenes se dibujan.", en: "How many pictures are drawn." },
      min: 10,
      max: 20_000,
      default: 2000,
      scale: "log",
    },
    classes: {
      kind: "integer",
      label: { es: "Clases", en: "Classes" },
      help: {
        es: "Con tres, un tercio de las imágenes no tiene ni gato ni perro.",
        en: "With three, a third of the pictures has neither cat nor dog.",
      },
      min: 2,
      max: 3,
      default: 2,
    },
    variation: {
      kind: "number",
      label: { es: "Variación", en: "Variation" },
      help: {
        es: "Cuánto cambian de una imagen a otra el pelaje, la postura, el fondo, el tamaño, el giro y la luz.",
        en: "How much fur, pose, background, size, turn and light vary from picture to picture.",
      },
      min: 0,
      max: 1.5,
      default: 1,
      step: 0.1,
    },
  },
  cost({ count }) {
    const values = 3 * PET_SIDE * PET_SIDE * count;
    return { values, bytes: values + (4 + 8 * FACTORS.length) * count + 24 * PET_SIDE * PET_SIDE, steps: values };
  },
  generate(key, { count, classes, variation }) {
    const columns = 3 * PET_SIDE * PET_SIDE;
    const values = new Uint8Array(count * columns);
    const labels = new Int32Array(count);
    const factors = new Float64Array(count * FACTORS.length);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      labels[n] = integer(own, 0, classes);
      const picture = values.subarray(n * columns, (n + 1) * columns);
      factors.set([labels[n], ...draw(picture, labels[n], foldIn(own, 1), variation)], n * FACTORS.length);
    }
    return {
      rows: count,
      columns,
      values,
      labels,
      classes: [...PETS, "neither"].slice(0, classes),
      image: { width: PET_SIDE, height: PET_SIDE, channels: 3 },
      factors: { names: FACTORS, values: factors },
    };
  },
});

/** Draws one picture; returns pose, x, y, size, turn, brightness. */
function draw(picture: Uint8Array, label: number, key: Key, variation: number): readonly number[] {
  const canvas = blankCanvas(PET_SIDE, PET_SIDE);
  const dice = diceOf(foldIn(key, 0), variation);
  drawWall(canvas, dice);
  const things = diceOf(foldIn(key, 1), variation);
  for (const left of [0.14, 0.86])
    drawThing(canvas, PET_SIDE * left, PET_SIDE * things.between(0.15, 0.9), things.between(3.5, 6), things);
  const place = {
    x: PET_SIDE / 2 + dice.between(-2.6, 2.6),
    y: PET_SIDE / 2 + dice.between(-2.2, 2.2),
    side: PET_SIDE * dice.between(0.84, 1.12),
  };
  const brightness = dice.between(0.78, 1.12);
  let [pose, turn] = [0, 0];
  if (label < PETS.length) ({ pose, turn } = drawPet(canvas, label, place, diceOf(foldIn(key, 2), variation)));
  else drawThing(canvas, place.x, place.y, place.side * things.between(0.15, 0.35), things);
  expose(canvas, brightness, 0.02 * variation, foldIn(key, 3));
  bytesInto(picture, canvas);
  return [pose, place.x, place.y, place.side, turn, brightness];
}
