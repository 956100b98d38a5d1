import type { Fold } from "../../shared/labs/fold.ts";

/** Shows how far a run has come: on a terminal in one updating line, elsewhere as occasional lines. Null ends it. */
export function progressTo(stream: NodeJS.WriteStream): (fold: Fold | null) => void {
  const period = stream.isTTY ? 100 : 5000;
  let last = performance.now();
  let shown = false;
  return (fold) => {
    if (fold === null) {
      if (shown && stream.isTTY) stream.write("\n");
      return;
    }
    const now = performance.now();
    if (now - last < period) return;
    last = now;
    shown = true;
    const done = fold.tasks.reduce((steps, { id }) => steps + fold.done(id), 0);
    const total = fold.tasks.reduce((steps, task) => steps + task.steps, 0);
    const line = `${((100 * done) / total).toFixed(0)} % of ${total} steps`;
    stream.write(stream.isTTY ? `\r${line} ` : `${line}\n`);
  };
}
