/** What computes, for threads: the page shows the lab without it. */
import { given } from "./answer.ts";
import { drawn } from "./sampled.ts";

export const hmmProcesses = { given, sample: drawn } as const;
