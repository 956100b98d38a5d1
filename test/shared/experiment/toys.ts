import type { Fields, ParamsOf } from "../../../shared/experiment/fields.ts";
import type { LabEntry } from "../../../shared/labs/index.ts";
import { defineLab, type Lab } from "../../../shared/labs/lab.ts";

const words = { es: "e", en: "e" };
const described = { label: words, help: words };

export const toyFields = {
  method: {
    ...described,
    kind: "choice",
    options: ["plain", "lasso"].map((value) => ({ value, label: words })),
    default: "plain",
  },
  size: { ...described, kind: "integer", min: 1, max: 100, default: 10 },
  penalty: { ...described, kind: "number", min: 0, max: 1, default: 0.5, when: { field: "method", is: ["lasso"] } },
} as const satisfies Fields;

/** What came later to such a lab: with and without a condition, of several kinds. */
export const laterFields = {
  ...toyFields,
  decay: { ...described, kind: "number", min: 0, max: 1, default: 0, omitDefault: true },
  widths: {
    ...described,
    kind: "integers",
    min: 1,
    max: 9,
    minItems: 0,
    maxItems: 4,
    default: [3, 2],
    omitDefault: true,
  },
  warm: { ...described, kind: "boolean", default: false, when: { field: "method", is: ["lasso"] }, omitDefault: true },
} as const satisfies Fields;

/** A lab that is only there to be asked for; it runs nothing. */
export function toyLab<const F extends Fields>(
  params: F,
  change: Partial<Pick<Lab, "sweeps" | "id">> & { readonly data?: Partial<Lab<F>["data"]> } = {},
): Lab {
  const { data, ...rest } = change;
  return defineLab<F>({
    id: "toy",
    revision: 1,
    family: "inference",
    title: words,
    summary: words,
    params,
    data: { generators: ["digits"], formats: ["csv"], ...data },
    presets: [],
    metrics: [],
    wasm: [],
    devices: ["scalar"],
    estimate: () => ({ multiplyAdds: 0, bytes: 0 }),
    plan: (_: ParamsOf<F>) => [],
    processes: {},
    measure: () => ({}),
    ...rest,
  });
}

export const entriesOf = (lab: Lab): readonly LabEntry[] => [{ id: lab.id, family: lab.family, load: async () => lab }];
