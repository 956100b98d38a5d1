/** What computed a result. Runs of one experiment by one engine on one device give the same bits. */
export interface Engine {
  /** SHA-256 of each .wasm file that the run used, by name. */
  readonly wasm: Readonly<Record<string, string>>;
  /** Version of the random-number contract. */
  readonly random: string;
  /** The lab's revision. Absent in results from before it was counted: no engine of today is known to be theirs. */
  readonly revision?: number;
  /** Version of the file readers, where the data are files. */
  readonly data?: number;
  /** Version of the compiler of densities, where the lab computes with texts. */
  readonly densities?: number;
}

/** Whether both are known, and known to be one and the same. */
export function sameEngine(a: Engine | undefined, b: Engine | undefined): boolean {
  if (a?.revision === undefined || b === undefined) return false;
  const names = Object.keys(a.wasm);
  return (
    a.revision === b.revision &&
    a.random === b.random &&
    a.data === b.data &&
    a.densities === b.densities &&
    names.length === Object.keys(b.wasm).length &&
    names.every((name) => Object.hasOwn(b.wasm, name) && a.wasm[name] === b.wasm[name])
  );
}
