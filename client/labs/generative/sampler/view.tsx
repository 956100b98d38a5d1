import type { SamplerParams } from "../../../../shared/labs/generative/sampler/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { CardView } from "./card.tsx";
import { startEarly } from "./early.ts";
import { inSteps, isDecoder } from "./kinds.ts";
import { LatentView } from "./latent.tsx";
import { MainView } from "./main.tsx";
import { words } from "./words.ts";
import { Written } from "./written.ts";

const live = () => true;

const WalkView = lazy(async () => (await import("./walk.tsx")).WalkView);
const WayView = lazy(async () => (await import("./way.tsx")).WayView);
const ElsewhereView = lazy(async () => (await import("./elsewhere.tsx")).ElsewhereView);

startEarly(() => void Written.bring());

export const samplerView: LabView<SamplerParams> = {
  id: "sampler",
  main: { id: "samples", title: words.main, component: MainView, live, beforeRuns: true },
  supporting: [
    { id: "latent", title: words.latent, component: LatentView, live, shows: isDecoder },
    { id: "walk", title: words.walk, component: WalkView, live, shows: isDecoder },
    { id: "way", title: words.way, component: WayView, live, shows: inSteps },
    { id: "card", title: words.card, component: CardView, live },
    { id: "elsewhere", title: words.elsewhere, component: ElsewhereView, live },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["samples"],
};
