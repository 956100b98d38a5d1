import { array } from "../../../arrays.ts";
import { bridgeAndIntegral } from "../../../kernels/log-z/both.ts";
import { schedule } from "../../../kernels/log-z/path.ts";
import { type Estimated, fromAnnealing, fromDraws } from "../../../kernels/log-z/weights.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import type { LogZParams } from "./fields.ts";
import { annealingAt, levelsOf } from "./levels.ts";
import type { Method } from "./names.ts";
import { modelOf, pathFrom } from "./problem.ts";
import { baseOf, methodsOf, PARTS, type Studied, WIDTH } from "./sizes.ts";

type StudyParams = LogZParams & { readonly of: Studied; readonly part: number };

/**
 * A step is one of the part's repeats: the method is tried anew at every cost. Records, by method: estimate, lower and upper limit of each cost one after another (nats; ∞ for what
 * there is not).
 */
export const study = drive((params: StudyParams, context, { key }: Start) => {
  const { of, part, log2Cost, power } = params;
  const model = modelOf(params, context);
  const path = pathFrom(model, baseOf(of, params.base), context.inputs.model);
  const levels = levelsOf(log2Cost);
  const methods = methodsOf(of);
  const blank = array(new Float64Array(WIDTH * levels.length).fill(Number.POSITIVE_INFINITY));
  const tries = (level: number, own: Key): readonly Estimated[] => {
    if (of === "naive") return [fromDraws(path, 2 ** level, own)];
    if (of === "importance") return [fromAnnealing(path, model.exact, schedule(1, 1), 2 ** (level - 1), own)];
    if (of === "ladder") return bridgeAndIntegral(path, model.exact, level, power, own);
    const { chains, steps } = annealingAt(level);
    return [fromAnnealing(path, model.exact, schedule(steps, power), chains, own)];
  };
  return {
    advance: eachStep<Method>(Object.fromEntries(methods.map((method) => [method, blank])) as never, (n, row) => {
      const found = levels.map((level) => {
        context.beat?.();
        return tries(level, foldIn(key, part + PARTS * n, level));
      });
      for (const [m, method] of methods.entries())
        row[method] = found.flatMap((estimates) => {
          const { estimate, low, high } = estimates[m];
          return [estimate, low, high].map((value) => (Number.isFinite(value) ? value : Number.POSITIVE_INFINITY));
        });
    }),
    save: () => ({}),
    output: () => ({}),
  };
});
