import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A peer in Python that stays, and answers each line of JSON that it is sent with one. */
export interface PythonPeer {
  ask<Answer>(question: unknown): Promise<Answer>;
  close(): void;
}

/**
 * Starts a script of this folder, whose first line says that it is ready, with so many threads of its linear algebra, or as many as that takes by itself; a
 * sentence where it cannot run here.
 */
export async function startPython(
  script: string,
  args: readonly unknown[],
  threads: number | "as it comes" = 1,
): Promise<PythonPeer | string> {
  const own = String(threads);
  const limits =
    threads === "as it comes" ? {} : { OPENBLAS_NUM_THREADS: own, OMP_NUM_THREADS: own, MKL_NUM_THREADS: own };
  const child = spawn("/usr/bin/python3", [new URL(script, import.meta.url).pathname, ...args.map(String)], {
    env: { ...process.env, ...limits },
  });
  let complaint = "no /usr/bin/python3";
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (bytes: Uint8Array) => {
    complaint = String(bytes).trim().split("\n").at(-1) ?? complaint;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return complaint;
  return {
    async ask<Answer>(question: unknown) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { done, value } = await lines.next();
      if (done) throw new Error(`${script} ended: ${complaint}`);
      return JSON.parse(value) as Answer;
    },
    close: () => child.stdin.end(),
  };
}
