import { howPacked } from "../../shared/data/folder.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { type Fold, openFold } from "../../shared/labs/fold.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { modelBytes } from "../../shared/labs/model-of.ts";
import { compareClaim, tolerance, type Verdict } from "../../shared/publication/compare.ts";
import type { Command } from "./arguments.ts";
import { checkDevice, compute, tableOf } from "./run.ts";
import { readData, readSource } from "./source.ts";

/** Exit status of `lab verify`. */
export const verdictStatus: Readonly<Record<Verdict["kind"], number>> = { same: 0, different: 1, other: 4 };

/** Runs the experiment of a link or result again, and says what that run says about it. */
export async function verify(
  { source, data, threads }: Extract<Command, { name: "verify" }>,
  labs: readonly LabEntry[],
): Promise<{ readonly verdict: Verdict; readonly printed: object }> {
  const { lab, experiment, claimed: read } = await readSource(source, labs);
  if (read === undefined) {
    throw new ExperimentError(
      "result",
      "missing",
      `no result in ${source} (must be a result.json, an exported file or a link /x/<id>)`,
      {
        value: source,
      },
    );
  }
  const claimed = await read();
  const { digest } = claimed.claim;
  // What a GPU computed is compared within the tolerance on any device.
  const device = claimed.claim.device === "webgpu" && lab.devices.includes("webgpu") ? "wasm" : claimed.claim.device;
  checkDevice(lab, device);
  let fold: Fold = openFold([]);
  const flags = { device, ...(threads !== undefined && { threads }) };
  const table = await tableOf(lab, experiment.data, await readData(data, howPacked(experiment.data), lab.data.formats));
  const result = await compute({ lab, experiment, data: table }, flags, (progress) => {
    fold = progress;
  });
  const model = claimed.model && (await modelBytes(lab, { fold, params: experiment.params, data: table }));
  const verdict = compareClaim(claimed, { result, tasks: fold.tasks, model: () => model }, lab);
  const { arrays: _, ...shown } = result;
  const claims = { claimed: digest, claimedDevice: claimed.claim.device };
  return { verdict, printed: { verdict: verdict.kind, ...verdictDetails(verdict), ...claims, ...shown } };
}

function verdictDetails(verdict: Verdict): object {
  switch (verdict.kind) {
    case "same":
      return {};
    case "different":
      return { differs: verdict.differs, arrays: verdict.arrays, differences: verdict.metrics };
    case "other": {
      const { agreement, metrics } = verdict;
      return { equal: agreement === "equal", withinTolerance: agreement !== "beyond", tolerance, differences: metrics };
    }
    default:
      return verdict satisfies never;
  }
}
