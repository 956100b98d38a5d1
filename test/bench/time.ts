/** Series in time: hidden Markov models and state space. */
import type { Bench } from "./bench.ts";
import { hmmRows } from "./hmm.ts";
import { kalmanRows } from "./kalman.ts";

export const bench: Bench = { name: "time", run: async () => [...(await hmmRows()), ...(await kalmanRows())] };
