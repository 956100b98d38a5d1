import type { Table } from "../../../../shared/data/table.ts";
import type { FlowParams } from "../../../../shared/labs/generative/flow/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { underStopped } from "../../parts/stopped.tsx";
import { bothLines, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { drawView } from "../points/draw.tsx";
import { mmdView } from "../points/mmd-chart.tsx";
import { errors } from "../points/words.ts";
import { BetweenView } from "./between.tsx";
import { LayersView } from "./layers.tsx";
import { MainView } from "./main.tsx";
import { RankedView } from "./ranked.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";

const CurvesView = trainingCurves<FlowParams>(
  [
    {
      title: words.nll,
      y: words.nats,
      settled: true,
      lines: bothLines("loss"),
      levels: ({ fold }) => {
        const { exact, independent } = fold.output("samples") ?? {};
        return [
          [exact?.values[0], words.truth, "truth"],
          [independent?.values[0], words.independent, "other"],
        ];
      },
    },
  ],
  { empty: nets.notYet },
);

const isOfPictures = (_: FlowParams, __?: unknown, data?: Table | null): boolean => data?.image !== undefined;

export const flowView: LabView<FlowParams> = {
  id: "flow",
  main: { id: "samples", title: words.main, component: underStopped(MainView) },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "layers", title: words.layers, component: LayersView },
    { id: "between", title: words.between, component: BetweenView, shows: isOfPictures },
    { id: "ranked", title: words.ranked, component: RankedView, shows: isOfPictures },
    mmdView,
    drawView,
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["nll", "nllExact", "bitsPerDimension", "mmd", "mmdLevel"],
  errors: { ...netErrors, ...errors },
};
