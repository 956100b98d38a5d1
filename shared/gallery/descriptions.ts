import type { Description } from "./card.ts";
import { diffusions } from "./diffusions.ts";
import { machines } from "./machines.ts";
import { decoders } from "./pictures.ts";
import { texts } from "./texts.ts";

/** All models, in the order in which they are shown. */
export const descriptions: readonly Description[] = [...decoders, ...machines, ...diffusions, ...texts];
