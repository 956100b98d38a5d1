import type { Generator } from "./generator.ts";

/** Every built-in source of data; generators are small, so they are imported statically. */
export const generators: readonly Generator[] = [];
