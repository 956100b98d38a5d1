import { named } from "../../../data/generators/known.ts";
import { market } from "../../../data/generators/market.ts";
import { melodies } from "../../../data/generators/melodies.ts";
import { molecules } from "../../../data/generators/molecules.ts";
import { tales } from "../../../data/generators/tales.ts";
import { defineLab, type Task } from "../../lab.ts";
import { told } from "../../metrics.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { tasksOf, trainingSpan } from "../../nets/plan.ts";
import { countWindows, textNotices } from "../text/data.ts";
import { charConventions } from "./conventions.ts";
import { type CharRnnTaskParams, charRnnFields } from "./fields.ts";
import { charText } from "./integers.ts";
import { charNumbers } from "./metrics.ts";
import { charRnnPresets } from "./presets.ts";
import { recordChars } from "./recording.ts";
import { workOf } from "./work.ts";

/** Position of each task under the run's key. */
const KEY = { train: 0, baseline: 1, evaluate: 2, write: 3 } as const;

/**
 * Recurrent net that predicts a text character by character (Elman 1990; Graves 2013). Plan: "baseline", the n-grams, and "train" (a step is a minibatch of windows);
 * then "evaluate" and "write". Views ask "continue": what the net writes behind a prefix.
 */
export const charRnn = defineLab({
  id: "char-rnn",
  revision: 1,
  family: "generative",
  title: { es: "Red recurrente de caracteres", en: "Recurrent net of characters" },
  summary: {
    es: "Lee un texto letra a letra y aprende a seguirlo: cuentos, melodías, moléculas, un mercado.",
    en: "Reads a text letter by letter and learns to go on: tales, melodies, molecules, a market.",
  },
  params: charRnnFields,
  data: {
    generators: named(tales, melodies, molecules, market),
    formats: ["txt"],
    aboutFiles: {
      es: "Un texto (.txt) de hasta 10 MB, en cualquier idioma. De melodías (ABC) y moléculas (SMILES), una por línea: di arriba qué es.",
      en: "A text (.txt) of up to 10 MB, in any language. Of melodies (ABC) and molecules (SMILES), one per line: say above what it is.",
    },
    use: { wholeTexts: true },
    reading: ["contents", "encoding", "inflate"],
  },
  presets: charRnnPresets,
  ...charNumbers,
  check: (params, data) => void countWindows(data, params),
  notices: ({ signs }, data) => textNotices(data, signs),
  estimate: workOf,
  plan(params, data, key): Task[] {
    // Lengths of training and of what is written are matters of their own tasks alone.
    const { epochs, temperature, topK, topP, written, content, ...own } = params;
    const net: CharRnnTaskParams = { ...own, epochs };
    const windows = countWindows(data, params);
    const { testFraction, context, signs } = own;
    const task = tasksOf(key, KEY, own.schedule === "cosine" ? net : own);
    return [
      { ...task("baseline", 1), params: { testFraction, context, signs } },
      { ...task("train", 1), ...trainingSpan(windows, params) },
      task("evaluate", 1, ["train"]),
      { ...task("write", 1, ["train"]), params: { ...own, temperature, topK, topP, written, content } },
    ];
  },
  ...trainsNet(
    ["train", "baseline", "evaluate", "write", "continue", "sound"],
    async () => (await import("./processes.ts")).charProcesses,
  ),
  // The tables of counts come first, since views need the alphabet; no GPU has to do with them.
  trial: (tasks) => tasks.filter(({ id }) => id === "train"),
  picture: (fold) => {
    const bits = told(fold, "train", "testBits");
    return bits.length > 1 ? { kind: "lines", lines: [bits] } : undefined;
  },
  recording: recordChars,
  text: charText,
  conventions: charConventions,
});
