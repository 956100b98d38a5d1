import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import type { Reading } from "../../experiment/reading.ts";
import { tableOfTexts } from "../generators/texts.ts";
import type { TableContent } from "./content.ts";
import { textOf } from "./text.ts";

/** A file as one text, without the mark of its encoding. Throws an ExperimentError at `name`: no text, or more of it than a lab learns. */
export function textContent(bytes: Uint8Array, name: string, reading: Reading = {}): TableContent {
  const max = limits.text.bytes;
  if (bytes.length > max)
    throw new ExperimentError(
      name,
      "too-large",
      `${name} is too large: ${bytes.length} bytes of text (must be at most ${max}: choose a part of it)`,
      { value: bytes.length, max },
    );
  const { text, notices } = textOf(bytes, name, reading, "TXT");
  const table = { ...tableOfTexts([text]), ...(notices.length > 0 && { notices }) };
  return { kind: "table", format: "txt", shape: [table.values[0]], table };
}
