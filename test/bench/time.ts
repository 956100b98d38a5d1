/** Series in time: state space. */
import type { Bench } from "./bench.ts";
import { kalmanRows } from "./kalman.ts";

export const bench: Bench = { name: "time", run: async () => [...(await kalmanRows())] };
