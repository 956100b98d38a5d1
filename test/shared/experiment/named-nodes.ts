import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Fields, ParamsOf } from "../../../shared/experiment/fields.ts";
import { parseDocument } from "../../../shared/experiment/parse-document.ts";
import { defineLab, type Lab } from "../../../shared/labs/lab.ts";

const named = (name: string) => ({ label: { es: `${name} (es)`, en: name }, help: { es: "Ayuda.", en: "Help." } });

export const namingFields = {
  steps: { ...named("Steps"), kind: "integer", min: 1, max: 9, default: 3 },
  evidence: { ...named("Evidence"), kind: "map", values: "text", maxItems: 50, default: {}, names: "nodes" },
  soft: { ...named("Soft evidence"), kind: "map", values: "numbers", maxItems: 50, default: {}, names: "nodes" },
  target: { ...named("Target"), kind: "text", maxLength: 128, default: "", names: "nodes" },
  notes: { ...named("Notes"), kind: "map", values: "text", maxItems: 5, default: {} },
} as const satisfies Fields;

/** A lab whose parameters name nodes: those of a document, columns of a table. It runs nothing, and refuses names that are not there. */
export const naming: Lab = defineLab<typeof namingFields>({
  id: "naming",
  revision: 1,
  family: "graphs",
  title: { es: "Nombres", en: "Names" },
  summary: { es: "Nombres.", en: "Names." },
  params: namingFields,
  data: {
    generators: ["digits", "shapes"],
    formats: ["csv"],
    documents: ["bayes"],
    parseDocument,
    reading: ["columns", "ignored"],
  },
  presets: [
    {
      id: "wet",
      title: { es: "Mojado", en: "Wet" },
      about: { es: "Mojado.", en: "Wet." },
      seed: 1,
      data: {
        document: { kind: "bayes", nodes: [{ name: "rain", states: ["no", "yes"], parents: [], table: [0.8, 0.2] }] },
      },
      params: { evidence: { rain: "yes" }, soft: { rain: [1, 3] }, target: "rain", notes: { a: "b" } },
    },
  ],
  metrics: [],
  wasm: [],
  devices: ["wasm"],
  check({ evidence, soft, target }: ParamsOf<typeof namingFields>, data) {
    const known = data?.document?.nodes.map(({ name }) => name) ?? data?.names ?? [];
    for (const name of [...Object.keys(evidence), ...Object.keys(soft), target].filter((one) => one !== ""))
      if (!known.includes(name))
        throw new ExperimentError(`params.evidence.${name}`, "unknown-node", `unknown node: ${name}`, { value: name });
  },
  estimate: () => ({ multiplyAdds: 0, bytes: 0 }),
  plan: () => [],
  processes: {},
  measure: () => ({}),
});
