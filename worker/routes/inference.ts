import { Hono } from "hono";
import { limits } from "../../shared/experiment/limits.ts";
import { afterwardsOf } from "../afterwards.ts";
import { describe } from "../api/describe.ts";
import { inferOperation, inferQuery, sampleOperation, sampleQuery } from "../api/models.ts";
import { textOperation } from "../api/texts.ts";
import { type AppEnv, bodyType, readAll } from "../guard.ts";
import { acceptedFormat } from "../inference/format.ts";
import { jsonOf, nested } from "../inference/json-rows.ts";
import { kept } from "../inference/kept.ts";
import {
  answer,
  answerSample,
  findNet,
  isLoaded,
  lengthOfNumber,
  loadNet,
  loadText,
  noSamples,
} from "../inference/nets.ts";
import { checkWork, readQuestion, widthsOf, writesTexts } from "../inference/question.ts";
import { checkForm, checkLength, replyOf } from "../inference/reply.ts";
import { takeTextQuestion, textReply, writesNoTexts } from "../inference/text.ts";
import { readQuery } from "../query.ts";

/** Questions to published models: under /api/x/:id. */
export const inferenceRoutes = new Hono<AppEnv>()
  .get("/:id/sample", describe(sampleOperation), async (c) => {
    const { seed, n, format, width } = readQuery(sampleQuery, c.req.query());
    const form = { format: format ?? acceptedFormat(c.req.header("accept"), "json"), width };
    const found = await findNet(c.env, c.req.param("id"), Date.now(), afterwardsOf(c));
    if (found.model.kind === "text-int8") throw writesTexts();
    if (found.model.kind !== "dense-int8") throw noSamples();
    checkWork(found.model, n);
    const widths = widthsOf(found.model, "decode");
    checkForm(form, widths);
    const weights = { weights: found.weights, isAtHand: isLoaded(found) };
    return kept(c, weights, `sample/${seed}/${n}/${form.format}/${width ?? ""}`, async () => {
      const { codes, answered } = answerSample(await loadNet(c.env, found), seed, n);
      const { rows, range } = answered;
      return replyOf(answered, form, widths, () => jsonOf({ seed, n, codes: nested(codes) }, rows, { range }));
    });
  })
  .post("/:id/infer", describe(inferOperation), async (c) => {
    const isJson = bodyType(c.req.raw, ["application/json", "application/octet-stream"]) === "application/json";
    const body = await readAll(c.req.raw, limits.inference.bytes);
    const { op: named, format, width } = readQuery(inferQuery, c.req.query());
    const form = { format: format ?? acceptedFormat(c.req.header("accept"), isJson ? "json" : "bytes"), width };
    const found = await findNet(c.env, c.req.param("id"), Date.now(), afterwardsOf(c));
    const question = readQuestion(body, isJson, named, found.model);
    const widths = widthsOf(found.model, question.op);
    checkForm(form, widths);
    const loaded = await loadNet(c.env, found);
    checkLength(form, question.rows.count, widths, lengthOfNumber(loaded, question.op));
    const answered = answer(loaded, question);
    const [{ op }, { rows, range, few }] = [question, answered];
    const { classes } = { classes: undefined, ...found.model };
    const head = { op, width: rows.width, ...(classes && { classes }) };
    return replyOf(answered, form, widths, () => jsonOf(head, rows, { range }, few));
  })
  .post("/:id/text", describe(textOperation), async (c) => {
    const question = await takeTextQuestion(c.req.raw);
    const found = await findNet(c.env, c.req.param("id"), Date.now(), afterwardsOf(c));
    if (found.model.kind !== "text-int8") throw writesNoTexts();
    return textReply(await loadText(c.env, found), question, c.req.header("accept"));
  });
