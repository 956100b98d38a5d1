import type { TypedArray } from "../arrays.ts";
import { decodeSafetensors } from "../data/readers/safetensors/safetensors.ts";
import { typeName } from "../experiment/digest.ts";
import type { Claim } from "./publication.ts";

/** Everything that a link, an exported file or a result file says that a run gave. */
export interface Claimed {
  readonly claim: Claim;
  /** Undefined where none were given; null where what was given cannot be read: no run gives that. */
  readonly arrays?: ClaimedArrays | null;
  /** Bytes of the quantised model; undefined where none were given. */
  readonly model?: Uint8Array;
}

export interface ClaimedArrays {
  readonly arrays: Readonly<Record<string, ClaimedArray>>;
  /** The bytes that they were thinned to; undefined where they are whole. */
  readonly room?: number;
  /** The weights of each net are there together or not at all. */
  readonly wholeNets?: true;
}

export interface ClaimedArray {
  readonly shape: readonly number[];
  /** "float64", …; undefined in files that do not say. */
  readonly type?: string;
  /** In JSON null stands for a number that is not finite, and −0 is 0. */
  readonly values: TypedArray | readonly (number | null)[];
}

/** What the arrays of one result may take when they are published, before `room` was written down beside them. */
const bytesBefore = 2 * 1024 * 1024;

/** In the metadata, as "nets": how weights were left out. Absent before, when the widest layers of a net went alone. */
export const WHOLE_NETS = "whole";

/** Bytes that the arrays of a result may take in a file of `most` bytes: the header, with the plan as JSON, needs the rest. */
export function roomFor(tasks: string, most: number): number {
  return most - tasks.length * 3 - 4096;
}

/** What a publication claims, with the bytes of its parts. */
export function claimedOf(claim: Claim, arrays: Uint8Array | undefined, model: Uint8Array | undefined): Claimed {
  return {
    claim,
    ...(arrays === undefined ? {} : { arrays: publishedArrays(arrays) }),
    ...(model === undefined ? {} : { model }),
  };
}

/** The arrays of a publication: a safetensors file that says in its metadata what they were thinned to. */
function publishedArrays(bytes: Uint8Array): ClaimedArrays | null {
  try {
    const { arrays, metadata } = decodeSafetensors(bytes, "arrays");
    const room = metadata.room === undefined ? roomFor(metadata.tasks ?? "", bytesBefore) : Number(metadata.room);
    if (!Number.isSafeInteger(room)) return null;
    const typed = Object.entries(arrays).map(([name, { shape, values }]) => {
      return [name, { shape, type: typeName(values), values }] as const;
    });
    return {
      arrays: Object.fromEntries(typed),
      room,
      ...(metadata.nets === WHOLE_NETS && { wholeNets: true }),
    };
  } catch {
    return null;
  }
}
