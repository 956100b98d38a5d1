import { ComponentsView } from "./ica-components.tsx";
import { ConvergenceView } from "./ica-convergence.tsx";
import { PartyView } from "./ica-party.tsx";
import { PlanesView } from "./ica-planes.tsx";
import { SpectrogramsView } from "./ica-spectrograms.tsx";
import { words } from "./ica-words.ts";
import type { LabView } from "./view.ts";

export const icaView: LabView = {
  id: "ica",
  main: { id: "party", title: words.party, component: PartyView },
  supporting: [
    { id: "spectrograms", title: words.spectrograms, component: SpectrogramsView },
    { id: "planes", title: words.planes, component: PlanesView },
    { id: "convergence", title: words.convergence, component: ConvergenceView },
    { id: "components", title: words.components, component: ComponentsView },
  ],
  headline: ["amari", "siSdr", "iterations"],
};
