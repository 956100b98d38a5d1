import { parseDocument } from "../../shared/experiment/parse-document.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { defineLab } from "../../shared/labs/lab.ts";

const text = { es: "prueba", en: "test" };

/** A lab that is only there to be published: the edge reads its schema and runs nothing. */
const lab = defineLab({
  id: "toy",
  revision: 1,
  family: "factors",
  title: text,
  summary: text,
  params: {
    size: { kind: "integer", min: 1, max: 100, default: 10, label: text, help: text },
    mode: {
      kind: "choice",
      options: [
        { value: "plain", label: text },
        { value: "none", label: text },
      ],
      default: "plain",
      label: text,
      help: text,
    },
  },
  data: { generators: [], formats: ["idx", "csv"], none: () => false },
  presets: [],
  metrics: [{ name: "posterior.<node>.<state>", unit: "", meaning: text, kind: "exact" }],
  wasm: [],
  devices: ["wasm"],
  estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
  plan: () => [],
  processes: {},
  measure: () => ({}),
});

const bare = defineLab({
  ...lab,
  id: "bare",
  data: { generators: [], formats: [], none: () => true },
} as never);

const maps = defineLab({
  ...lab,
  id: "maps",
  params: { evidence: { kind: "map", values: "text", maxItems: 400, default: {}, label: text, help: text } },
  data: { generators: [], formats: [], none: () => true },
} as never);

const graph = defineLab({
  ...lab,
  id: "graph",
  data: { generators: [], formats: ["csv"], documents: ["factor"], parseDocument },
} as never);

/** Its results have pictures: of points, or of whatever is claimed to be pictures of 4 × 4. */
const drawn = defineLab({
  ...lab,
  id: "drawn",
  metrics: [{ name: "loss", unit: "nats", meaning: text, kind: "exact" }],
  data: { generators: [], formats: [], none: () => true },
  plan: (_params: unknown, _data: unknown, key: readonly [number, number]) => [
    { id: "run", kind: "run", key, steps: 10, params: {} },
  ],
  picture: (fold: Fold) => {
    const { points, images } = fold.output("run") ?? {};
    if (images) return { kind: "images", rows: images, width: 4, height: 4 };
    return points && { kind: "points", series: [points] };
  },
} as never);

export const labs: readonly LabEntry[] = [
  { id: "drawn", family: "factors", load: async () => drawn },
  { id: "toy", family: "factors", load: async () => lab },
  { id: "bare", family: "factors", load: async () => bare },
  { id: "maps", family: "graphs", load: async () => maps },
  { id: "graph", family: "graphs", load: async () => graph },
];
