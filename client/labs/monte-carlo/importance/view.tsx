import type { ImportanceParams } from "../../../../shared/labs/monte-carlo/importance/fields.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { LabView } from "../../view.ts";

import { words } from "./words.ts";

const LossView = recordLines<ImportanceParams>({
  task: "descent",
  x: words.step,
  figures: [{ title: words.loss, y: words.loss, zero: true, lines: [["loss", words.loss, "data"]] }],
  empty: words.empty,
});

export const importanceView: LabView<ImportanceParams> = {
  id: "importance",
  main: { id: "loss", title: words.loss, component: LossView },
  supporting: [],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["loss"],
};
