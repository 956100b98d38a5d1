import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { type Model, models } from "../../../../shared/labs/factors/factor-models/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { type Answer, useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** A model that is dragged: "truth" is the one that made the data. */
export type Chosen = Model | "truth";

export const aboutOf: Record<Model, keyof typeof words> = {
  pca: "pcaAbout",
  ppca: "ppcaAbout",
  fa: "faAbout",
  ica: "icaAbout",
  sfa: "sfaAbout",
  sparse: "sparseAbout",
};

export function nameOf(chosen: Chosen): string {
  return t(words[chosen]);
}

/** Mean and components of a model, as fitted so far. */
export function modelOf({ fold }: Pick<ViewProps, "fold">, model: Model): Arrays | undefined {
  const found = fold.output(model) ?? fold.snapshot(model);
  return found?.components ? found : undefined;
}

export function knownModels(props: Pick<ViewProps, "fold">): readonly Model[] {
  return models.filter((model) => modelOf(props, model) !== undefined);
}

/** Whether the model that made the data is known. */
export function hasTruth({ experiment }: Pick<ViewProps, "experiment">): boolean {
  return experiment.data !== null && "generator" in experiment.data && experiment.data.generator === "factor-family";
}

/** The model that made the data. */
export function useTruth(props: ViewProps): Arrays | null {
  const { data } = props.experiment;
  const source = data !== null && "generator" in data && hasTruth(props) ? data : null;
  const { answer } = useAnswer(props.ask, source && JSON.stringify(source), () => ({
    task: { kind: "truth", steps: 1, params: { ...source?.params, dataSeed: source?.seed ?? 0 } },
    given: {},
  }));
  return answer;
}

/** The data that these latents stand for. */
export function useMoved(
  props: ViewProps,
  model: Arrays | null | undefined,
  z: readonly number[],
  key: string,
): Answer {
  const fits = model?.components?.shape[0] === z.length;
  return useAnswer(props.ask, model && fits ? `${key} ${z.join(" ")}` : null, () => ({
    task: { kind: "move", steps: 1, params: {} },
    given: {
      mean: model?.mean as NDArray,
      components: model?.components as NDArray,
      z: { shape: [1, z.length], values: Float64Array.from(z) },
    },
  }));
}

/** Latents of rows, points × latents, in the coordinates of a model. */
export function pointsOf({ fold, data }: Pick<ViewProps, "fold" | "data">, chosen: Chosen): NDArray | undefined {
  if (chosen !== "truth") return fold.output(chosen)?.codes;
  if (!data?.factors) return undefined;
  const width = data.factors.names.length;
  const rows = Math.min(500, data.rows);
  return { shape: [rows, width], values: data.factors.values.subarray(0, rows * width) };
}
