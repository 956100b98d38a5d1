/** What computes, for threads: the page shows the lab without it. */
import { messages } from "./messages.ts";
import { values } from "./values.ts";

export const factorGraphProcesses = { messages, values } as const;
