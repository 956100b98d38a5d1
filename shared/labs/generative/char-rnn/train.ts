import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { readText } from "../text/data.ts";
import { windowsOf } from "../text/windows.ts";
import type { CharRnnTaskParams } from "./fields.ts";
import { charModel } from "./net.ts";

/** Held-out windows that go through now and then. */
const TESTED = 48;

/** A step is a minibatch of windows; each begins without memory. Records: `loss` in nats per character, `bits` the same in bits. */
export const charTraining = training((params: CharRnnTaskParams, { data }) => {
  const { alphabet, train, test } = readText(data, params);
  const [own, held] = [windowsOf(train, params.context), windowsOf(test, params.context)];
  const both = (a: Float32Array, b: Float32Array) => {
    const all = new Float32Array(a.length + b.length);
    all.set(a);
    all.set(b, a.length);
    return all;
  };
  const columns = params.context;
  return {
    model: charModel(params, alphabet.signs.length),
    sources: { x: { values: both(own.x, held.x), columns }, y: { values: both(own.y, held.y), columns } },
    ...rulesOf(params, own.rows),
    train: Uint32Array.from({ length: own.rows }, (_, row) => row),
    test: Uint32Array.from({ length: held.rows }, (_, row) => own.rows + row),
    evaluation: { every: 20, samples: TESTED },
  };
});
