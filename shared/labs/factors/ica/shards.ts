/** The passes of a fit by a gang of threads: what is asked of all rows, and what a shard of them answers. */
import type { IcaShards } from "../../../kernels/ica/fit.ts";
import { CONTRASTS, type IcaQuestion, type PassSums } from "../../../kernels/ica/passes.ts";
import { andThen, type Later } from "../../../later.ts";
import type { ShardedSums, SumsRun } from "../../../nets/gang-sums.ts";

/** Before the weights of the units: contrast, how many units there are, whether a sample is meant. */
const HEAD = 3;

/** An answer is the sums, with room for as many units as there can be, and the number of rows. */
const answerSize = (n: number) => n * n + 2 * n + 1;

export function sumsOf({ components: n, shards, sum }: IcaShards): ShardedSums {
  return {
    shards,
    question: HEAD + n * n,
    answer: answerSize(n),
    sum(question, shard, into) {
      const [contrast, count, sample] = question;
      const units = question.slice(HEAD, HEAD + count * n);
      const found = sum(shard, { units, contrast: CONTRASTS[contrast], sample: sample === 1 });
      into.fill(0);
      into.set(found.products);
      into.set(found.slopes, n * n);
      into.set(found.fourths, n * n + n);
      into[n * n + 2 * n] = found.rows;
    },
  };
}

/** A pass by all threads that there are. */
export function askAll(run: SumsRun, n: number, { units, contrast, sample }: IcaQuestion): Later<PassSums> {
  const count = units.length / n;
  const question = new Float64Array(HEAD + n * n);
  question.set([CONTRASTS.indexOf(contrast), count, sample ? 1 : 0]);
  question.set(units, HEAD);
  const sums = new Float64Array(answerSize(n));
  return andThen(run.ask(question, sums), () => ({
    rows: sums[n * n + 2 * n],
    products: sums.slice(0, count * n),
    slopes: sums.slice(n * n, n * n + count),
    fourths: sums.slice(n * n + n, n * n + n + count),
  }));
}
