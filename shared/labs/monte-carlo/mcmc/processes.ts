/** How the tasks of the lab are done: loaded by threads alone (`deferred.ts`), with the compiler of densities and its library. */
import { mcmcCalibration } from "./calibration.ts";
import { mcmcCrowd } from "./crowd/process.ts";
import { mcmcDiagnosis } from "./diagnose.ts";
import { mcmcChain, mcmcDensity, mcmcReplay } from "./process.ts";
import { mcmcRehearsal } from "./rehearsal.ts";
import { mcmcSummaries } from "./summarising.ts";
import { mcmcTotals } from "./totals.ts";

export const mcmcProcesses = {
  calibration: mcmcCalibration,
  chain: mcmcChain,
  crowd: mcmcCrowd,
  density: mcmcDensity,
  diagnose: mcmcDiagnosis,
  rehearsal: mcmcRehearsal,
  replay: mcmcReplay,
  summaries: mcmcSummaries,
  totals: mcmcTotals,
};
