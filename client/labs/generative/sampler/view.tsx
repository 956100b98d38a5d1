import { cards } from "../../../../shared/gallery/cards.ts";
import type { SamplerParams } from "../../../../shared/labs/generative/sampler/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { CardView } from "./card.tsx";
import { startEarly } from "./drawing.ts";
import { ElsewhereView } from "./elsewhere.tsx";
import { inSteps, isDecoder } from "./kinds.ts";
import { LatentView } from "./latent.tsx";
import { MainView } from "./main.tsx";
import { WalkView } from "./walk.tsx";
import { WayView } from "./way.tsx";
import { words } from "./words.ts";

const live = () => true;

startEarly(cards.map(({ id }) => id));

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
