/** What there is to be found in a scene. */
import { SCENE_FACTORS } from "../../data/generators/scene-factors.ts";
import type { Table } from "../../data/table.ts";
import type { Thing } from "./peaks.ts";

/** How far a peak may lie from the middle of an animal that it stands for, in pixels. */
export const REACH = 12;

/** Number of the class that is no object, −1 where every picture shows one. */
export function backgroundOf(classes: readonly string[]): number {
  return classes.indexOf("neither");
}

/** The animals of a scene of the generator `scenes`. */
export function thingsIn({ factors }: Table, scene: number): readonly Thing[] {
  const own = (factors?.values ?? new Float64Array(0)).subarray(scene * SCENE_FACTORS.length);
  const of = (name: string) => own[SCENE_FACTORS.indexOf(name)];
  return Array.from({ length: of("animals") }, (_, i) => ({
    label: of(`class${i + 1}`),
    y: of(`y${i + 1}`),
    x: of(`x${i + 1}`),
  }));
}
