import type { StateSpaceParams } from "../../../../shared/labs/graphs/state-space/fields.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { LabView } from "../../view.ts";
import { errors } from "../errors.ts";
import { words } from "./words.ts";

const LossView = recordLines<StateSpaceParams>({
  task: "descent",
  x: words.step,
  figures: [{ title: words.loss, y: words.loss, zero: true, lines: [["loss", words.loss, "data"]] }],
  empty: words.empty,
});

export const stateSpaceView: LabView<StateSpaceParams> = {
  id: "state-space",
  main: { id: "loss", title: words.loss, component: LossView },
  supporting: [],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["loss"],
  errors: { ...errors },
};
