/** What columns go through before and after a net, as files of its weights say it. */
import type { Table } from "../data/table.ts";
import type { Params } from "../experiment/fields.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";
import type { Scales } from "./trained-chain.ts";

interface Run {
  readonly fold: Fold;
  readonly params: Params;
  readonly data: Table | null;
}

const HOW = {
  input: "what the net sees of a row is (x - inputMean) / inputDeviation",
  output: "what the net gives is y * outputDeviation + outputMean in the units of the data",
} as const;

/** For weights alone: those of the lab, or those that its net as a list of layers begins and ends with. */
export function scalesOfWeights(lab: Lab, { fold, params, data }: Run): Readonly<Record<string, string>> {
  return inWords(lab.scales?.(params, data) ?? lab.chain?.(fold, params, data) ?? {});
}

/** For a net as a list of layers, which has its own scales in it: those that stay with who calls it. */
export function scalesBesideNet(lab: Lab, { params, data }: Run): Readonly<Record<string, string>> {
  return inWords(lab.scales?.(params, data) ?? {});
}

/** Nothing of what keeps its unit, as pixels do. */
function inWords({ inputScale, outputScale }: Scales): Readonly<Record<string, string>> {
  const said = Object.entries({ input: inputScale, output: outputScale } as const).flatMap(([name, scale]) => {
    if (!scale) return [];
    const all = Array.from(scale);
    const [mean, deviation] = [all.slice(0, all.length / 2), all.slice(all.length / 2)];
    if (mean.every((value) => value === 0) && deviation.every((value) => value === 1)) return [];
    return [
      [`${name}Mean`, mean.join(", ")],
      [`${name}Deviation`, deviation.join(", ")],
      [`${name}Scale`, HOW[name as keyof typeof HOW]],
    ];
  });
  return Object.fromEntries(said);
}
