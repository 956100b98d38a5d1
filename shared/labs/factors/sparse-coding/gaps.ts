import { bytesOfBase64 } from "../../../base64.ts";
import { ExperimentError } from "../../../experiment/errors.ts";

/** Cells on a side of a drawing of gaps, whatever the size of the picture that it is laid over. */
export const GAP_CELLS = 64;

/** Cells that are painted over (1 of 0 or 1; 64 × 64, row-major) as base64url text. */
export function encodeGaps(cells: ArrayLike<number>): string {
  let text = "";
  for (let at = 0; at < GAP_CELLS * GAP_CELLS; at += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte = (byte << 1) | (cells[at + bit] ? 1 : 0);
    text += String.fromCharCode(byte);
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The cells again; the empty text has none. Throws an ExperimentError at params.drawn. */
export function decodeGaps(drawn: string): Uint8Array {
  const cells = new Uint8Array(GAP_CELLS * GAP_CELLS);
  if (drawn === "") return cells;
  const bytes = bytesOf(drawn);
  if (bytes?.length !== cells.length / 8)
    throw new ExperimentError(
      "params.drawn",
      "not-a-drawing",
      `gap drawing: ${drawn.length} characters (must be 64 × 64 cells in base64url: 683 characters)`,
      { value: drawn.length },
    );
  for (let at = 0; at < cells.length; at++) cells[at] = (bytes[at >> 3] >> (7 - (at & 7))) & 1;
  return cells;
}

function bytesOf(drawn: string): Uint8Array | undefined {
  try {
    return bytesOfBase64(drawn.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}
