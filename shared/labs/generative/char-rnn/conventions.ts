import type { Fold } from "../../fold.ts";
import { initialInWords, optimizerInWords } from "../../nets/conventions.ts";
import type { CharRnnParams } from "./fields.ts";
import { PRIMER } from "./prefix.ts";

/** What other programs do otherwise; written into exported weights. */
export function charConventions(params: CharRnnParams, fold?: Fold): Readonly<Record<string, string>> {
  const signs = fold?.output("baseline")?.signs;
  const last = params.layers.length + 1;
  return {
    layers: `layer0: a vector for each sign; layer1 to layer${last - 1}: recurrent; layer${last}: logits of the sign that follows`,
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias",
    cell:
      params.cell === "gru"
        ? "GRU, gates in the order z, r, n; the reset gate stands after the recurrent product and its bias (as in PyTorch, whose order is r, z, n); h' = n + z (h - n); true sigmoid"
        : "LSTM, gates in the order i, f, g, o; one bias; true sigmoid",
    text: `NFC, line ends \\n; before anything is written, the last ${PRIMER} characters of what was learnt are read, up to its last line end; sign 0 stands for all that the alphabet lacks`,
    ...(signs && {
      signs: Array.from(signs.values, (code) => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`).join(" "),
    }),
    loss: "cross-entropy in nats, mean over the characters of windows that begin without memory",
    optimizer: optimizerInWords(params.optimizer),
    initial: initialInWords,
  };
}
