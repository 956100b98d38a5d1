/** Crowds as tasks: batches of whole superchains, each of which adapts by itself. */
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { Key } from "../../../../random/key.ts";
import { foldIn } from "../../../../random/philox.ts";
import type { Task } from "../../../task.ts";
import type { McmcParams } from "../fields.ts";

/** Chains of all tasks together, and of one. A task has about a quarter of the chains, so that threads share them, unless these are few. */
export const MOST_CHAINS = 100_000;
const MOST_OF_TASK = 4096;
const LEAST_OF_TASK = 256;
/** Numbers of all positions together. */
const MOST_NUMBERS = 4_000_000;

export const isCrowd = ({ many }: { readonly many?: unknown }): boolean => many === "crowd";

/** Chains. */
export function crowdSize({ superchains = 1, subchains = 1 }: McmcParams): number {
  return superchains * subchains;
}

/** What a task is told beside the lab's own parameters: how many of the superchains are its own. */
export interface CrowdTask extends McmcParams {
  readonly superchains: number;
  readonly subchains: number;
}

export function crowdTasks(params: McmcParams, key: Key): readonly Task[] {
  // The number of draws is in `steps` alone, so that chains can be extended.
  const { draws, superchains = 1, ...own } = params;
  const { subchains = 1 } = params;
  const chains = Math.min(MOST_OF_TASK, Math.max(LEAST_OF_TASK, Math.ceil((superchains * subchains) / 4)));
  const each = Math.max(1, Math.floor(chains / subchains));
  const tasks = Math.ceil(superchains / each);
  return Array.from({ length: tasks }, (_, t): Task => {
    // As equal as they can be.
    const [from, to] = [t, t + 1].map((edge) => Math.floor((edge * superchains) / tasks));
    return {
      id: `crowd.${t}`,
      kind: "crowd",
      key: foldIn(key, t, 0, 1),
      steps: params.warmup + draws,
      params: { ...own, superchains: to - from },
      gpu: true,
    };
  });
}

/** Throws an ExperimentError for a sampler that walks alone, and for more chains than there is room for. `width`: of a position, and of what is reported. */
export function checkCrowd(params: McmcParams, width: number): void {
  const { sampler } = params;
  if (sampler !== "hmc" && sampler !== "metropolis")
    throw new ExperimentError(
      "params.sampler",
      "crowd-sampler",
      `sampler of thousands of chains: ${sampler} (must be hmc or metropolis)`,
      {
        value: sampler,
      },
    );
  const chains = crowdSize(params);
  const max = Math.min(MOST_CHAINS, Math.floor(MOST_NUMBERS / width));
  if (chains > max)
    throw new ExperimentError(
      "params.subchains",
      "too-many-chains",
      `chains: ${chains} (must be at most ${max}: fewer superchains, or fewer in each)`,
      {
        value: chains,
        max,
      },
    );
}

/** Bytes of what is kept: positions and moments of all chains, and what each step tells. */
export function crowdBytes(params: McmcParams, width: number): number {
  const tasks = Math.ceil(crowdSize(params) / LEAST_OF_TASK);
  return crowdSize(params) * width * 44 + (params.warmup + params.draws) * Math.min(tasks, 32) * (24 * width + 20);
}

/** Evaluations of the density in one step of a crowd's task, about. */
export function crowdEvaluations(params: McmcParams): number {
  return crowdSize(params) * (params.sampler === "hmc" ? (params.leapfrogs ?? 1) : 1);
}
