import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { t } from "../../../i18n/locale.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { underStopped } from "../../parts/stopped.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { drawView } from "../points/draw.tsx";
import { MmdChart } from "../points/mmd-chart.tsx";
import { LatentView } from "./latent.tsx";
import { MainView } from "./main.tsx";
import { ModesView } from "./modes.tsx";
import type { GanProps } from "./state.ts";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

/** Losses of both sides, what the discriminator says, and what is measured on the way. */
const CurvesView = recordLines<GanParams>({
  task: "train",
  x: words.step,
  figures: [
    {
      title: words.losses,
      y: nets.loss,
      lines: [
        ["criticLoss", words.critic, "truth"],
        ["generatorLoss", words.generator, "model"],
      ],
    },
    {
      title: words.says,
      y: words.saysOf,
      optional: true,
      lines: [
        ["real", words.ofData, "data"],
        ["fake", words.ofSamples, "model"],
      ],
    },
    {
      title: words.mmdAlong,
      note: words.fewSamples,
      y: { es: "MMD²", en: "MMD²" },
      zero: true,
      lines: [["mmd", words.generator, "model"]],
    },
    {
      title: words.modesAlong,
      note: words.fewSamples,
      y: words.modesAxis,
      zero: true,
      optional: true,
      lines: [["modes", words.generator, "model"]],
    },
    { title: words.slopes, y: words.saysOf, zero: true, optional: true, lines: [["penalty", words.critic, "truth"]] },
  ],
  empty: nets.notYet,
});

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
  headline: ["mmd", "mmdLevel", "modes", "good", "kl"],
  errors: { ...netErrors, ...errors },
};
