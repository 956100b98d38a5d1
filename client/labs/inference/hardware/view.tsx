import type { HardwareParams } from "../../../../shared/labs/inference/hardware/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as pictureErrors } from "../../parts/errors.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { DevicesView } from "./devices.tsx";
import { RoofView } from "./roof.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./hardware.css";

export const hardwareView: LabView<HardwareParams> = {
  id: "hardware",
  main: { id: "devices", title: words.devices, component: DevicesView },
  supporting: [
    { id: "roofline", title: words.roofline, component: RoofView },
    { id: "layers", title: words.layers, component: lazy(async () => (await import("./layers.tsx")).LayersView) },
    { id: "batches", title: words.batches, component: lazy(async () => (await import("./batches.tsx")).BatchesView) },
    { id: "energy", title: words.energyTitle, component: lazy(async () => (await import("./energy.tsx")).EnergyView) },
    { id: "curves", title: words.curves, component: lazy(async () => (await import("./training.tsx")).TrainingView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["latency.wasm.p50", "latency.int8.p50", "throughput.int8", "agreement"],
  errors: { ...pictureErrors, ...familyErrors, ...errors },
};
