import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../../shared/arrays.ts";
import type { GridField } from "../../../../../shared/kernels/grid-labels/index.ts";
import type { MarkovFieldParams } from "../../../../../shared/labs/graphs/markov-field/fields.ts";
import type { PictureParams } from "../../../../../shared/labs/graphs/markov-field/picture/fields.ts";
import { labelsOf } from "../../../../../shared/labs/graphs/markov-field/picture/given.ts";
import type { MethodName } from "../../../../../shared/labs/graphs/markov-field/picture/method-names.ts";
import { fieldOf } from "../../../../../shared/labs/graphs/markov-field/picture/model.ts";
import { methodsOf } from "../../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatPercent } from "../../../../i18n/numbers.ts";
import { okabeIto } from "../../../../views/palette.ts";
import type { ViewProps } from "../../../view.ts";
import { words } from "./words.ts";

export type PictureProps = ViewProps<MarkovFieldParams>;
/** What is shown large: the picture without noise, with it, or what a method makes of it. */
export type Shown = "original" | "observed" | MethodName;

/** What was chosen to be shown, and the pixel that was pressed: null before. */
export const looked = signal<{ readonly shown: Shown | null; readonly pixel: number | null }>({
  shown: null,
  pixel: null,
});

export const paramsOf = ({ experiment }: PictureProps) => experiment.params as PictureParams;

/** What the task "observe" found; undefined before. */
export const foundOf = ({ fold }: PictureProps): Arrays | undefined => fold.output("observe");

/** The labels of a method as they are now. */
export function labelsNow({ fold }: PictureProps, name: string): Uint8Array | undefined {
  const now = fold.output(name) ?? fold.snapshot(name);
  return now?.labels?.values as Uint8Array | undefined;
}

/** What was chosen, where it is of this task; otherwise what is found by cuts. */
export function shownIn(props: PictureProps): Shown {
  const methods = methodsOf(paramsOf(props));
  const { shown } = looked.value;
  return shown && ["original", "observed", ...methods].includes(shown) ? shown : methods[methods.length - 1];
}

/** The pixel that was pressed; before, one that the neighbours have won over, where there is one. */
export function pixelIn(props: PictureProps): number | null {
  const found = foundOf(props)?.labels;
  const alone = found?.values as Uint8Array | undefined;
  const { pixel } = looked.value;
  if (!found || !alone || (pixel !== null && pixel < alone.length)) return alone ? pixel : null;
  const [height, width] = found.shape;
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  const labels = (props.fold.output(shownIn(props))?.labels.values as Uint8Array | undefined) ?? alone;
  const won = labels.findIndex((label, i) => i >= middle && label !== alone[i]);
  return won < 0 ? middle : won;
}

/** The field of the run; null before its picture is seen. */
export function useField(props: PictureProps): GridField | null {
  const found = foundOf(props);
  const params = paramsOf(props);
  return useMemo(() => (found ? fieldOf(params, found) : null), [found, params]);
}

/** What a label is called. */
export function labelName(params: PictureParams, label: number): string {
  if (params.task === "segment") return t(words.class, { index: label + 1 });
  if (params.task === "binary") return t(label === 0 ? words.black : words.white);
  return t(words.level, { percent: formatPercent(label / (labelsOf(params) - 1), locale.value) });
}

/** The colour of a label: of a class a colour of its own, otherwise its grey. */
export function labelColor(params: PictureParams, label: number): string {
  if (params.task === "segment") return okabeIto[label % okabeIto.length];
  const grey = Math.round((255 * label) / (labelsOf(params) - 1));
  return `rgb(${grey} ${grey} ${grey})`;
}
