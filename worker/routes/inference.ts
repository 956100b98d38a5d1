import { Hono } from "hono";
import { parseJson } from "../../shared/experiment/json.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { type AppEnv, bodyType, readAll } from "../guard.ts";
import { answer, answerSample, nested, questionOfBytes, questionOfJson } from "../inference/answer.ts";
import { loadNet } from "../inference/nets.ts";

/** Questions to published models: under /api/x/:id. */
export const inferenceRoutes = new Hono<AppEnv>()
  .post("/:id/infer", async (c) => {
    const type = bodyType(c.req.raw, ["application/json", "application/octet-stream"]);
    const body = await readAll(c.req.raw, limits.inference.bytes);
    const loaded = await loadNet(c.env, c.req.param("id"), Date.now());
    if (type === "application/json") {
      const question = questionOfJson(parseNumbers(body));
      const rows = answer(loaded, question);
      return c.json({ op: question.op, width: rows.width, rows: nested(rows), range: loaded.net.output }, 200);
    }
    const { values } = answer(loaded, questionOfBytes(c.req.query("op") ?? "", body, loaded));
    return c.body(new Uint8Array(values.buffer as ArrayBuffer), 200, { "Content-Type": "application/octet-stream" });
  })
  .get("/:id/sample", async (c) => {
    const loaded = await loadNet(c.env, c.req.param("id"), Date.now());
    return c.json(answerSample(loaded, c.req.query("seed"), c.req.query("n")), 200);
  });

/** Rows hold more numbers than an experiment may have items; the body's own cap bounds them. */
function parseNumbers(body: Uint8Array<ArrayBuffer>): unknown {
  return parseJson(new TextDecoder().decode(body), "body", { keys: limits.inference.bytes });
}
