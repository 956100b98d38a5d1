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
  const text = readText(data, params);
  const { rows, held, x, y } = windowsOf(text, params.context);
  const columns = params.context;
  return {
    model: charModel(params, text.alphabet.signs.length),
    sources: { x: { values: x, columns }, y: { values: y, columns } },
    ...rulesOf(params, rows),
    train: Uint32Array.from({ length: rows }, (_, row) => row),
    test: Uint32Array.from({ length: held }, (_, row) => rows + row),
    evaluation: { every: 20, samples: TESTED },
  };
});
