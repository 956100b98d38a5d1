/** One animal on a canvas, and what light and camera do to the picture. */

import { cosTurns, sinTurns } from "../../../math/elementary.ts";
import type { Dice } from "../dice.ts";
import type { Canvas, Frame } from "../painting.ts";
import { drawCat } from "./cat.ts";
import { drawDog } from "./dog.ts";
import { type Look, lookOf } from "./look.ts";

/** The classes, by the names of their labels. */
export const PETS = ["cat", "dog"] as const;

/** A square that an animal fills about, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Draws an animal of class 0 (cat) or 1 (dog) about the middle of a place. In any pose, or in the given one. Returns the pose: 0 portrait, 1 sitting, and its turn. */
export function drawPet(
  canvas: Canvas,
  label: number,
  { x, y, side }: Place,
  dice: Dice,
  pose?: Look["pose"],
): { pose: number; turn: number } {
  const drawn = lookOf(dice);
  const look = pose ? { ...drawn, pose } : drawn;
  const isSitting = look.pose === "sitting";
  // Of the side, half the width of the head: a sitting animal is all in the picture, of a portrait head and shoulders are.
  const scale = side * (isSitting ? 0.2 : 0.315);
  const turn = (isSitting ? 0.35 : 1) * dice.between(-0.055, 0.055);
  const frame: Frame = {
    x,
    y: y - scale * (isSitting ? 0.85 : -0.05),
    scale,
    cos: cosTurns(turn),
    sin: sinTurns(turn),
    flip: 1,
  };
  (label === 0 ? drawCat : drawDog)(canvas, frame, look, dice);
  return { pose: isSitting ? 1 : 0, turn };
}
