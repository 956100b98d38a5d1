import { describe, expect, it } from "vitest";
import { decodeFile } from "../../shared/data/readers/file.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import kept from "../shared/data/pictures.json";

interface Kept {
  readonly file: string;
  /** SHA-256 of the pixels that Node decodes. */
  readonly decoded?: string;
}
const pictures = Object.entries(kept.pictures as Readonly<Record<string, Kept>>).filter(([, { decoded }]) => decoded);

describe("pictures in a browser", () => {
  it.each(pictures)("%s has the pixels that it has in Node", async (name, { file, decoded }) => {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
    const content = await decodeFile({ name, bytes });
    if (content.kind !== "table") throw new Error(content.kind);
    expect(await sha256Hex(content.table.values as Uint8Array<ArrayBuffer>)).toBe(decoded);
  });
});
