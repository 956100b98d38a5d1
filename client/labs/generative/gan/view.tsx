import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { t } from "../../../i18n/locale.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { underStopped } from "../../parts/stopped.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { drawView } from "../points/draw.tsx";
import { MmdChart } from "../points/mmd-chart.tsx";
import { CurvesView } from "./curves.tsx";
import { LatentView } from "./latent.tsx";
import { MainView } from "./main.tsx";
import { ModesView } from "./modes.tsx";
import type { GanProps } from "./state.ts";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

function MmdView({ fold }: GanProps) {
  const test = fold.output("mmd");
  return test ? <MmdChart test={test} /> : <p class="part-caption">{t(nets.afterTraining)}</p>;
}

export const ganView: LabView<GanParams> = {
  id: "gan",
  main: { id: "samples", title: words.main, component: underStopped(MainView) },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "modes", title: words.modes, component: ModesView },
    { id: "mmd", title: words.mmd, component: MmdView },
    { id: "latent", title: words.latent, component: LatentView },
    drawView,
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["mmd", "mmdLevel", "modes", "good"],
  errors: { ...netErrors, ...errors },
};
