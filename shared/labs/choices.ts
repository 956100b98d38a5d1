/** Choices of a reading that several labs take. */
import type { ReadingChoice } from "../experiment/reading.ts";

/** Of every lab that takes tables: how their text is read, which columns are used, and what becomes of rows with gaps. */
export const tableChoices = [
  "separator",
  "decimal",
  "thousands",
  "header",
  "encoding",
  "none",
  "units",
  "inflate",
  "columns",
  "ignored",
  "gaps",
] as const satisfies readonly ReadingChoice[];

/** Of a lab that takes pictures too: a column beside the pixels may name the class. */
export const pictureChoices = [
  ...tableChoices,
  "orientation",
  "pixels",
  "label",
] as const satisfies readonly ReadingChoice[];

/** Of a lab that holds rows of them out. */
export const heldOutChoices = [...pictureChoices, "heldOut"] as const satisfies readonly ReadingChoice[];
