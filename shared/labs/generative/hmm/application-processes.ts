import { islandsProcesses } from "./dna/process.ts";
import { soundProcesses } from "./sound/processes.ts";
import { tagProcesses } from "./tags/process.ts";

export const applicationProcesses = { ...soundProcesses, ...islandsProcesses, ...tagProcesses };
