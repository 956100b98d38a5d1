import { foldIn } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkRbmData, type Samples, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";
import { givenMachine } from "./machines.ts";

/** Maximum rows evaluated after training, and how many of them have their pseudo-likelihood computed. */
const MAX_ROWS = 10_000;
const PSEUDO_ROWS = 100;

/** Which rows: those held out, or of training where nothing is held out; or those of training, to compare with. */
export type Part = "held-out" | "training";

export function evaluatedRows({ train, test }: Samples, part: Part = "held-out"): Uint32Array {
  return (part === "held-out" && test.length > 0 ? test : train).subarray(0, MAX_ROWS);
}

/** A step is a row: its free energy, and of binary units for the first hundred, where they are not there to compare with, the log pseudo-likelihood. */
export const rbmEvaluation = drive((params: RbmParams & { readonly part?: Part }, context, { key }: Start) => {
  const samples = samplesOf(checkRbmData(context.data, params), params);
  const rows = evaluatedRows(samples, params.part);
  const machine = givenMachine(context, context.inputs.train, 1);
  machine.loadPixels(samples.pixels);
  const pseudo = samples.scale ? [] : (["pseudoLikelihood"] as const);
  return {
    advance: eachStep<"freeEnergy" | "pseudoLikelihood">(["freeEnergy", ...pseudo], (n, row) => {
      machine.present(0, rows[n], params.binarise === "sample", foldIn(key, n));
      row.freeEnergy = machine.freeEnergy(0);
      if (pseudo.length > 0 && params.part !== "training" && n < PSEUDO_ROWS)
        row.pseudoLikelihood = machine.pseudoLikelihood(0);
    }),
    save: () => ({}),
    output: () => ({}),
  };
});
