import { AgainstView } from "./sfa-against.tsx";
import { FiltersView } from "./sfa-filters.tsx";
import { SpectrumView } from "./sfa-spectrum.tsx";
import { TimeView } from "./sfa-time.tsx";
import { words } from "./sfa-words.ts";
import type { LabView } from "./view.ts";

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
