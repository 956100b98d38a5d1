import { Hono } from "hono";
import { cards, readLatent, sample } from "../../shared/gallery/index.ts";
import { describe } from "../api/describe.ts";
import { gallerySampleOperation, gallerySampleQuery, modelsOperation } from "../api/gallery.ts";
import { galleryTextOperation, galleryTextQuery } from "../api/texts.ts";
import { cardNamed, isOpen, openedModel } from "../gallery/models.ts";
import { checkedQuestion } from "../gallery/question.ts";
import { checkFormat, galleryReply } from "../gallery/reply.ts";
import type { AppEnv } from "../guard.ts";
import { acceptedFormat } from "../inference/format.ts";
import { kept } from "../inference/kept.ts";
import { takeTextQuestion, textReply, writesNoTexts } from "../inference/text.ts";
import { readQuery } from "../query.ts";

/** The trained models that come with the site. */
export const galleryRoutes = new Hono<AppEnv>()
  .get("/models", describe(modelsOperation), (c) => {
    c.header("Cache-Control", "no-cache");
    return c.json({ models: cards });
  })
  .get("/sample", describe(gallerySampleOperation), (c) => {
    const { model, latent, format: own, ...rest } = readQuery(gallerySampleQuery, c.req.query());
    const card = cardNamed(model);
    const format = own ?? acceptedFormat(c.req.header("accept"), "json");
    const whole = checkedQuestion(card, { ...rest, latent: readLatent(latent) });
    checkFormat(card, format);
    const question = encodeURIComponent(JSON.stringify({ ...whole, format }));
    return kept(c, { weights: card.sha256, isAtHand: isOpen(card) }, `gallery/${question}`, async () => {
      const { model, engine } = await openedModel(card);
      return galleryReply(card, whole, sample(model, engine, whole), format);
    });
  })
  .post("/sample", describe(galleryTextOperation), async (c) => {
    const question = await takeTextQuestion(c.req.raw);
    const card = cardNamed(readQuery(galleryTextQuery, c.req.query()).model);
    const { model, engine } = await openedModel(card);
    if (model.kind !== "text") throw writesNoTexts("model", "ask it by GET");
    return textReply({ model: model.text, engine }, question, c.req.header("accept"));
  });
