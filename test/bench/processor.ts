/** Seconds of the processor that this thread has had: what else runs on the machine does not count. */
export function processorSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** Systems count the time of a thread in ticks of milliseconds: work is repeated until it took so many seconds in all. */
const LEAST_SECONDS = 0.2;
/** What is opened before any of it is worked on: so much the fewer are the edges of ticks. */
const MOST_OPEN = 4;

/**
 * What `work` returned, and its seconds of the processor. `open` makes what it works on, which counts apart: `opening` seconds.
 */
export function processorTime<T, R>(
  open: () => T,
  work: (opened: T) => R,
): { readonly result: R; readonly seconds: number; readonly opening: number } {
  const timed = <A>(action: () => A): [A, number] => {
    const before = processorSeconds();
    const done = action();
    return [done, processorSeconds() - before];
  };
  let [times, seconds, opening] = [0, 0, 0];
  for (let count = 1; ; count = MOST_OPEN) {
    const [opened, before] = timed(() => Array.from({ length: count }, open));
    const [results, took] = timed(() => opened.map(work));
    times += count;
    opening += before;
    seconds += took;
    if (seconds >= LEAST_SECONDS) return { result: results[0], seconds: seconds / times, opening: opening / times };
  }
}
