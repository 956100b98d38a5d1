import { rememberDecoded } from "./decoded.ts";

/** Decodes one of the reader's own files once, off the page's thread; what reads files is loaded with the first. Throws an ExperimentError. */
export const decode = rememberDecoded(async (file, _, reading) =>
  (await import("./decode-file.ts")).decodeOwn(file, reading),
);
