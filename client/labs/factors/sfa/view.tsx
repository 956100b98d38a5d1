import type { LabView } from "../../view.ts";
import { AgainstView } from "./against.tsx";
import { FiltersView } from "./filters.tsx";
import { SpectrumView } from "./spectrum.tsx";
import { TimeView } from "./time.tsx";
import { words } from "./words.ts";

export const sfaView: LabView = {
  id: "sfa",
  main: { id: "time", title: words.time, component: TimeView },
  supporting: [
    { id: "spectrum", title: words.spectrum, component: SpectrumView },
    { id: "filters", title: words.filters, component: FiltersView },
    { id: "against", title: words.against, component: AgainstView },
  ],
  headline: ["correlation", "delta.1", "delta.2", "delta.3"],
};
