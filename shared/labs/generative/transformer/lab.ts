import { named } from "../../../data/generators/known.ts";
import { numberWords } from "../../../data/generators/number-words.ts";
import { tales } from "../../../data/generators/tales.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { defineLab, type Task } from "../../lab.ts";
import { told } from "../../metrics.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { textNotices } from "../text/data.ts";
import { transformerConventions } from "./conventions.ts";
import { countRows } from "./data.ts";
import { type NetParams, type TransformerParams, transformerFields } from "./fields.ts";
import { transformerText } from "./integers.ts";
import { transformerNumbers } from "./metrics.ts";
import { transformerPresets } from "./presets.ts";
import { recordTransformer } from "./recording.ts";
import { transformerWeights } from "./weights.ts";
import { workOf } from "./work.ts";

/** Position of each task under the run's key; both nets have the minibatches of the same key. */
const KEY = { train: 0, beside: 0, baseline: 1, evaluate: 2, judge: 2, write: 3 } as const;

/**
 * Causal transformer that predicts a text character by character (Vaswani et al. 2017). Plan: "baseline", the n-grams; "train" (a step is a minibatch of windows), then
 * "evaluate" and "write"; where it is asked for "beside", a recurrent net of as many weights, and "judge", its evaluation. Views ask "continue", what the net writes
 * behind a prefix, and "attend", where each place of a text looks.
 */
export const transformerLab = defineLab({
  id: "transformer",
  revision: 1,
  family: "generative",
  title: { es: "Transformador", en: "Transformer" },
  summary: {
    es: "Sigue un texto y traduce números mirando atrás: mapas de atención en vivo, junto a una red recurrente.",
    en: "Goes on with a text and translates numbers by looking back: attention maps live, beside a recurrent net.",
  },
  params: transformerFields,
  data: {
    generators: named(tales, numberWords),
    formats: ["txt"],
    aboutFiles: {
      es: "Un texto (.txt) de hasta 10 MB, en cualquier idioma. De traducciones, una por línea: pregunta, signo igual, respuesta; di arriba que lo son.",
      en: "A text (.txt) of up to 10 MB, in any language. Of translations, one per line: question, equals sign, answer; say above that they are.",
    },
    use: { wholeTexts: true },
    reading: ["contents", "encoding", "inflate"],
  },
  presets: transformerPresets,
  ...transformerNumbers,
  // The rate falls over the whole training: a longer one is another one.
  singleStep: true,
  check,
  notices: ({ signs }, data) => textNotices(data, signs),
  estimate: workOf,
  plan(params, data, key): Task[] {
    // Lengths of training and of what is written are matters of their own tasks alone.
    const { epochs, temperature, topK, topP, written, beside, ...own } = params;
    const net: NetParams = { ...own, epochs };
    const { content, testFraction, context, signs } = own;
    const task = tasksOf(key, KEY, own.schedule === "cosine" ? net : own);
    const span = trainingSpan(countRows(data, params), params);
    return [
      { ...task("baseline", 1), params: { content, testFraction, context, signs } },
      { ...task("train", 1), ...span },
      ...(beside ? [{ ...task("beside", 1), ...span }] : []),
      task("evaluate", 1, ["train"]),
      { ...task("write", 1, ["train"]), params: { ...own, temperature, topK, topP, written } },
      ...(beside ? [task("judge", 1, ["beside"])] : []),
    ];
  },
  ...trainsNet(
    ["train", "beside", "baseline", "evaluate", "judge", "write", "continue", "attend"],
    async () => (await import("./processes.ts")).transformerProcesses,
  ),
  weights: transformerWeights,
  // The tables of counts come first, since views need the alphabet; no GPU has to do with them.
  trial: (tasks) => tasks.filter(({ id }) => id === "train"),
  picture: (fold) => {
    const lines = ["train", "beside"].map((task) => told(fold, task, "testBits")).filter(({ length }) => length > 1);
    return lines.length > 0 ? { kind: "lines", lines } : undefined;
  },
  recording: recordTransformer,
  text: transformerText,
  conventions: transformerConventions,
});

function check(params: TransformerParams, data: Table | null): void {
  const { width, heads } = params;
  if (width % heads !== 0)
    throw new ExperimentError(
      "params.width",
      "width-of-heads",
      `width ${width} with ${heads} heads (must be a multiple: ${Math.ceil(width / heads) * heads})`,
      { value: width, heads, next: Math.ceil(width / heads) * heads },
    );
  countRows(data, params);
}
