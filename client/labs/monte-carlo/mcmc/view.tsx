import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import type { LabView, ViewProps } from "../../view.ts";
import { AutocorrelationView, DensityView, EnergyView, EssView, RanksView, TraceView } from "./diagnostics.tsx";
import { PairsView } from "./pairs.tsx";
import { isPlanar, PlaneView } from "./plane.tsx";
import { TableView } from "./table.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./mcmc.css";

/** The plane with its chains where the target has two dimensions, pairs of parameters where it has more. */
function MainView(props: ViewProps<McmcParams>) {
  return isPlanar(props.experiment.params.target) ? <PlaneView {...props} /> : <PairsView {...props} />;
}

export const mcmcView: LabView<McmcParams> = {
  id: "mcmc",
  main: { id: "chains", title: words.plane, component: MainView },
  supporting: [
    { id: "trace", title: words.trace, component: TraceView },
    { id: "table", title: words.table, component: TableView },
    { id: "ranks", title: words.ranks, component: RanksView },
    { id: "density", title: words.density, component: DensityView },
    { id: "autocorrelation", title: words.autocorrelation, component: AutocorrelationView },
    { id: "ess", title: words.ess, component: EssView, expert: true },
    { id: "energy", title: words.energy, component: EnergyView, expert: true },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["rhat", "essBulk", "divergences", "acceptance"],
  errors,
};
