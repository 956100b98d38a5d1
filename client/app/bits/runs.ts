/** Which engines gave which bits: real runs, each written down by the command that made it (`npm run bits`). */

/** Where the code of a run ran. */
export const engines = ["node", "chromium", "firefox", "workerd"] as const;
export type Engine = (typeof engines)[number];

export interface Run {
  readonly threads: number;
  /** Of the engine. */
  readonly version: string;
  readonly digest: string;
  /** ISO 8601, the day. */
  readonly on: string;
}

/** The runs of a lab's first preset. `digest`: of the result that was recorded for the page, which all are held against. */
export interface LabRuns {
  readonly preset: string;
  readonly digest: string;
  readonly runs: Readonly<Partial<Record<Engine, readonly Run[]>>>;
}

/** By the ids of labs. */
export type AllRuns = Readonly<Record<string, LabRuns>>;

/** Numbers of threads that are tried. */
export const threadCounts = [1, 2, 3, 8] as const;

export type Cell = { readonly kind: "not run" } | { readonly kind: "same" | "different"; readonly run: Run };

export function cellOf(lab: LabRuns | undefined, engine: Engine, threads: number): Cell {
  const run = lab?.runs[engine]?.find((one) => one.threads === threads);
  if (!lab || !run) return { kind: "not run" };
  return { kind: run.digest === lab.digest ? "same" : "different", run };
}

/** The runs with one more. Those of another preset, or held against another recording, no longer say anything and go. */
export function withRun(all: AllRuns, lab: string, about: Omit<LabRuns, "runs">, engine: Engine, run: Run): AllRuns {
  const before = all[lab];
  const isSame = before?.preset === about.preset && before.digest === about.digest;
  const runs = isSame ? before.runs : {};
  const own = [...(runs[engine] ?? []).filter(({ threads }) => threads !== run.threads), run];
  own.sort((a, b) => a.threads - b.threads);
  return { ...all, [lab]: { ...about, runs: { ...runs, [engine]: own } } };
}

/** Runs held against each other: how many gave the same, of how many. */
export function countRuns(all: AllRuns): { readonly same: number; readonly different: number } {
  let [same, different] = [0, 0];
  for (const lab of Object.values(all))
    for (const { digest } of Object.values(lab.runs).flat()) {
      if (digest === lab.digest) same++;
      else different++;
    }
  return { same, different };
}
