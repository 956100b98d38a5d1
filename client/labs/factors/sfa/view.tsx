import type { SfaParams } from "../../../../shared/labs/factors/sfa/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { AgainstView } from "./against.tsx";
import { FiltersView } from "./filters.tsx";
import { SpectrumView } from "./spectrum.tsx";
import { TimeView } from "./time.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./sfa.css";

export const sfaView: LabView<SfaParams> = {
  id: "sfa",
  main: { id: "time", title: words.time, component: TimeView },
  supporting: [
    { id: "spectrum", title: words.spectrum, component: SpectrumView },
    { id: "filters", title: words.filters, component: FiltersView },
    { id: "against", title: words.against, component: AgainstView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["correlation", "delta.1", "delta.2", "delta.3"],
  errors: { ...familyErrors, ...errors },
};
