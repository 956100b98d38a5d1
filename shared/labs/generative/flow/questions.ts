import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { LabQuestion } from "../../recording.ts";
import { latentPoints } from "../points/plane.ts";
import type { FlowParams } from "./fields.ts";

/** What each layer of a flow (given: its layers) makes of latent points, n × 2. */
export function stagesQuestion(
  { couplings, hidden, activation, map, bins, bound }: FlowParams,
  net: Arrays,
  z: NDArray,
): LabQuestion {
  return {
    task: { kind: "stages", steps: 1, params: { couplings, hidden, activation, map, bins, bound } },
    given: { ...net, z },
  };
}

/** Lines of the latent grid lie at −REACH, −REACH + 1/2, …, REACH, and are followed point by point. */
const REACH = 3;
/** Side of the square, about the mean, in which the way is seen: in units of the model. */
export const WAY_SIDE = 2 * REACH + 0.6;
const LINES = 4 * REACH + 1;
const POINTS = 61;
/** Samples that go the way with it. */
const SAMPLES = 600;

/** Where lines of the grid begin and end among its points. */
export const gridLines: readonly (readonly [from: number, to: number])[] = Array.from({ length: 2 * LINES }, (_, l) => [
  l * POINTS,
  (l + 1) * POINTS,
]);
/** Where samples begin among the points. */
export const FIRST_SAMPLE = 2 * LINES * POINTS;

/** The lines of a grid over the latent plane, upright and across, then samples of a Gaussian: n × 2. */
export function latentGrid(): NDArray<Float32Array> {
  const points: number[] = [];
  for (const isUpright of [true, false])
    for (let l = 0; l < LINES; l++)
      for (let p = 0; p < POINTS; p++) {
        const [fixed, along] = [l / 2 - REACH, (2 * REACH * p) / (POINTS - 1) - REACH];
        points.push(...(isUpright ? [fixed, along] : [along, fixed]));
      }
  const drawn = latentPoints(SAMPLES, [0x6a11, 2]);
  return array(Float32Array.of(...points, ...drawn), [FIRST_SAMPLE + SAMPLES, 2]);
}
