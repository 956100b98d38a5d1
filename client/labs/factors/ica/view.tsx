import type { IcaParams } from "../../../../shared/labs/factors/ica/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { ComponentsView } from "./components.tsx";
import { ConvergenceView } from "./convergence.tsx";
import { PartyView } from "./party.tsx";
import { PlanesView } from "./planes.tsx";
import { SpectrogramsView } from "./spectrograms.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./ica.css";

export const icaView: LabView<IcaParams> = {
  id: "ica",
  main: { id: "party", title: words.party, component: PartyView },
  supporting: [
    { id: "spectrograms", title: words.spectrograms, component: SpectrogramsView },
    { id: "planes", title: words.planes, component: PlanesView },
    { id: "convergence", title: words.convergence, component: ConvergenceView },
    { id: "components", title: words.components, component: ComponentsView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["amari", "siSdr", "iterations"],
  errors: { ...familyErrors, ...errors },
};
