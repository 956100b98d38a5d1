/** What the views of nets that tell pictures apart share: the pictures of a run, and questions to its net. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { ParamValue } from "../../../shared/experiment/fields.ts";
import type { PictureSamples } from "../../../shared/labs/nets/pictures.ts";
import { netQuestion, type PictureQuestion } from "../../../shared/labs/nets/questions.ts";
import { rowsAsFloats } from "../../../shared/labs/nets/rows.ts";
import { className } from "../../i18n/class-names.ts";
import { t } from "../../i18n/locale.ts";
import type { PictureShape } from "../../views/pixels.ts";
import { type Answer, useAnswer } from "../answer.ts";
import type { ViewProps } from "../view.ts";
import { isOnlyRun, lacksNet, netKey, newestWeights } from "./net-state.ts";
import { words as nets } from "./net-words.ts";
import { NotKept } from "./not-kept.tsx";
import { words } from "./picture-words.ts";
import "./parts.css";

/** The pictures of a run, and the words for its classes. */
export interface Known {
  readonly samples: PictureSamples;
  readonly shape: PictureShape;
  readonly names: readonly string[];
  /** Held-out pictures as numbers from 0 to 1, by their place among the held-out ones. */
  heldOut(index: number): Float32Array;
}

/** What a lab says of its net. */
export interface PictureNet<P> {
  /** Throws an ExperimentError for data that are not the net's. */
  samplesOf(params: P, data: Table): PictureSamples;
  /** The parameters that its tasks are given. */
  taskParams(params: P): Readonly<Record<string, ParamValue | undefined>>;
  /** How many layers with weights it has. */
  layersOf(params: P): number;
}

/** Null where the data are not at hand. */
export function useKnown<P>(net: PictureNet<P>, { data, experiment }: ViewProps<P>): Known | null {
  return useMemo(() => known(net, data, experiment), [data, experiment]);
}

function known<P>(
  { samplesOf }: PictureNet<P>,
  data: Table | null,
  { params, data: ref }: ViewProps<P>["experiment"],
): Known | null {
  if (data === null) return null;
  try {
    const samples = samplesOf(params, data);
    const { size, test, classes } = samples;
    return {
      samples,
      shape: { width: size.width, height: size.height, channels: size.channels === 3 ? 3 : 1 },
      names: classes.map((name) => className(ref, name)),
      heldOut: (index) => rowsAsFloats(samples, test.subarray(index % test.length, (index % test.length) + 1)),
    };
  } catch (error) {
    // The draft's data may not be those of the run yet.
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}

/** Whether there is something to ask: a net, or a model that has answered. */
export function canAsk(props: Pick<ViewProps, "fold">): boolean {
  return isOnlyRun(props) ? props.fold.output("evaluate") !== undefined : newestWeights(props) !== undefined;
}

/** Asks the newest net about a picture, or a scene; null asks nothing. `key` tells pictures apart. */
export type AskNet = (
  kind: PictureQuestion,
  picture: Float32Array | null,
  key: string,
  more?: Readonly<Record<string, number>>,
  recordedAs?: string,
) => Answer;

function askNet<P>({ taskParams, layersOf }: PictureNet<P>, props: ViewProps<P>, known: Known): AskNet {
  const { fold, experiment, ask } = props;
  const weights = newestWeights(props);
  const evaluated = isOnlyRun(props) ? fold.output("evaluate") : undefined;
  const partial = lacksNet(props, layersOf(experiment.params));
  const net = evaluated ? { evaluated } : weights && { params: taskParams(experiment.params), weights };
  return function useNet(kind, picture, key, more = {}, recordedAs) {
    const asked = net && picture ? `${kind} ${netKey(props)} ${key} ${JSON.stringify(more)}` : null;
    return useAnswer(ask, asked, () => {
      if (!net || !picture) throw new Error("nothing to ask about");
      const { task, given } = netQuestion(kind, net, known.samples, picture, more);
      return { task: { ...task, partial, recordedAs: fold.output("train") ? recordedAs : undefined }, given };
    });
  };
}

export type KnownProps<P = unknown> = ViewProps<P> & { readonly known: Known; readonly useNet: AskNet };

/** A view of the pictures of a run and of its net, which says what is missing while it is. `alsoBefore`: it draws without a net too. */
export function pictureView<P>(
  net: PictureNet<P>,
  Own: (props: KnownProps<P>) => ComponentChildren,
  alsoBefore = false,
) {
  return function PictureView(props: ViewProps<P>) {
    const own = useKnown(net, props);
    if (!own) return props.data ? <NotKept /> : <p class="part-caption">{t(words.noData)}</p>;
    if (!alsoBefore && lacksNet(props, net.layersOf(props.experiment.params))) return <NotKept />;
    if (!alsoBefore && !canAsk(props)) return <p class="part-caption">{t(nets.notYet)}</p>;
    return <Own key={props.data?.columns} {...props} known={own} useNet={askNet(net, props, own)} />;
  };
}

/** Of what comes once the net is trained, or the model has answered. */
export function LaterCaption(props: Pick<ViewProps, "fold">) {
  if (props.fold.finished) return <NotKept />;
  return <p class="part-caption">{t(isOnlyRun(props) ? words.afterAnswers : nets.afterTraining)}</p>;
}
