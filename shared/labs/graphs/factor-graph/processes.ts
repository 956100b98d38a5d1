/** What computes, for threads: the page shows the lab without it. */
import { course } from "../messages/course.ts";
import { messages } from "../messages/run.ts";
import { values } from "./values.ts";

export const factorGraphProcesses = { course, messages, values } as const;
