import { jsonSchema } from "../../shared/experiment/json-schema.ts";
import type { LabEntry } from "../../shared/labs/index.ts";

/** What `lab list` prints. */
export async function listLabs(labs: readonly LabEntry[]): Promise<readonly object[]> {
  return Promise.all(
    labs.map(async ({ load }) => {
      const { id, family, title, params, presets, metrics, data } = await load();
      return {
        id,
        family,
        title,
        params: jsonSchema(params),
        presets: presets.map((preset) => ({ id: preset.id, title: preset.title })),
        metrics,
        data: data.formats,
      };
    }),
  );
}
