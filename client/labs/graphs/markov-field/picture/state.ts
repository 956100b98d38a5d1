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

/** The pixel that was pressed; before, one that the neighbours have won over: at a border where there is one, near the middle. */
export function pixelIn(props: PictureProps): number | null {
  const found = foundOf(props)?.labels;
  const alone = found?.values as Uint8Array | undefined;
  const { pixel } = looked.value;
  if (!found || !alone || (pixel !== null && pixel < alone.length)) return alone ? pixel : null;
  const labels = (props.fold.output(shownIn(props))?.labels.values as Uint8Array | undefined) ?? alone;
  return wonOver(labels, alone, found.shape);
}

function wonOver(labels: Uint8Array, alone: Uint8Array, [height, width]: readonly number[]): number {
  const [row, column] = [height >> 1, width >> 1];
  let [best, least] = [row * width + column, Infinity];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === alone[i]) continue;
    const [y, x] = [Math.floor(i / width), i % width];
    const isAtBorder =
      (x > 0 && labels[i - 1] !== labels[i]) ||
      (x < width - 1 && labels[i + 1] !== labels[i]) ||
      (y > 0 && labels[i - width] !== labels[i]) ||
      (y < height - 1 && labels[i + width] !== labels[i]);
    // Any at a border goes before all others.
    const far = (y - row) ** 2 + (x - column) ** 2 + (isAtBorder ? 0 : height ** 2 + width ** 2);
    if (far < least) [best, least] = [i, far];
  }
  return best;
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
