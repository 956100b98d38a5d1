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

/** Numbers of threads that are tried; workerd has only the one that answers. */
export const threadCounts = [1, 2, 3, 8] as const;

export interface Column {
  readonly engine: Engine;
  readonly threads: number;
}

/** Engines, by threads, in which some lab was run: the others are not shown. */
export function columnsOf(all: AllRuns): readonly Column[] {
  const runs = Object.values(all).map((lab) => lab.runs);
  return engines.flatMap((engine) =>
    threadCounts
      .filter((threads) => runs.some((lab) => lab[engine]?.some((run) => run.threads === threads)))
      .map((threads) => ({ engine, threads })),
  );
}

export type Cell = { readonly kind: "not run" } | { readonly kind: "same" | "different"; readonly run: Run };

export function cellOf(lab: LabRuns | undefined, engine: Engine, threads: number): Cell {
  const run = lab?.runs[engine]?.find((one) => one.threads === threads);
  if (!lab || !run) return { kind: "not run" };
  return { kind: run.digest === lab.digest ? "same" : "different", run };
}

/** The runs with one more. Those of another preset, or held against another recording, no longer say anything and go. */
export function withRun(all: AllRuns, lab: string, about: Omit<LabRuns, "runs">, engine: Engine, run: Run): AllRuns {
  const runs = withoutStale(all, lab, about)[lab]?.runs ?? {};
  const own = [...(runs[engine] ?? []).filter(({ threads }) => threads !== run.threads), run];
  own.sort((a, b) => a.threads - b.threads);
  return { ...all, [lab]: { ...about, runs: { ...runs, [engine]: own } } };
}

/** The runs without those of a lab that were held against another preset or recording than this one. */
export function withoutStale(all: AllRuns, lab: string, { preset, digest }: Omit<LabRuns, "runs">): AllRuns {
  const isStale = (id: string, one: LabRuns) => id === lab && (one.preset !== preset || one.digest !== digest);
  return Object.fromEntries(Object.entries(all).filter(([id, one]) => !isStale(id, one)));
}

/** The file of the table: a line for each lab. */
export function textOfRuns(all: AllRuns): string {
  const lines = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, runs]) => `  ${JSON.stringify(id)}: ${JSON.stringify(runs)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
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
