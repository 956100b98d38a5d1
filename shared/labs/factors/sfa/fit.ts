import type { Arrays } from "../../../arrays.ts";
import { type MomentsStart, partSize } from "../../../kernels/moments/index.ts";
import { type Sphering, secondMoment, sphering, type Whitening, whitening } from "../../../kernels/sfa/sfa.ts";
import type { Later } from "../../../later.ts";
import type { SumsRun } from "../../../nets/gang-sums.ts";
import { lazy } from "../../lazy.ts";
import { openChange, type SavedChange } from "./change.ts";
import { constantData } from "./data.ts";
import { eachBlock, partCount, rowsOf } from "./pass.ts";
import { advanceTo, KIND, type PartPass, type Shares } from "./shards.ts";

/** What two passes over the rows find: a whitening of the inputs; then, of the expanded signal, its whitening and, unless rows will be shuffled, how it changes. */
export interface Fit {
  /** Steps of both: two per block. */
  readonly steps: number;
  step(n: number): Later<void>;
  /** Once the first pass has ended. */
  input(): Whitening;
  /** Of the expanded signal, once the second has ended: only null directions are dropped. */
  expanded(): Sphering;
  /** Second moment of the change of the expanded signal; throws where rows will be shuffled. */
  change(): Float64Array;
  save(): SavedFit;
}

export interface SavedFit {
  readonly inputs: Arrays;
  readonly expanded?: Arrays;
  readonly change?: SavedChange;
}

export function openFit(run: SumsRun, shares: Shares, saved?: SavedFit): Fit {
  const { pass } = shares;
  const { embedded, blocks, arithmetic, params } = pass;
  const { sums: inputs, add: addInputs } = pass.inputMoments(saved?.inputs);
  const second = lazy(() => {
    const input = whitening(inputs.moments(), arithmetic, params.inputs, embedded.standardised);
    if (input.rank === 0) throw constantData();
    const width = pass.width(input.rank);
    const expanded = pass.moments(width, saved?.expanded, pass.recurring(input.rank));
    return { input, width, expanded, change: shares.shuffles ? undefined : openChange(pass, width, saved?.change) };
  });
  const ofInputs: PartPass = {
    kind: KIND.inputs,
    done: () => partCount(inputs.rows),
    next: addInputs,
    subject: () => ({ starts: known(inputs.start) }),
    take: (answer, part) => inputs.addPart(answer, rowsOf(pass, part)),
  };
  const ofExpanded: PartPass = {
    kind: KIND.expanded,
    done: () => partCount(second().expanded.rows),
    next(part) {
      const { input, expanded, change } = second();
      eachBlock(pass, part, (b) => {
        const rows = pass.expanded(b, input);
        expanded.add(rows);
        change?.add(rows);
      });
      expanded.endPart();
      change?.endPart();
    },
    subject() {
      const { input, expanded, change } = second();
      return { input, starts: known(expanded.start, change?.start) };
    },
    take(answer, part) {
      const { width, expanded, change } = second();
      expanded.addPart(answer, rowsOf(pass, part));
      change?.addPart(answer.subarray(partSize(width)), rowsOf(pass, part));
    },
  };
  return {
    steps: 2 * blocks,
    step: (n) => (n < blocks ? advanceTo(run, shares, ofInputs, n) : advanceTo(run, shares, ofExpanded, n - blocks)),
    input: () => second().input,
    expanded: lazy(() => sphering(second().expanded.moments(), arithmetic)),
    change() {
      const { change } = second();
      if (!change) throw new Error("the change in the rows' own order was not summed");
      return secondMoment(change.moments());
    },
    save() {
      const first = { inputs: inputs.checkpoint() };
      if (inputs.rows < embedded.rows) return first;
      const { expanded, change } = second();
      return { ...first, expanded: expanded.checkpoint(), ...(change && { change: change.save() }) };
    },
  };
}

/** Those of moments that have begun. */
export function known(...starts: readonly (MomentsStart | undefined)[]): readonly MomentsStart[] {
  return starts.filter((start) => start !== undefined);
}
