/** The messages on a graph: of the run where that was of it, otherwise asked of the pool with each change. */
import { useMemo, useRef } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import type { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { answeredError } from "../../../../shared/labs/graphs/answered.ts";
import { documentArrays } from "../../../../shared/labs/graphs/given-document.ts";
import type { CourseParams } from "../../../../shared/labs/graphs/messages/course.ts";
import { byNode, type Course, courseOfAnswer } from "../../../../shared/labs/graphs/messages/frames.ts";
import { factorLabels } from "../../../../shared/labs/graphs/messages/labels.ts";
import { type Net, netOf, type ProbabilisticGraph } from "../../../../shared/labs/graphs/messages/net.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { asShown } from "../as-shown.ts";

/** A graph, ready to be drawn. */
export interface Shown {
  /** By the names that readers see; its document has the names themselves. */
  readonly net: Net;
  /** What the factors are called. */
  readonly factors: readonly string[];
}

export function shownOf(document: ProbabilisticGraph, asked: Parameters<typeof netOf>[1]): Shown {
  const net = netOf(document, asked);
  const shown = { ...net, compiled: asShown(net.compiled) };
  return { net: shown, factors: factorLabels(shown).map(namesIn(document).node) };
}

export interface Courses {
  /** Of the graph as it is; null until it is known, and where there is none. */
  readonly course: Course | null;
  /** The newest beliefs of another one, while that of the graph is on its way. */
  readonly before: Course["beliefs"];
  /** Why there is none. */
  readonly error: ExperimentError | undefined;
  /** Places of the nodes whose evidence clashes. */
  readonly conflict: readonly number[];
  /** Multiply-adds of one that would take too long while somebody waits. */
  readonly price: number | undefined;
}

/** `ran`: that of the run, where it was of this very question. */
export function useCourse(
  { ask }: Pick<ViewProps, "ask">,
  document: ProbabilisticGraph,
  params: CourseParams,
  ran: Course | undefined,
): Courses {
  const given = useMemo(() => documentArrays(document), [document]);
  const text = useMemo(() => canonicalJson({ params, document }), [params, document]);
  const asked = ran ? null : text;
  const { rounds, ...rest } = params;
  const task = { kind: "course", steps: 1, params: { ...rest, rounds } as never };
  const { answer, key } = useAnswer(ask, asked, () => ({ task, given }));
  const arrays: Arrays | null = asked !== null && key === asked ? answer : null;
  const course = useMemo(() => ran ?? (arrays && courseOfAnswer(arrays)) ?? null, [ran, arrays]);
  const last = useRef<Course["beliefs"]>(undefined);
  if (course?.beliefs) last.current = course.beliefs;
  return {
    course,
    before: arrays ? undefined : last.current,
    error: arrays ? answeredError(arrays) : undefined,
    conflict: Array.from(arrays?.conflict?.values ?? []),
    price: arrays?.price?.values[0],
  };
}

/** By node; undefined of no numbers, and of those of another graph. */
export function numbersOf(net: Net, numbers: Arrays[string] | undefined): readonly Float64Array[] | undefined {
  const count = net.model.sizes.reduce((sum, size) => sum + size, 0);
  return numbers?.values.length === count ? byNode(net, Array.from(numbers.values, Number)) : undefined;
}
