import { sha256Hex } from "../experiment/digest.ts";

/** A file as the user gave it. */
export interface UserFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

declare const hashed: unique symbol;
/** A file whose hash was computed from its bytes here, once: `hashFile` alone makes it, so that no claim of a hash passes for one. */
export interface HashedFile extends UserFile {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly [hashed]: true;
}

export async function hashFile({ name, bytes }: UserFile): Promise<HashedFile> {
  return { name, bytes, sha256: await sha256Hex(bytes) } as HashedFile;
}
