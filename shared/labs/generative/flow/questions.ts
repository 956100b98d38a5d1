import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { LabQuestion } from "../../recording.ts";
import type { PictureShape } from "../points/pictures.ts";
import { latentPoints } from "../points/plane.ts";
import type { FlowParams } from "./fields.ts";

/** The net and, of pictures, their size as it has them. */
const asked = ({ couplings, hidden, activation, map, bins, bound }: FlowParams, image: PictureShape | undefined) => ({
  couplings,
  hidden,
  activation,
  map,
  bins,
  bound,
  ...image,
});

/** What each layer of a flow (given: its layers) makes of latent rows, n × columns. `image`: of a flow of pictures their size. */
export function stagesQuestion(params: FlowParams, net: Arrays, z: NDArray, image?: PictureShape): LabQuestion {
  return { task: { kind: "stages", steps: 1, params: asked(params, image) }, given: { ...net, z } };
}

/** What lies between two pictures, "ends", 2 × columns as shares of 255, in the latent space of a flow. */
export function betweenQuestion(params: FlowParams, net: Arrays, ends: NDArray, image: PictureShape): LabQuestion {
  return { task: { kind: "between", steps: 1, params: asked(params, image) }, given: { ...net, ends } };
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

/** Pictures that go the way. */
export const WAY_PICTURES = 32;

/** Latent rows that become pictures: WAY_PICTURES × columns, as far from the middle as the temperature says. The first seed is 1. */
export function latentPictures(columns: number, seed = 1, temperature = 1): NDArray<Float32Array> {
  const z = latentPoints(WAY_PICTURES, [0x6a11, seed + 1], columns);
  return array(
    z.map((x) => temperature * x),
    [WAY_PICTURES, columns],
  );
}

/** Pictures 2n and 2n + 1 of these, counted round: 2 × columns. */
export function endsOf({ values, shape: [rows, columns] }: NDArray, n: number): NDArray<Float32Array> {
  const own = [2 * n, 2 * n + 1].flatMap((at) => [
    ...values.subarray((at % rows) * columns, ((at % rows) + 1) * columns),
  ]);
  return array(Float32Array.from(own, Number), [2, columns]);
}
