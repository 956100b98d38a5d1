import type { Recording } from "../../recording.ts";
import type { IntegrationParams } from "./fields.ts";
import { surfaceQuestion } from "./questions.ts";

/** Points that are drawn, and intervals that are shown; the metrics are those of all. */
export function recordIntegration(params: IntegrationParams): Recording {
  return {
    keep: {
      "output/*/points": { bits: 16, rows: 384, columns: 4 },
      "output/*/values": { bits: 16, rows: 384 },
      "answer/*/values": { bits: 8 },
      "records/*/estimates": { bits: "relative" },
      "records/*/estimate": { bits: "relative", evenly: 256 },
      "records/*/halfWidth": { bits: "relative", evenly: 256 },
      "records/*/standardError": { bits: "relative" },
      "records/variance/errors": { bits: "relative", evenly: 200 },
      "records/variance/along": { bits: "relative", evenly: 200 },
    },
    ...(params.problem !== "gradient" && { answers: { "surface.0.1": surfaceQuestion(params, 0, 1) } }),
  };
}
