/** Samples as files. What writes them comes with the first that is saved. */
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import { bytesOf, type Samples } from "../../../../shared/gallery/samples.ts";
import { arraysOf } from "../../../../shared/labs/generative/sampler/arrays.ts";
import type { Localized } from "../../../../shared/text.ts";
import { words } from "./words.ts";

interface Save {
  readonly act: string;
  readonly label: Localized;
  save(card: GalleryCard, samples: Samples): Promise<void>;
}

const toDownload = () => import("../../../views/export.ts");

/** Texts as they are. */
const asText: Save = {
  act: "save",
  label: words.saveTxt,
  async save({ id }, samples) {
    const { download } = await toDownload();
    download(`${id}.txt`, new Blob([bytesOf(samples)], { type: "text/plain" }));
  },
};

/** Levels or places as a NumPy file. */
const asArray: Save = {
  act: "save",
  label: words.saveNpy,
  async save({ id }, samples) {
    const [{ download }, { toNpy }] = await Promise.all([
      toDownload(),
      import("../../../../shared/data/readers/npy/write.ts"),
    ]);
    const { levels, points } = arraysOf(samples);
    download(`${id}.npy`, new Blob([toNpy(levels ?? points)], { type: "application/octet-stream" }));
  },
};

/** The file that the server gives: a pixel for each of the samples. */
const asPicture: Save = {
  act: "save-png",
  label: words.savePng,
  async save(card, samples) {
    const [{ download }, { pictureOf }, { encodePng }] = await Promise.all([
      toDownload(),
      import("../../../../shared/gallery/plot.ts"),
      import("../../../../shared/data/readers/png/write.ts"),
    ]);
    download(`${card.id}.png`, new Blob([encodePng(pictureOf(card, samples))], { type: "image/png" }));
  },
};

export const savesOf = ({ gives }: GalleryCard): readonly Save[] =>
  gives.kind === "text" ? [asText] : [asPicture, asArray];
