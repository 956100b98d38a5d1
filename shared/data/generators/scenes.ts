import { foldIn, integer, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Dice, diceOf } from "./dice.ts";
import { defineGenerator } from "./generator.ts";
import { blankCanvas, bytesInto, type Canvas, expose } from "./painting.ts";
import { drawThing, drawWall } from "./pets/backdrop.ts";
import { drawPet, type Place } from "./pets/pet.ts";
import { SCENE, SCENE_FACTORS } from "./scene-factors.ts";

/** Side of an animal's square in pixels: about that of the pictures of `cats-dogs`. */
const SIDE = { low: 30, high: 40 } as const;
/** Places that are tried for an animal before there is one less. */
const TRIES = 60;
/**
 * Scenes of 128 × 96 pixels in colour with two to four of the animals of `cats-dogs`, sitting, in squares that do not overlap, among things that are neither: to find
 * objects in. The factors say where each animal is (`SCENE_FACTORS`), in pixels from the upper left corner; of animals that are not there class, x, y and side are −1.
 */
export const scenes = defineGenerator({
  id: "scenes",
  title: { es: "Escenas con gatos y perros", en: "Scenes with cats and dogs" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Escenas", en: "Scenes" },
      help: { es: "Cuántas escenas se dibujan.", en: "How many scenes are drawn." },
      min: 1,
      max: 500,
      default: 12,
      scale: "log",
    },
    things: {
      kind: "integer",
      label: { es: "Otras cosas", en: "Other things" },
      help: {
        es: "Cuántas pelotas, plantas, cajas y nubes hay entre los animales.",
        en: "How many balls, plants, boxes and clouds there are among the animals.",
      },
      min: 0,
      max: 12,
      default: 6,
    },
    variation: {
      kind: "number",
      label: { es: "Variación", en: "Variation" },
      help: {
        es: "Cuánto cambian el pelaje, el tamaño, el giro y la luz.",
        en: "How much fur, size, turn and light vary.",
      },
      min: 0,
      max: 1.5,
      default: 1,
      step: 0.1,
    },
  },
  cost({ count }) {
    const pixels = SCENE.width * SCENE.height;
    const values = 3 * pixels * count;
    return { values, bytes: values + 8 * SCENE_FACTORS.length * count + 24 * pixels, steps: values };
  },
  generate(key, { count, things, variation }) {
    const columns = 3 * SCENE.width * SCENE.height;
    const values = new Uint8Array(count * columns);
    const factors = new Float64Array(count * SCENE_FACTORS.length).fill(-1);
    for (let n = 0; n < count; n++) {
      const canvas = blankCanvas(SCENE.width, SCENE.height);
      const known = draw(canvas, foldIn(key, n), things, variation);
      factors.set(known, n * SCENE_FACTORS.length);
      bytesInto(values.subarray(n * columns, (n + 1) * columns), canvas);
    }
    return {
      rows: count,
      columns,
      values,
      image: { width: SCENE.width, height: SCENE.height, channels: 3 },
      factors: { names: SCENE_FACTORS, values: factors },
    };
  },
});

/** Draws one scene; returns its factors as far as there are animals. Animals further down stand in front. */
function draw(canvas: Canvas, key: Key, things: number, variation: number): readonly number[] {
  const dice = diceOf(foldIn(key, 0), variation);
  drawWall(canvas, dice);
  const places = placesOf(foldIn(key, 1), 2 + integer(key, 0, SCENE.most - 1), dice);
  const litter = diceOf(foldIn(key, 2), 1);
  for (let i = 0; i < things; i++)
    drawThing(
      canvas,
      litter.between(4, SCENE.width - 4),
      litter.between(4, SCENE.height - 4),
      litter.between(4, 9),
      litter,
    );
  const known = [places.length];
  for (const [i, place] of places.entries()) {
    const label = integer(key, 1 + i, 2);
    drawPet(canvas, label, place, diceOf(foldIn(key, 3, i), variation), "sitting");
    known.push(label, place.x, place.y, place.side);
  }
  expose(canvas, dice.between(0.85, 1.1), 0.02 * variation, foldIn(key, 4));
  return known;
}

/** At most `count` squares within the scene that do not overlap, from the top down. */
function placesOf(key: Key, count: number, dice: Dice): readonly Place[] {
  const places: Place[] = [];
  const sides = Array.from({ length: count }, () => dice.between(SIDE.low, SIDE.high));
  for (let i = 0, tries = 0; i < count && tries < TRIES * count; tries++) {
    const side = sides[i];
    const at = (index: number, extent: number) => side / 2 + (extent - side) * uniform(key, 2 * tries + index);
    const place = { x: at(0, SCENE.width), y: at(1, SCENE.height), side };
    const isFree = places.every((other) => {
      const apart = (side + other.side) / 2;
      return Math.abs(place.x - other.x) >= apart || Math.abs(place.y - other.y) >= apart;
    });
    if (!isFree) continue;
    places.push(place);
    i++;
  }
  return places.toSorted((a, b) => a.y - b.y);
}
