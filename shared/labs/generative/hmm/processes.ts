/** What computes, for threads: the page shows the lab without it. */

import { given } from "./answer.ts";
import { applicationProcesses } from "./application-processes.ts";
import { chosen } from "./chosen.ts";
import { counted, fit } from "./fit.ts";
import { drawn } from "./sampled.ts";
import { another, overview, trellis } from "./trellis.ts";

export const hmmProcesses = {
  given,
  counted,
  fit,
  chosen,
  sample: drawn,
  overview,
  trellis,
  another,
  ...applicationProcesses,
} as const;
