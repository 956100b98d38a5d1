import { array, type NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { type Codes, dciOf, migOf, probe, sapOf } from "../../../kernels/disentanglement/index.ts";
import { once } from "../../process.ts";
import { judgedRows, samplesOf } from "./data.ts";
import { factorsOf, ofRows } from "./factors.ts";
import type { FactorTaskParams } from "./fields.ts";

/**
 * How far the code is the factors: MIG and SAP over all judged rows; DCI and the linear probe learnt on rows that were trained on, judged by held-out
 * ones. Output: code × factor "information" (shares of the entropy), "importance" and "predictability"; of each factor "linear" and "informative" (R² of
 * a number, accuracy of a class, by a linear rule and by trees); the scores.
 */
export const factorsScores = once((params: FactorTaskParams, context) => {
  const table = context.data as Table;
  const { held, learnt } = judgedRows(samplesOf(table, params));
  const factors = factorsOf(table);
  const codes = context.inputs.codes;
  const [test, train] = [codesOf(codes.held), codesOf(codes.learnt)];
  const all = { rows: test.rows + train.rows, width: test.width, values: [...test.values, ...train.values] };
  const of = (rows: Uint32Array) => factors.map((factor) => ofRows(factor, rows));
  const both = of(Uint32Array.of(...held, ...learnt));
  const mig = migOf(all, both);
  const sap = sapOf(all, both);
  const dci = dciOf(train, of(learnt), test, of(held));
  const linear = probe(train, of(learnt), test, of(held));
  const shape = [test.width, factors.length];
  return {
    information: array(mig.information.values, shape),
    importance: array(dci.importance.values, shape),
    predictability: array(sap.scores.values, shape),
    informative: array(dci.informative),
    linear: array(linear),
    scores: array(Float64Array.of(mig.mig, dci.disentanglement, dci.completeness, dci.informativeness, sap.sap)),
  };
});

function codesOf({ shape: [rows, width], values }: NDArray): Codes & { readonly values: Float64Array } {
  return { rows, width, values: Float64Array.from(values) };
}
