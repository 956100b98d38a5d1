import type { Arrays } from "../../../arrays.ts";
import type { FactorModel } from "../../../kernels/fa/fa.ts";
import type { LinearModel } from "../../../kernels/factor-models/family.ts";
import type { Moments } from "../../../kernels/moments/index.ts";
import type { SfaArithmetic } from "../../../kernels/sfa/arithmetic.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import type { Parts } from "./data.ts";
import type { FamilyFit } from "./fields.ts";

/** What a model is given once the moments of the rows are known. */
export interface Given {
  readonly params: FamilyFit;
  readonly parts: Parts;
  readonly moments: Moments;
  readonly context: Context;
  readonly key: Key;
  readonly arithmetic: SfaArithmetic;
}

/** A model while it is fitted, from nothing or from what it saved. */
export interface Fitting<S extends object = object> {
  /** One iteration. */
  iterate(iteration: number): void;
  save(): S;
  readonly linear: LinearModel;
  /** A Gaussian model's likelihood follows from second moments. */
  readonly gaussian?: FactorModel;
  /** Mean log-likelihood per row of the held-out rows, where another model has one. */
  logLikelihood?(codes: Float64Array): number;
  /** Codes and reconstructions of rows, where they do not follow from `linear`. */
  code?(x: Float64Array, rows: number): { readonly codes: Float64Array; readonly back: Float64Array };
  /** Numbers of its own that views show. */
  extra?(): Arrays;
}
