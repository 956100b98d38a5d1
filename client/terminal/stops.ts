import type { Arrays } from "../../shared/arrays.ts";
import { stoppedOf } from "../../shared/labs/stopped.ts";

/** Of each training of a result that ended before its last step: at which, and why. */
export function stopsIn(arrays: Arrays): readonly string[] {
  return Object.entries(arrays).flatMap(([name, stopped]) => {
    const [, task] = /^output\/([^/]+)\/stopped$/.exec(name) ?? [];
    const stop = task === undefined ? undefined : stoppedOf({ stopped });
    if (!stop) return [];
    const step = stop.step + 1;
    switch (stop.why) {
      case "diverged":
        return `task ${task} diverged: its loss was no longer finite at step ${step}; its best weights are kept (lower the learning rate)`;
      case "patience":
        return `task ${task} ran out of patience: it stopped at step ${step}, as its held-out loss had not fallen for so many evaluations; its best weights are kept`;
      case "target":
        return `task ${task} reached its target: it stopped at step ${step}, and its weights of that step are kept`;
      default:
        return [];
    }
  });
}
