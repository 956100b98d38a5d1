/** What a trained flow makes of pictures, and what held-out ones are worth by it. */
import { type Arrays, array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { machineOf } from "../../training.ts";
import { comparedRows, latentPoints } from "../points/plane.ts";
import { type PictureSamples, sharesOf } from "./data.ts";
import type { FlowTaskParams } from "./fields.ts";
import { independentNll } from "./independent.ts";
import { pictureModel } from "./model.ts";
import { pictureStages } from "./shown.ts";

/** Of the task's key. */
const STREAM = { latent: 0, noise: 1 } as const;
/** Pictures that go through at once. */
const AT_ONCE = 250;

/**
 * `generated` and `real`, rows × columns, shares of 255; `nlls`, −log p of each held-out picture under noise of its own, in nats; `nll`, their mean;
 * `independent`, what it is where pixels are told one by one.
 */
export function samplesOfPictures(
  params: FlowTaskParams,
  samples: PictureSamples,
  context: Pick<Context, "device" | "wasm" | "inputs">,
  key: Key,
): Arrays {
  const { columns, parting, test } = samples;
  const compared = comparedRows(samples, params);
  const open = (outputs: Parameters<typeof openNet>[1]) =>
    openNet(machineOf(context), outputs, context.inputs.train).program;
  const shape = [compared.length, columns];
  const drawn = open({ rows: pictureStages(params, parting, compared.length)[params.couplings] });
  drawn.input("z").set(latentPoints(compared.length, foldIn(key, STREAM.latent), columns));
  drawn.run();
  const generated = array(sharesOf(drawn.output("rows"), samples), shape);
  const nlls = new Float64Array(test.length);
  const judge = open({ losses: pictureModel(params, parting).build(AT_ONCE, false).losses });
  for (let from = 0; from < test.length; from += AT_ONCE) {
    const some = test.subarray(from, from + AT_ONCE);
    judge.input("x").set(rowsAsFloats(samples, some));
    judge.run(from, foldIn(key, STREAM.noise));
    nlls.set(judge.output("losses").subarray(0, some.length), from);
  }
  return {
    generated,
    real: array(sharesOf(rowsAsFloats(samples, compared), samples), shape),
    nlls: array(nlls),
    nll: array(Float64Array.of(nlls.reduce((sum, one) => sum + one, 0) / nlls.length)),
    independent: array(Float64Array.of(independentNll(samples))),
  };
}
