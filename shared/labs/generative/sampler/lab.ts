import { array } from "../../../arrays.ts";
import { workOf } from "../../../gallery/asked.ts";
import { bytesOf } from "../../../gallery/samples.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { picturesInGrey } from "../../picture.ts";
import { samplesIn } from "./arrays.ts";
import { askedBy, cardOf, checkAsked } from "./asked.ts";
import { samplerFields } from "./fields.ts";
import { samplerPresets } from "./presets.ts";

/** Samples that a recording keeps: those of the small picture of a model. */
const KEPT = 6;

const drawing = deferred(["sample", "sound"], async () => (await import("./processes.ts")).processes);

/** Samples of the gallery's trained models: one task, one step. */
export const sampler = defineLab({
  id: "sampler",
  revision: 2,
  family: "generative",
  title: { es: "Galería de modelos entrenados", en: "Gallery of trained models" },
  summary: {
    es: "Modelos ya entrenados dibujan y escriben al momento: mueve la temperatura, la semilla y sus números ocultos.",
    en: "Trained models draw and write at once: move the temperature, the seed and their hidden numbers.",
  },
  params: samplerFields,
  data: { generators: [], formats: [], none: () => true },
  presets: samplerPresets,
  metrics: [
    {
      name: "samples",
      unit: "",
      label: { es: "Muestras", en: "Samples" },
      meaning: { es: "Cuántas muestras ha sacado el modelo.", en: "How many samples the model has drawn." },
      kind: "exact",
    },
  ],
  singleStep: true,
  wasm: ["quant"],
  devices: ["wasm", "scalar"],
  check: checkAsked,
  estimate: (params) => {
    const card = cardOf(params);
    // They cost nothing, whatever they are.
    return { multiplyAdds: workOf(card, askedBy({ ...params, latent: "" }, 0)), bytes: 4 * card.bytes };
  },
  plan: (params, _data, key) => [{ id: "sample", kind: "sample", key, steps: 1, params }],
  ...drawing,
  ready: async (params) => {
    await drawing.ready?.();
    if (params) await (await import("./processes.ts")).bringModel(String(params.model));
  },
  measure: (fold) => {
    const { levels, points, lengths } = fold.output("sample") ?? {};
    const [count] = (levels ?? points ?? lengths)?.shape ?? [];
    return count === undefined ? {} : { samples: count };
  },
  picture(fold) {
    const { levels, points, characters } = fold.output("sample") ?? {};
    if (levels)
      return picturesInGrey(
        array(
          Float32Array.from(levels.values, (level) => level / 255),
          levels.shape,
        ),
      );
    if (points) return { kind: "points", series: [points] };
    return characters && { kind: "lines", lines: [characters.values.slice(0, 120)] };
  },
  samples(fold) {
    const samples = samplesIn(fold.output("sample"));
    return samples && bytesOf(samples);
  },
  recording: () => ({
    keep: { "output/sample/levels": { rows: KEPT }, "output/sample/points": {}, "output/sample/*": {} },
  }),
});
