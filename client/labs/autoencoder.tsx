import { BetweenView } from "./autoencoder-between.tsx";
import { CodesView } from "./autoencoder-codes.tsx";
import { CurvesView } from "./autoencoder-curves.tsx";
import { DrawView } from "./autoencoder-draw.tsx";
import { FiltersView } from "./autoencoder-filters.tsx";
import { PicturesView } from "./autoencoder-pictures.tsx";
import { words } from "./autoencoder-words.ts";
import type { LabView } from "./view.ts";

export const autoencoderView: LabView = {
  id: "autoencoder",
  main: { id: "pictures", title: words.pictures, component: PicturesView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "codes", title: words.codes, component: CodesView },
    { id: "between", title: words.between, component: BetweenView },
    { id: "draw", title: words.draw, component: DrawView },
    { id: "filters", title: words.filters, component: FiltersView },
  ],
  headline: ["loss", "testMse", "pcaTestMse", "quantizedTestMse"],
};
