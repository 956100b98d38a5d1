import { LAYER_EPSILON } from "../../../nets/conventions.ts";
import type { Fold } from "../../fold.ts";
import { initialInWords, optimizerInWords } from "../../nets/conventions.ts";
import type { TransformerParams } from "./fields.ts";

/** What other programs do otherwise; written into exported weights. */
export function transformerConventions(params: TransformerParams, fold?: Fold): Readonly<Record<string, string>> {
  const signs = fold?.output("baseline")?.signs;
  return {
    layers:
      "signs and places: a vector for each, added; blockN: x + attention(before(x)), then x + narrow(act(wide(between(x)))); last: normalisation; next: logits of the sign that follows",
    layout: "weights are inputs x outputs, row-major: y = x * weights + bias",
    attention: `${params.heads} heads, each on its part of queries, keys and values, one after another; causal; scores divided by the root of ${params.width / params.heads}`,
    normalisation: `each place to mean 0 and variance 1 (divided by n, epsilon ${LAYER_EPSILON} under the root), times gain plus bias`,
    activation: params.activation === "relu" ? "max(x, 0)" : "x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))",
    text: "NFC, line ends \\n; a line end before the first character; sign 0 stands for all that the alphabet lacks",
    ...(signs && {
      signs: Array.from(signs.values, (code) => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`).join(" "),
    }),
    loss: "cross-entropy in nats, mean over the characters of a window, of translations over those of the answer",
    optimizer: optimizerInWords(params.optimizer),
    initial: initialInWords,
  };
}
