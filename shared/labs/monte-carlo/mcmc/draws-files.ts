import { array, type NDArray } from "../../../arrays.ts";
import { toNpy } from "../../../data/readers/npy/write.ts";
import { storedZip } from "../../../data/zip.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { DrawsFile, DrawsFormat, DrawsOf, DrawsWriter } from "../../draws.ts";
import { arvizJson } from "./arviz.ts";
import { isCrowd } from "./crowd/plan.ts";
import { CALIBRATION, type McmcParams } from "./fields.ts";
import { type ChainDraws, chainDraws, stanCsv } from "./stan-csv.ts";

function chainsOf({ fold, experiment, data }: DrawsOf): readonly ChainDraws[] {
  const run = { seed: experiment.seed, params: experiment.params as McmcParams };
  if (run.params.target === CALIBRATION)
    throw new ExperimentError(
      "params.target",
      "no-draws",
      "draws of a calibration: it keeps ranks, not draws (choose another target to save draws)",
      { value: CALIBRATION },
    );
  // Of a crowd the last draws alone are kept, as part of its result.
  return isCrowd(run.params) ? [] : fold.tasks.map((_, chain) => chainDraws(fold, run, data, chain));
}

const writers: Readonly<Record<DrawsFormat, (chains: readonly ChainDraws[], saveWarmup: boolean) => DrawsFile>> = {
  stan(chains, saveWarmup) {
    const [{ params }] = chains;
    const entries = chains.map((chain) => ({
      name: `${params.target}_${chain.chain}.csv`,
      bytes: new TextEncoder().encode(stanCsv(chain, saveWarmup)),
    }));
    return { name: `${params.target}.zip`, type: "application/zip", parts: storedZip(entries) };
  },
  npy: (chains) => ({
    name: `${chains[0].params.target}.npy`,
    type: "application/octet-stream",
    parts: [toNpy(keptDraws(chains))],
  }),
  arviz: (chains, saveWarmup) => ({
    name: `${chains[0].params.target}.json`,
    type: "application/json",
    parts: [...arvizJson(chains, saveWarmup)].map((text) => new TextEncoder().encode(text)),
  }),
};

/** [chains, draws, parameters], in the order in which the lab names parameters. */
function keptDraws(chains: readonly ChainDraws[]): NDArray {
  const [{ names, rows, params }] = chains;
  const from = Math.min(params.warmup, rows);
  const size = (rows - from) * names.length;
  const values = new Float64Array(chains.length * size);
  for (const [c, { records }] of chains.entries())
    values.set(records.draw.values.subarray(from * names.length, rows * names.length), c * size);
  return array(values, [chains.length, rows - from, names.length]);
}

export const drawsWriter: DrawsWriter = {
  stanCsv: (run, saveWarmup) => chainsOf(run).map((chain) => stanCsv(chain, saveWarmup)),
  file(format, run, saveWarmup) {
    const chains = chainsOf(run);
    if (chains.length === 0) throw new RangeError("no draws: of thousands of chains none are kept (leave out --draws)");
    return writers[format](chains, saveWarmup);
  },
};
