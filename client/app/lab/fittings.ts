import { signal } from "@preact/signals";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Session } from "../../run/session.ts";

/** Parameters that were changed because of the last own files of a desk. */
export interface Fitting {
  /** On the data that were there before. */
  readonly before: Experiment;
  /** Without what named nodes of those data. */
  readonly from: Experiment;
  /** With those parameters changed that the files are too small for. */
  readonly to: Experiment;
}
export const fittings = signal<ReadonlyMap<Session, Fitting>>(new Map());
