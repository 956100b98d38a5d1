import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { taskParams, type VaeParams, type VaeTaskParams } from "../../../../shared/labs/autoencoders/vae/fields.ts";
import { rowsOf } from "../../parts/matrix.ts";
import type { View, ViewProps } from "../../view.ts";
import type { CodedProps } from "../state.ts";

/** What views of this lab are given: the parameters as its tasks have them, so that views of the family draw it too. */
export type VaeProps = ViewProps<VaeTaskParams>;

/** A view that is written for these. */
export function told(Component: (props: VaeProps) => ReturnType<View["component"]>) {
  return function Told(props: ViewProps<VaeParams>) {
    const { experiment } = props;
    const own = useMemo(() => ({ ...experiment, params: taskParams(experiment.params) }), [experiment]);
    return <Component {...props} experiment={own} />;
  };
}

/** Means of the posteriors of the first held-out rows, at most so many. */
export function codesOf({ fold }: Pick<VaeProps, "fold">, most: number): NDArray<Float32Array> | null {
  const codes = fold.output("codes")?.codes ?? fold.snapshot("train")?.codes;
  if (!codes) return null;
  const { shape, values } = rowsOf(codes, 0, most);
  return { shape, values: Float32Array.from(values) };
}

/** A view of the family that draws held-out rows, with their codes. */
export function coded<More extends object>(
  Component: (props: CodedProps & More) => ReturnType<View["component"]>,
  more: More,
) {
  return (props: VaeProps) => <Component {...props} {...more} codes={codesOf(props, shownRows)} />;
}

/** Numbers of the code, those first whose divergence from the prior is largest; two, and all until that is known, in their own order. */
export function byActivity({ fold, experiment }: Pick<VaeProps, "fold" | "experiment">): readonly number[] {
  const divergences = fold.output("bounds")?.divergences.values;
  const all = Array.from({ length: experiment.params.latent }, (_, i) => i);
  return divergences && all.length > 2 ? all.sort((a, b) => divergences[b] - divergences[a]) : all;
}

/** Changes with the numbers of a question. */
export const keyOf = (values: ArrayLike<number>): string => Array.from(values, (value) => value.toFixed(4)).join(" ");
