import type { LabEntry } from "../../shared/labs/index.ts";
import { type Process, type Task } from "../../shared/labs/lab.ts";
/** What tests do around the steps of a process: charge simulated time, spoil the outcome. */
export interface Hooks {
    open?(process: Process, task: Task): Process;
}
/**
 * A lab for tests of what carries labs: random walks x ← 0.9 x + u, each a task, and a task that waits for all of them and adds up where
 * they ended, weighted by data if there are any. Every value depends on every earlier one, so a lost or repeated step changes the result.
 */
export declare function walkLab(hooks?: Hooks): import("../../shared/labs/lab.ts").Lab<Readonly<Record<string, import("../../shared/experiment/fields.ts").Field>>>;
export declare const walkLabs: (hooks?: Hooks) => readonly LabEntry[];
