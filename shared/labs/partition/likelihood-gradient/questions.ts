import type { Arrays, NDArray } from "../../../arrays.ts";
import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { LabQuestion } from "../../recording.ts";
import type { LikelihoodParams } from "./fields.ts";
import { methodsOf } from "./names.ts";

/** Cells along each side of the map. */
export const CELLS = 44;

/** A plane through maximum likelihood: its centre, two directions, and how far it is seen along each. */
export interface MapPlane {
  readonly centre: Float64Array;
  /** The two directions, one after another. */
  readonly directions: Float64Array;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Which directions: the principal ones, or two of the parameters. */
export type MapAxes = "principal" | readonly [across: number, upright: number];

/** Room around what must be seen, as a share of it. */
const ROOM = 0.25;

/** The plane that shows the start and all fixed points; undefined until these are known. */
export function planeOf(fold: Fold, params: LikelihoodParams, axes: MapAxes): MapPlane | undefined {
  const found = fold.output("fixed");
  if (!found) return undefined;
  const centre = Float64Array.from(found["theta.exact"].values);
  const size = centre.length;
  const directions =
    axes === "principal"
      ? Float64Array.from(found.directions.values)
      : Float64Array.from({ length: 2 * size }, (_, at) => (at % size === axes[at < size ? 0 : 1] ? 1 : 0));
  // Ratio matching may end far away: it does not decide what is seen.
  const decisive = methodsOf(params).filter((method) => method !== "ratio");
  const points = [found.start, ...decisive.flatMap((method) => found[`theta.${method}`] ?? [])].map(({ values }) =>
    placeOf({ centre, directions }, values),
  );
  const span = (axis: 0 | 1): readonly [number, number] => {
    const places = points.map((place) => place[axis]);
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const room = Math.max(ROOM * (high - low), 0.1);
    return [low - room, high + room];
  };
  const [x, y] = [span(0), span(1)];
  // Neither side is much shorter than the other: what is drawn there would be rounding.
  return { centre, directions, x, y: widened(y, 0.2 * (x[1] - x[0])) };
}

function widened([low, high]: readonly [number, number], least: number): readonly [number, number] {
  const more = Math.max(0, (least - (high - low)) / 2);
  return [low - more, high + more];
}

/** Where parameters lie on the plane. */
export function placeOf(
  { centre, directions }: Pick<MapPlane, "centre" | "directions">,
  theta: ArrayLike<number>,
  from = 0,
): readonly [number, number] {
  const size = centre.length;
  let [x, y] = [0, 0];
  for (let i = 0; i < size; i++) {
    const off = Number(theta[from + i]) - centre[i];
    x += off * directions[i];
    y += off * directions[size + i];
  }
  return [x, y];
}

/** Parameters at a place of the plane. */
export function thetaAt({ centre, directions }: Pick<MapPlane, "centre" | "directions">, x: number, y: number) {
  return centre.map((value, i) => value + x * directions[i] + y * directions[centre.length + i]);
}

function dataOf(fold: Fold): Record<string, NDArray> {
  return { ...(fold.output("data") as Arrays) };
}

/** What maximum likelihood makes small, over the plane. */
export function mapQuestion(fold: Fold, params: LikelihoodParams, plane: MapPlane): LabQuestion {
  return {
    task: { kind: "map", steps: 1, params: { ...params } },
    given: {
      ...dataOf(fold),
      centre: array(plane.centre),
      directions: array(plane.directions),
      box: array(Float64Array.of(...plane.x, ...plane.y)),
    },
  };
}

/** Expected updates of all methods at parameters that the hand chose. */
export function probeQuestion(fold: Fold, params: LikelihoodParams, theta: Float64Array): LabQuestion {
  return {
    task: { kind: "probe", steps: 1, params: { ...params } },
    given: { ...dataOf(fold), at: array(theta) },
  };
}
