import type { Key } from "../../random/key.ts";
import { fromBridges } from "./bridge.ts";
import { climbAll, shareOut } from "./ladder.ts";
import { type Exact, type Path, schedule } from "./path.ts";
import { fromIntegrand } from "./thermodynamic.ts";
import type { Estimated } from "./weights.ts";

/** Bridge sampling and thermodynamic integration from the same 2^`log2Sweeps` sweeps. */
export function bridgeAndIntegral(
  path: Path,
  exact: Exact,
  log2Sweeps: number,
  power: number,
  key: Key,
): readonly [Estimated, Estimated] {
  const share = shareOut(log2Sweeps);
  const betas = schedule(share.rungs - 1, power);
  const fromBase = climbAll(path, betas, share, key);
  const fromModel = climbAll(path, betas, share, key, exact);
  return [fromBridges(fromBase, fromModel, path.logBase), fromIntegrand(fromBase, fromModel, path.logBase)];
}
