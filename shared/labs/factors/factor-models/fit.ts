import { type Arrays, array } from "../../../arrays.ts";
import { logLikelihood } from "../../../kernels/fa/fa.ts";
import type { LinearModel } from "../../../kernels/factor-models/family.ts";
import { type SfaArithmetic, scalarSfa, wasmSfa } from "../../../kernels/sfa/arithmetic.ts";
import type { Context } from "../../lab.ts";
import { momentsFrom } from "../../moments.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkFamily, momentAbout, numbersOf, type Parts, partsOf } from "./data.ts";
import type { FamilyFit, Model } from "./fields.ts";
import type { Fitting, Given } from "./machine.ts";
import { openFa, openIca, openPca, openPpca, openSfa, openSparse } from "./models.ts";

/** Held-out rows whose reconstructions views show, and whose codes. */
const SHOWN = 24;
const PLOTTED = 500;
/** Held-out rows that are worked on at a time. */
const TESTED_AT_ONCE = 1024;

/** How each is opened. What it is given as saved is what it saved itself. */
const fits: Readonly<Record<Model, { open(given: Given, saved?: object): Fitting }>> = {
  pca: { open: openPca },
  ppca: { open: openPpca },
  fa: { open: openFa },
  ica: { open: openIca },
  sfa: { open: openSfa },
  sparse: { open: openSparse },
};

/**
 * One of the six models on the rows to learn from; a step is an iteration. Output: "mean", "components" (latents × columns), "mse" and, where there is one, "logLikelihood" of the held-out rows,
 * "codes" and "back" of the first of them, and what the model has of its own.
 */
export const familyFit = drive(
  (params: FamilyFit & { readonly model: Model }, context, { key, saved }: Start<{ fit: object }>) => {
    const parts = partsOf(params, checkFamily(params, context.data));
    const moments = momentsFrom(context.inputs.moments);
    const arithmetic = context.device !== "scalar" ? wasmSfa(context.wasm("math")) : scalarSfa;
    const fitting = fits[params.model].open({ params, parts, moments, context, key, arithmetic }, saved?.fit);
    return {
      advance: eachStep([], (step) => fitting.iterate(step)),
      live: () => shown(fitting.linear),
      save: () => ({ fit: fitting.save() }),
      output: () => ({
        ...shown(fitting.linear),
        ...tested(fitting, parts, context.inputs, arithmetic),
        ...(fitting.extra?.() ?? {}),
      }),
    };
  },
);

function shown({ mean, decode }: LinearModel): Arrays {
  return { mean: array(mean.slice()), components: array(decode.slice(), [decode.length / mean.length, mean.length]) };
}

/** How a model does on the rows that it has not seen; these come in blocks too. */
function tested(fitting: Fitting, parts: Parts, inputs: Context["inputs"], arithmetic: SfaArithmetic): Arrays {
  const { test, columns } = parts;
  const { linear, gaussian } = fitting;
  const width = linear.decode.length / columns;
  const codes = new Float64Array(test.rows * width);
  const shownRows = Math.min(SHOWN, test.rows);
  const shownBack = new Float64Array(shownRows * columns);
  let error = 0;
  for (let from = 0; from < test.rows; from += TESTED_AT_ONCE) {
    const rows = Math.min(TESTED_AT_ONCE, test.rows - from);
    const x = numbersOf(test.values.subarray(from * columns, (from + rows) * columns));
    const found = fitting.code?.(x, rows) ?? straight(linear, x, rows, arithmetic);
    codes.set(found.codes, from * width);
    if (from < shownRows) shownBack.set(found.back.subarray(0, (shownRows - from) * columns), from * columns);
    for (let at = 0; at < x.length; at++) error += (x[at] - found.back[at]) * (x[at] - found.back[at]);
  }
  const second = () => momentAbout(momentsFrom(inputs["moments.test"]), linear.mean);
  const likelihood = gaussian ? logLikelihood(second(), columns, gaussian) : fitting.logLikelihood?.(codes);
  const plotted = Math.min(PLOTTED, test.rows);
  return {
    mse: array(Float64Array.of(error / (test.rows * columns))),
    ...(likelihood !== undefined && Number.isFinite(likelihood)
      ? { logLikelihood: array(Float64Array.of(likelihood)) }
      : {}),
    codes: array(codes.slice(0, plotted * width), [plotted, width]),
    back: array(shownBack, [shownRows, columns]),
  };
}

function straight({ mean, encode, decode }: LinearModel, x: Float64Array, rows: number, { project }: SfaArithmetic) {
  const codes = project(x, rows, mean, encode);
  const back = project(codes, rows, new Float64Array(codes.length / rows), decode);
  for (let at = 0; at < back.length; at++) back[at] += mean[at % mean.length];
  return { codes, back };
}
