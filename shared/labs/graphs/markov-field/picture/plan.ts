import type { Table } from "../../../../data/table.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Task, Work } from "../../../lab.ts";
import type { PictureParams } from "./fields.ts";
import { checkPicture, labelsOf } from "./given.ts";
import { type MethodName, methodNames } from "./method-names.ts";

/** Whether the parameters are of a picture, and not of sampling. */
export function isPicture<P extends { readonly task: string }>(params: P): boolean {
  return params.task !== "sample";
}

/** The methods of a task: of two labels the exact cut, of more moves by cuts. */
export function methodsOf(params: PictureParams): readonly MethodName[] {
  const other = labelsOf(params) === 2 ? "moves" : "cut";
  return methodNames.filter((name) => name !== other);
}

/** "observe", then beside each other a task for each method; a step of these is a round. The cut needs one. */
export function planPicture(params: PictureParams, key: Key): readonly Task[] {
  // The number of rounds stands in `steps` alone, so that a longer run goes on from a shorter one.
  const { rounds, ...own } = params;
  const searches = methodsOf(params).map((name): Task => {
    const at = 1 + methodNames.indexOf(name);
    return {
      id: name,
      kind: name,
      key: foldIn(key, at),
      steps: name === "cut" ? 1 : rounds,
      params: own,
      after: ["observe"],
    };
  });
  return [{ id: "observe", kind: "observe", key: foldIn(key, 0), steps: 1, params: own }, ...searches];
}

export function estimatePicture(params: PictureParams, data: Table | null): Work {
  const { width, height } = checkPicture(params, data);
  const labels = labelsOf(params);
  const pixels = width * height;
  const pairs = (Number(params.neighbours) / 2) * pixels;
  const near = params.task === "grey" ? Math.max(1, params.truncation * (labels - 1)) : 1;
  const message = 4 * labels * (1 + 2 * near);
  const perRound: Record<MethodName, number> = {
    icm: pairs * labels * 2,
    annealing: pixels * (40 + 12 * labels) + pairs * labels * 2,
    "mean-field": pixels * 12 * labels + 3 * pairs * labels * labels,
    "max-product": pairs * message,
    "sum-product": pairs * message,
    cut: 150 * pairs,
    moves: 100 * pairs * (near > 1 ? labels * labels : labels),
  };
  const searched = Object.fromEntries(
    methodsOf(params).map((name) => [name, perRound[name] * (name === "cut" ? 1 : params.rounds)]),
  );
  const observing = pixels * (50 + (params.task === "segment" ? 30 * 30 * labels : 4 * labels));
  return {
    multiplyAdds: Object.values(searched).reduce((sum, work) => sum + work, observing),
    kinds: { observe: observing, ...searched },
    bytes: 8 * (pixels * labels * 6 + 4 * pairs * labels),
  };
}
