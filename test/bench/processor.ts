import { readdirSync, readFileSync } from "node:fs";

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

/** Linux tells times in hundredths of a second, whatever its own ticks are. */
const TICKS = 100;

/** Seconds of the processor that this process and those it started have had, in whole hundredths; undefined where there is no /proc. */
export function processSeconds(): { readonly own: number; readonly others: number } | undefined {
  try {
    const others = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(timesOf)
      .filter(({ parent }) => parent === process.pid);
    return { own: timesOf("self").seconds, others: others.reduce((sum, { seconds }) => sum + seconds, 0) };
  } catch {
    return undefined;
  }
}

/** Of a process that may have ended meanwhile. */
function timesOf(name: string): { readonly parent: number; readonly seconds: number } {
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8");
    // Its second field, a name in parentheses, may hold anything.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return { parent: 0, seconds: 0 };
  }
}
