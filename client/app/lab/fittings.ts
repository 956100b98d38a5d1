import { signal } from "@preact/signals";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Session } from "../../run/session.ts";

/** Parameters that were changed because the last own files of a desk were too small for them. */
export interface Fitting {
  readonly from: Experiment;
  readonly to: Experiment;
}
export const fittings = signal<ReadonlyMap<Session, Fitting | null>>(new Map());
