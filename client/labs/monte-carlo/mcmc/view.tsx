import { isCrowd } from "../../../../shared/labs/monte-carlo/mcmc/crowd/plan.ts";
import { CALIBRATION, type McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { hasMomentum } from "../../../../shared/labs/monte-carlo/mcmc/sampler-rules.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView, View, ViewProps } from "../../view.ts";
import { isPlanar } from "./planar.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";
import "./mcmc.css";

const PlaneView = lazy(async () => (await import("./plane.tsx")).PlaneView);
const PairsView = lazy(async () => (await import("./pairs.tsx")).PairsView);
const OwnView = lazy(async () => (await import("./own-view.tsx")).OwnView);
const CloudView = lazy(async () => (await import("./crowd/cloud.tsx")).CloudView);
const arrival = () => import("./crowd/arrival.tsx");
const diagnostics = () => import("./diagnostics.tsx");

const CalibrationView = lazy(async () => (await import("./calibration.tsx")).CalibrationView);

/** Whether there are draws of one distribution to look at; else there are ranks. */
const samples = ({ target }: McmcParams) => target !== CALIBRATION;

/**
 * The plane with its chains where the target has two dimensions, pairs of parameters where it has more; of a crowd, all chains as they are; of a
 * calibration, ranks.
 */
function MainView(props: ViewProps<McmcParams>) {
  if (!samples(props.experiment.params)) return <CalibrationView {...props} />;
  if (isCrowd(props.experiment.params)) return <CloudView {...props} />;
  if (isOwn(props.experiment.params)) return <OwnView {...props} />;
  return isPlanar(props.experiment.params.target) ? <PlaneView {...props} /> : <PairsView {...props} />;
}

const ModelView = lazy(async () => (await import("./model/model-view.tsx")).ModelView);
/** The text of the target, before the figures where it is one's own and after them where it is not. */
const modelView = { title: words.model, component: ModelView, live: () => true } as const;
const isOwn = ({ target }: McmcParams) => target === "own";

const hasEnergy = ({ sampler }: McmcParams) => hasMomentum(sampler);
const hasTrees = ({ sampler }: McmcParams) => sampler === "nuts" || sampler === "walnuts";

/** Whether a draw follows from the one before: those of an ensemble are of one walker after the other. */
const hasNeighbours = ({ sampler }: McmcParams) => sampler !== "ensemble";

/** Of single chains. */
const chainViews: readonly View<McmcParams>[] = [
  { id: "trace", title: words.trace, component: lazy(async () => (await import("./trace.tsx")).TraceView) },
  { id: "table", title: words.table, component: lazy(async () => (await import("./table.tsx")).TableView) },
  { id: "forest", title: words.forest, component: lazy(async () => (await import("./forest.tsx")).ForestView) },
  { id: "ranks", title: words.ranks, component: lazy(async () => (await diagnostics()).RanksView) },
  { id: "density", title: words.density, component: lazy(async () => (await diagnostics()).DensityView) },
  {
    id: "autocorrelation",
    title: words.autocorrelation,
    component: lazy(async () => (await diagnostics()).AutocorrelationView),
    shows: hasNeighbours,
  },
  {
    id: "running",
    title: words.running,
    component: lazy(async () => (await diagnostics()).RunningView),
    shows: hasNeighbours,
    expert: true,
  },
  {
    id: "ess",
    title: words.ess,
    component: lazy(async () => (await diagnostics()).EssView),
    expert: true,
    shows: hasNeighbours,
  },
  {
    id: "energy",
    title: words.energy,
    component: lazy(async () => (await diagnostics()).EnergyView),
    expert: true,
    shows: hasEnergy,
  },
  {
    id: "depth",
    title: words.depth,
    component: lazy(async () => (await diagnostics()).DepthView),
    expert: true,
    shows: hasTrees,
  },
];

async function allErrors() {
  const [{ densityErrors }, { errors }] = await Promise.all([
    import("../../parts/density-errors.ts"),
    import("./errors.ts"),
  ]);
  return { ...densityErrors, ...errors };
}

export const mcmcView: LabView<McmcParams> = {
  id: "mcmc",
  main: { id: "chains", title: words.plane, component: MainView },
  supporting: [
    { ...modelView, id: "model", shows: isOwn },
    ...chainViews.map(
      (view): View<McmcParams> => ({
        ...view,
        shows: (params, ...rest) => !isCrowd(params) && samples(params) && (view.shows?.(params, ...rest) ?? true),
      }),
    ),
    {
      id: "arrival",
      title: words.arrival,
      component: lazy(async () => (await arrival()).ArrivalView),
      shows: isCrowd,
    },
    {
      id: "crowd-table",
      title: words.crowdTable,
      component: lazy(async () => (await arrival()).CrowdTableView),
      shows: isCrowd,
    },
    { ...modelView, id: "text", shows: (params) => samples(params) && !isOwn(params) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  recordedAnswers: async () => (await import("./recorded-answers.ts")).recordedAnswers,
  headline: ["calibrationP", "rhat", "nestedRhat", "essBulk", "divergences", "swapRate", "acceptance"],
  moreErrors: allErrors,
};
