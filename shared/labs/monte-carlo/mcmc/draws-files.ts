import { array, type NDArray } from "../../../arrays.ts";
import { toNpy } from "../../../data/readers/npy/write.ts";
import { storedZip, type ZipEntry } from "../../../data/zip.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { DrawsFile, DrawsFormat, DrawsOf, DrawsWriter } from "../../draws.ts";
import { arvizJson } from "./arviz.ts";
import { isCrowd } from "./crowd/plan.ts";
import { CALIBRATION, type McmcParams } from "./fields.ts";
import { type ChainDraws, chainDraws, stanCsv, stanCsvPieces } from "./stan-csv.ts";

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

type Writing = Generator<number, DrawsFile>;

const writers: Readonly<Record<DrawsFormat, (chains: readonly ChainDraws[], saveWarmup: boolean) => Writing>> = {
  *stan(chains, saveWarmup) {
    const [{ params }] = chains;
    const entries: ZipEntry[] = [];
    for (const chain of chains) {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for (const text of stanCsvPieces(chain, saveWarmup)) {
        pieces.push(new TextEncoder().encode(text));
        yield entries.length / chains.length;
      }
      entries.push({ name: `${params.target}_${chain.chain}.csv`, bytes: joined(pieces) });
      yield entries.length / chains.length;
    }
    return { name: `${params.target}.zip`, type: "application/zip", parts: storedZip(entries) };
  },
  // biome-ignore lint/correctness/useYield: an array is written in one go
  *npy(chains) {
    return {
      name: `${chains[0].params.target}.npy`,
      type: "application/octet-stream",
      parts: [toNpy(keptDraws(chains))],
    };
  },
  *arviz(chains, saveWarmup) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    // A piece of each chain for each variable, and for each of some ten statistics of a transition.
    const pieces = chains.length * (chains[0].names.length + 10) * (saveWarmup ? 2 : 1);
    for (const text of arvizJson(chains, saveWarmup)) {
      parts.push(new TextEncoder().encode(text));
      yield Math.min(parts.length / pieces, 1);
    }
    return { name: `${chains[0].params.target}.json`, type: "application/json", parts };
  },
};

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

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

/** Where the chains of a crowd ended, [superchains, chains of each, parameters]. */
function lastOfCrowd({ fold }: DrawsOf, { target }: McmcParams): DrawsFile {
  const ends = fold.tasks.flatMap(({ id, params }) => {
    const { shape = [], values = new Float64Array() } = fold.output(id)?.last ?? {};
    return [{ superchains: Number(params.superchains), subchains: Number(params.subchains), width: shape[1], values }];
  });
  const [{ subchains, width = 0 }] = ends;
  const superchains = ends.reduce((sum, end) => sum + end.superchains, 0);
  const size = superchains * subchains * width;
  // Of a result that was kept in part some chains alone are there.
  if (size === 0 || ends.some((end) => end.values.length < end.superchains * end.subchains * width))
    throw new RangeError("no draws: not all chains of the crowd are there (let the run end)");
  const all = new Float64Array(size);
  let at = 0;
  for (const { values } of ends) {
    all.set(values, at);
    at += values.length;
  }
  const parts = [toNpy(array(all, [superchains, subchains, width]))];
  return { name: `${target}.npy`, type: "application/octet-stream", parts };
}

function* writing(format: DrawsFormat, run: DrawsOf, saveWarmup: boolean): Writing {
  const params = run.experiment.params as McmcParams;
  if (isCrowd(params) && format === "npy") return lastOfCrowd(run, params);
  const chains = chainsOf(run);
  if (chains.length === 0)
    throw new RangeError("no draws: of thousands of chains the last of each alone are kept (choose a .npy file)");
  return yield* writers[format](chains, saveWarmup);
}

export const drawsWriter: DrawsWriter = {
  stanCsv: (run, saveWarmup) => chainsOf(run).map((chain) => stanCsv(chain, saveWarmup)),
  writing,
  file(format, run, saveWarmup) {
    const pieces = writing(format, run, saveWarmup);
    for (;;) {
      const next = pieces.next();
      if (next.done) return next.value;
    }
  },
};
