import type { HardwareParams } from "../../../../shared/labs/inference/hardware/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as pictureErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { words as common } from "../../parts/picture-words.ts";
import { accuracyFigure, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { BatchesView } from "./batches.tsx";
import { DevicesView } from "./devices.tsx";
import { EnergyView } from "./energy.tsx";
import { LayersView } from "./layers.tsx";
import { RoofView } from "./roof.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./hardware.css";

const figures = [lossFigure(words.nats), accuracyFigure(common.accuracyTitle)];

export const hardwareView: LabView<HardwareParams> = {
  id: "hardware",
  main: { id: "devices", title: words.devices, component: DevicesView },
  supporting: [
    { id: "roofline", title: words.roofline, component: RoofView },
    { id: "layers", title: words.layers, component: LayersView },
    { id: "batches", title: words.batches, component: BatchesView },
    { id: "energy", title: words.energyTitle, component: EnergyView },
    { id: "curves", title: words.curves, component: trainingCurves(figures, { empty: nets.notYet }) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["latency.wasm.p50", "latency.int8.p50", "throughput.int8", "agreement"],
  errors: { ...pictureErrors, ...familyErrors, ...errors },
};
