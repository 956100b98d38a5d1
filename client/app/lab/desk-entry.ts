/** What an entry of the browser's history says about the desk that wrote it, beside whatever else it says. */
import * as v from "valibot";

export interface DeskEntry {
  /** Of the desk; kept over reloads of its tab. */
  readonly id: string;
  /** Place among the entries of the desk. */
  readonly index: number;
  /** Address of what the form started with, where that is not the entry's own. */
  readonly from?: string | undefined;
  /** The form says more than an address can hold: it is among the drafts. */
  readonly isBeyond?: boolean | undefined;
}

const schema = v.object({
  desk: v.object({
    id: v.string(),
    index: v.pipe(v.number(), v.safeInteger()),
    from: v.optional(v.string()),
    isBeyond: v.optional(v.boolean()),
  }),
});

/** Null for the state of an entry that no desk wrote. */
export function entryOf(state: unknown): DeskEntry | null {
  const read = v.safeParse(schema, state);
  return read.success ? read.output.desk : null;
}

export function withEntry(state: unknown, desk: DeskEntry): unknown {
  return { ...(typeof state === "object" && state), desk };
}
