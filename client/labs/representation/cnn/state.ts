import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { PictureSamples } from "../../../../shared/labs/nets/pictures.ts";
import { netQuestion } from "../../../../shared/labs/nets/questions.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { samplesOf } from "../../../../shared/labs/representation/cnn/data.ts";
import { type CnnParams, taskParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import { className } from "../../../i18n/class-names.ts";
import { type Answer, useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";

export type CnnProps = ViewProps<CnnParams>;

/** The pictures of the run, and the words for its classes. */
export interface Known {
  readonly samples: PictureSamples;
  readonly names: readonly string[];
  /** Held-out pictures as numbers from 0 to 1, by their place among the held-out ones. */
  heldOut(index: number): Float32Array;
}

/** Null where the data are not at hand. */
export function useKnown({ data, experiment }: CnnProps): Known | null {
  return useMemo(() => known(data, experiment), [data, experiment]);
}

function known(data: Table | null, { params, data: ref }: CnnProps["experiment"]): Known | null {
  if (data === null) return null;
  try {
    const samples = samplesOf(params, data);
    const { test, classes } = samples;
    return {
      samples,
      names: classes.map((name) => className(ref, name)),
      heldOut: (index) => rowsAsFloats(samples, test.subarray(index % test.length, (index % test.length) + 1)),
    };
  } catch (error) {
    // The draft's data may not be those of the run yet.
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}

/** Weights of the newest net of a run: while it trains, of the last snapshot. */
export function netOf({ fold }: Pick<CnnProps, "fold">): Arrays | undefined {
  const found = weightsIn(fold.output("train") ?? fold.snapshot("train"));
  return found["layer0.weights"] ? found : undefined;
}

/** Whether the model of the run is run and not trained: then views show what follows from its answers alone. */
export function isOnlyRun({ fold }: Pick<CnnProps, "fold">): boolean {
  return fold.tasks.some(({ kind }) => kind === "foreign");
}

/** Whether there is something to ask: a net, or a model that has answered. */
export function canAsk(props: Pick<CnnProps, "fold">): boolean {
  return isOnlyRun(props) ? props.fold.output("evaluate") !== undefined : netOf(props) !== undefined;
}

/** Asks the newest net about a picture, or a scene; null asks nothing. `key` tells pictures apart. */
export function useNet(
  props: CnnProps,
  kind: "forward" | "saliency" | "sceneMap",
  picture: Float32Array | null,
  key: string,
  more: Readonly<Record<string, number>> = {},
  recordedAs?: string,
): Answer {
  const known = useKnown(props);
  const weights = netOf(props);
  const { fold, version, experiment } = props;
  const state = fold.output("train") || isOnlyRun(props) ? `final ${fold.tasks.length}` : `step ${version}`;
  const evaluated = isOnlyRun(props) ? fold.output("evaluate") : undefined;
  const isAsked = known !== null && (evaluated ?? weights) !== undefined && picture !== null;
  return useAnswer(props.ask, isAsked ? `${kind} ${state} ${key} ${JSON.stringify(more)}` : null, () => {
    if (!known || !picture) throw new Error("nothing to ask about");
    const net = evaluated ? { evaluated } : { params: taskParams(experiment.params), weights: weights ?? {} };
    const { task, given } = netQuestion(kind, net, known.samples, picture, more);
    return { task: { ...task, recordedAs: fold.output("train") ? recordedAs : undefined }, given };
  });
}
