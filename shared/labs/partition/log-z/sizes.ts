/** How much of each task there is, as page and threads know it. */
import { BASES, type BaseName, type Method } from "./names.ts";

/** Draws of each base, and of the model. */
export const DRAWS = 1024;
/** Of these, states that are shown as pictures, and as points. */
export const PICTURES = 12;
export const POINTS = 300;
/** Chains of each direction that are drawn, and steps that they are annealed in. */
export const CHAINS = 16;
export const ANNEALING_STEPS = 64;
/** Rungs of the ladders that are drawn, and sweeps of each. */
export const RUNGS = 13;
export const CLIMBS = 48;

/** One method, or the two that share their draws. */
export type Studied = Exclude<Method, "bridge" | "thermodynamic"> | "ladder";

export const STUDIED: readonly Studied[] = ["naive", "importance", "aisUniform", "aisRates", "aisMeanField", "ladder"];

/** The methods of a task. */
export function methodsOf(studied: Studied): readonly Method[] {
  return studied === "ladder" ? ["bridge", "thermodynamic"] : [studied];
}

/** Tasks that the repeats of a method are dealt out to, one after the other, so that more repeats only lengthen them: threads have more to share. */
export const PARTS = 4;

/** A task that tries a method: repeats `part`, `part` + `PARTS`, … */
export const partOf = (studied: Studied, part: number): string => `study.${studied}.${part}`;

/** The tasks that try a method. */
export function studiesOf(method: Method): readonly string[] {
  const studied = method === "bridge" || method === "thermodynamic" ? "ladder" : method;
  return Array.from({ length: PARTS }, (_, part) => partOf(studied, part));
}

/** Repeats of a part, of so many in all. */
export const repeatsOf = (part: number, repeats: number): number => Math.ceil(Math.max(0, repeats - part) / PARTS);

/** Numbers of an estimate in a record: itself, its lower and its upper limit. */
export const WIDTH = 3;

/** Where a method begins. */
export function baseOf(of: Studied, chosen: BaseName): BaseName {
  switch (of) {
    case "naive":
    case "aisUniform":
      return BASES[0];
    case "aisRates":
      return "rates";
    case "aisMeanField":
      return "meanField";
    case "importance":
    case "ladder":
      return chosen;
    default:
      throw new RangeError(`no such method: ${of satisfies never}`);
  }
}
