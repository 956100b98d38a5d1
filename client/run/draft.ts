/**
 * The experiment in the form (draft) beside the one that was run (committed). Whether they differ, whether the picture is old and whether
 * there is something to share are functions of the two.
 */
import { isEqual } from "../../shared/experiment/equal.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import type { Status } from "./status.ts";

export interface Draft {
  readonly experiment: Experiment;
  /** What undo restores, oldest first. */
  readonly past: readonly Experiment[];
  /** What redo restores, nearest first. */
  readonly future: readonly Experiment[];
  /** The gesture of the last edit: moving one slider is one edit, however many values it passes. */
  readonly gesture: string | null;
}

const longestPast = 100;

export function startDraft(experiment: Experiment): Draft {
  return { experiment, past: [], future: [], gesture: null };
}

/** The draft after an edit. Edits of one gesture are undone together; an edit that changes nothing does not count. */
export function edit(draft: Draft, experiment: Experiment, gesture: string | null = null): Draft {
  if (same(draft.experiment, experiment)) return draft;
  const goesOn = gesture !== null && gesture === draft.gesture;
  const past = goesOn ? draft.past : [...draft.past, draft.experiment].slice(-longestPast);
  return { experiment, past, future: [], gesture };
}

/** The draft whose experiment is said more exactly, without a step to undo: the last edit goes on. */
export function amend(draft: Draft, experiment: Experiment): Draft {
  return { ...draft, experiment };
}

/** The next edit starts a new gesture, even if it moves the same control. */
export function endGesture(draft: Draft): Draft {
  return draft.gesture === null ? draft : { ...draft, gesture: null };
}

export function undo(draft: Draft): Draft {
  const before = draft.past.at(-1);
  if (!before) return draft;
  return {
    experiment: before,
    past: draft.past.slice(0, -1),
    future: [draft.experiment, ...draft.future],
    gesture: null,
  };
}

export function redo(draft: Draft): Draft {
  const [next, ...later] = draft.future;
  if (!next) return draft;
  return { experiment: next, past: [...draft.past, draft.experiment], future: later, gesture: null };
}

/**
 * The draft at an experiment that it held before: steps back or on as far as that one lies, as so many presses of undo or redo. One that it does not
 * hold (kept by the browser's history over a reload, or too far back) comes next to the present one, on the side that `way` says.
 */
export function moveTo(draft: Draft, experiment: Experiment, way: -1 | 1): Draft {
  const isThere = (one: Draft) => one.experiment === experiment;
  let moved = draft;
  if (draft.past.includes(experiment)) while (!isThere(moved)) moved = undo(moved);
  if (draft.future.includes(experiment)) while (!isThere(moved)) moved = redo(moved);
  if (isThere(moved)) return moved;
  const { past, future } = draft;
  const here = draft.experiment;
  if (way < 0) return { experiment, past: [], future: [here, ...future].slice(0, longestPast), gesture: null };
  return { experiment, past: [...past, here].slice(-longestPast), future: [], gesture: null };
}

/** Whether two experiments say the same, whatever the order of their keys. */
export const same = (a: Experiment, b: Experiment): boolean => isEqual(a, b);

/** Whether the data of two experiments say the same. */
export const sameData = (a: DataRef, b: DataRef): boolean => isEqual(a, b);

/** The form differs from where it started (preset, link, file). */
export function isDirty(draft: Draft, origin: Experiment): boolean {
  return !same(draft.experiment, origin);
}

/** The picture belongs to another experiment than the form says. */
export function isStale(draft: Draft, shown: Experiment | null): boolean {
  return shown !== null && !same(draft.experiment, shown);
}

/** There is a finished result of this very draft. */
export function isShareable(draft: Draft, status: Status): boolean {
  return status.kind === "finished" && same(draft.experiment, status.result.experiment);
}
