import type { CharRnnParams } from "../../../../shared/labs/generative/char-rnn/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { words as nets } from "../../parts/net-words.ts";
import { underStopped } from "../../parts/stopped.tsx";
import { trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors } from "../text/errors.ts";
import { words } from "./words.ts";
import { WritingView } from "./writing.tsx";
import "../../parts/parts.css";

const CurvesView = trainingCurves<CharRnnParams>(
  [
    {
      title: words.bits,
      y: words.bits,
      zero: true,
      lines: [
        ["bits", nets.training, "data"],
        ["testBits", nets.heldOut, "model"],
      ],
      levels: ({ fold, metrics }) => [
        [metrics.nGramBits, words.table, "other"],
        [fold.output("evaluate")?.bits.values[0], words.final, "truth"],
      ],
    },
  ],
  { note: words.curvesNote, empty: words.curvesEmpty },
);

export const charRnnView: LabView<CharRnnParams> = {
  id: "char-rnn",
  main: { id: "writing", title: words.written, component: underStopped(WritingView) },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "next", title: words.next, component: lazy(async () => (await import("./next.tsx")).NextView) },
    { id: "held-out", title: words.heldOut, component: lazy(async () => (await import("./held-out.tsx")).HeldOutView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["bitsPerCharacter", "nGramBits", "validity"],
  errors,
};
