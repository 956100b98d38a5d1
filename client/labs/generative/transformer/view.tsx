import type { TransformerParams } from "../../../../shared/labs/generative/transformer/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { underStopped } from "../../parts/stopped.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors } from "../text/errors.ts";
import { CurvesView } from "./curves.tsx";
import { errors as own, words } from "./words.ts";
import { WritingView } from "./writing.tsx";
import "../../parts/parts.css";

export const transformerView: LabView<TransformerParams> = {
  id: "transformer",
  main: { id: "writing", title: words.written, component: underStopped(WritingView) },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    {
      id: "attention",
      title: words.attention,
      component: lazy(async () => (await import("./attention.tsx")).AttentionView),
    },
    { id: "next", title: words.next, component: lazy(async () => (await import("./next.tsx")).NextView) },
    {
      id: "held-out",
      title: words.heldOut,
      component: lazy(async () => (await import("./held-out.tsx")).HeldOutView),
      // Those of translations stand below what is written.
      shows: ({ content }) => content !== "pairs",
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["bitsPerCharacter", "nGramBits", "exactMatch", "recurrentBits", "recurrentExactMatch"],
  errors: { ...errors, ...own },
};
