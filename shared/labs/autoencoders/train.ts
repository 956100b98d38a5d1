import { type Arrays, array } from "../../arrays.ts";
import type { Trainer } from "../../nets/trainer.ts";
import { rowsAsFloats } from "../nets/rows.ts";
import { type RuleParams, rulesOf } from "../nets/rules.ts";
import type { Samples } from "../nets/samples.ts";
import { training } from "../training.ts";
import type { Autoencoding } from "./autoencoding.ts";
import { type AutoencodingParams, samplesOf } from "./samples.ts";
import { initialWeights } from "./weights.ts";

/** Held-out rows that a live view shows, and whose codes it draws. */
const SHOWN = 20;
const PLOTTED = 256;

/** Training: a step is a minibatch; each epoch visits the training rows in a new order, which depends on its number alone. */
export const trainingOf = <P extends AutoencodingParams & RuleParams>(net: Autoencoding<P>) =>
  training((params: P, { data }) => {
    const table = net.check(params, data);
    const samples = (net.samples ?? samplesOf)(table, params);
    const { values, columns, train, test } = samples;
    const initial = initialWeights(table, net.lab);
    return {
      model: net.model(params, table),
      sources: { x: { values, columns } },
      ...rulesOf(params, train.length),
      train,
      test,
      ...(initial && { initial }),
      ...(!net.unseen && { live: (trained: Trainer) => live(trained, samples, net.shown ?? []) }),
    };
  });

/** Some held-out rows, what the net makes of them, and their codes. */
function live(trained: Trainer, samples: Samples, more: readonly string[]): Arrays {
  const rows = samples.test.subarray(0, PLOTTED);
  const shown = Math.min(SHOWN, rows.length);
  const { columns } = samples;
  const { code, reconstruction, ...others } = trained.predict(rows, ["code", "reconstruction", ...more]);
  const pictures = (values: Float32Array) => array(values.slice(0, shown * columns), [shown, columns]);
  return {
    originals: array(rowsAsFloats(samples, rows.subarray(0, shown)), [shown, columns]),
    reconstructions: pictures(reconstruction),
    codes: array(code, [rows.length, code.length / rows.length]),
    ...Object.fromEntries(more.map((name) => [name, pictures(others[name])])),
  };
}
