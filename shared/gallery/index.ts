export { type Asked, FARTHEST, HOTTEST, type Latent, MOST_SAMPLES, type Whole, wholeOf, workOf } from "./asked.ts";
export type { Description, Facts, GalleryCard, GalleryKind, Gives } from "./card.ts";
export { cards } from "./cards.ts";
export { readLatent, writeLatent } from "./latent.ts";
export { cardNamed, fileOf, type GalleryModel, modelOf, openModel } from "./model.ts";
export { pictureOf } from "./plot.ts";
export { latentsOf, sample, stagesOf } from "./sample.ts";
export { bytesOf, type Samples } from "./samples.ts";
