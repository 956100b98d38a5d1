import type { IntegrationParams } from "../../../../shared/labs/monte-carlo/integration/fields.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { LabView } from "../../view.ts";

import { words } from "./words.ts";

const LossView = recordLines<IntegrationParams>({
  task: "descent",
  x: words.step,
  figures: [{ title: words.loss, y: words.loss, zero: true, lines: [["loss", words.loss, "data"]] }],
  empty: words.empty,
});

export const integrationView: LabView<IntegrationParams> = {
  id: "integration",
  main: { id: "loss", title: words.loss, component: LossView },
  supporting: [],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["loss"],
};
