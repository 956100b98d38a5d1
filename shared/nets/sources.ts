/** What feeds the inputs of programs, and the programs of one net for different numbers of samples. */
import type { NetMachine, Program } from "./machine.ts";

/** What feeds an input of the net: for each sample the row of the same number. */
export interface Source {
  readonly values: Uint8Array | Float32Array;
  readonly columns: number;
}

/** Feeds the rows of these samples, from all sources, or from those that the program takes. */
export type Load = (program: Program, samples: Uint32Array, taken?: ReadonlySet<string>) => void;

export function loaderOf(machine: NetMachine, sources: Readonly<Record<string, Source>>): Load {
  const tables = Object.entries(sources).map(
    ([name, { values, columns }]) => [name, machine.table(values, columns)] as const,
  );
  return (program, samples, taken) => {
    for (const [name, table] of tables) if (taken?.has(name) ?? true) program.load(name, table, samples);
  };
}

/** A program for each number of samples, made when it is first asked for. */
export function passes(make: (rows: number) => Program): (rows: number) => Program {
  const known = new Map<number, Program>();
  return (rows) => {
    const program = known.get(rows) ?? make(rows);
    known.set(rows, program);
    return program;
  };
}
