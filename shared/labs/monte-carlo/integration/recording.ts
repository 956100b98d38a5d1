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
      "records/*/estimates": { bits: 64 },
      "records/coverage.*/*": { bits: "relative", evenly: 40 },
      "records/*/estimate": { bits: 64 },
      "records/*/standardError": { bits: "relative" },
      "records/variance/errors": { bits: "relative", evenly: 400 },
      "records/variance/along": { bits: "relative", evenly: 400 },
    },
    ...(params.problem !== "gradient" && { answers: { "surface.0.1": surfaceQuestion(params, 0, 1) } }),
  };
}
