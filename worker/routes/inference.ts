import { Hono } from "hono";
import { limits } from "../../shared/experiment/limits.ts";
import { describe } from "../api/describe.ts";
import { inferOperation, inferQuery, sampleOperation, sampleQuery } from "../api/models.ts";
import { type AppEnv, bodyType, readAll } from "../guard.ts";
import { acceptedFormat } from "../inference/format.ts";
import { kept } from "../inference/kept.ts";
import { widthsOf } from "../inference/model.ts";
import { answer, answerSample, findNet, loadNet } from "../inference/nets.ts";
import { checkWork, readQuestion } from "../inference/question.ts";
import { checkForm, nested, replyOf } from "../inference/reply.ts";
import { readQuery } from "../query.ts";

/** Questions to published models: under /api/x/:id. */
export const inferenceRoutes = new Hono<AppEnv>()
  .get("/:id/sample", describe(sampleOperation), async (c) => {
    const { seed, n, format, width } = readQuery(sampleQuery, c.req.query());
    const form = { format: format ?? acceptedFormat(c.req.header("accept"), "json"), width };
    const found = await findNet(c.env, c.req.param("id"), Date.now());
    checkWork(found.model, n);
    checkForm(form, widthsOf(found.model, "decode"));
    return kept(c, found, `sample/${seed}/${n}/${form.format}/${width ?? ""}`, async () => {
      const loaded = await loadNet(c.env, found);
      const { codes, pictures } = answerSample(loaded, seed, n);
      const json = () => ({ seed, n, codes: nested(codes), rows: nested(pictures), range: loaded.net.output });
      return replyOf(pictures, form, json);
    });
  })
  .post("/:id/infer", describe(inferOperation), async (c) => {
    const isJson = bodyType(c.req.raw, ["application/json", "application/octet-stream"]) === "application/json";
    const body = await readAll(c.req.raw, limits.inference.bytes);
    const { op: named, format, width } = readQuery(inferQuery, c.req.query());
    const form = { format: format ?? acceptedFormat(c.req.header("accept"), isJson ? "json" : "bytes"), width };
    const found = await findNet(c.env, c.req.param("id"), Date.now());
    const question = readQuestion(body, isJson, named, found.model);
    checkForm(form, widthsOf(found.model, question.op));
    const loaded = await loadNet(c.env, found);
    const rows = answer(loaded, question);
    const { op } = question;
    return replyOf(rows, form, () => ({ op, width: rows.width, rows: nested(rows), range: loaded.net.output }));
  });
