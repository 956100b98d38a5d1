import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { compareClaim, type Verdict } from "../../shared/publication/compare.ts";
import type { Command } from "./arguments.ts";
import { checkDevice, compute } from "./run.ts";
import { readData, readSource } from "./source.ts";

/** Exit status of `lab verify`. */
export const verdictStatus: Readonly<Record<Verdict["kind"], number>> = { same: 0, different: 1, other: 4 };

/** Runs the experiment of a link or result again, and says what that run says about it. */
export async function verify(
  { source, data, threads }: Extract<Command, { name: "verify" }>,
  labs: readonly LabEntry[],
): Promise<{ readonly verdict: Verdict; readonly printed: object }> {
  const { lab, experiment, claim } = await readSource(source, labs);
  if (claim === undefined) {
    throw new ExperimentError(
      "result",
      "missing",
      `no result in ${source} (must be a result.json, an exported file or a link /x/<id>)`,
      {
        value: source,
      },
    );
  }
  checkDevice(lab, claim.device);
  const here = await compute({ lab, experiment }, await readData(data), {
    device: claim.device,
    ...(threads !== undefined && { threads }),
  });
  const verdict = compareClaim(claim, here, lab.metrics);
  const { arrays: _, ...result } = here;
  return { verdict, printed: { verdict: verdict.kind, ...verdictDetails(verdict), claimed: claim.digest, ...result } };
}

function verdictDetails(verdict: Verdict): object {
  switch (verdict.kind) {
    case "same":
      return {};
    case "different":
      return { differences: verdict.metrics };
    case "other":
      return { withinTolerance: verdict.within, differences: verdict.metrics };
    default:
      return verdict satisfies never;
  }
}
