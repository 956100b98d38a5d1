import { Hono } from "hono";
import { limits } from "../../shared/experiment/limits.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import { describe } from "../api/describe.ts";
import {
  deleteOperation,
  expiryOperation,
  expiryQuery,
  publishOperation,
  sameOperation,
  viewOperation,
} from "../api/links.ts";
import { confirmLink, readSaying } from "../confirm.ts";
import { type AppEnv, bodyType, sameSiteOnly } from "../guard.ts";
import { deleteLink, livesOf, viewLink } from "../links.ts";
import { publish, readKey } from "../publish.ts";
import { readQuery } from "../query.ts";
import { openBody } from "../receive.ts";
import type { Quota } from "../store/quota.ts";

export interface LinkOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly quota: Quota;
}

export const usual: LinkOptions = { clock: Date.now, quota: limits.quota };

/** Publishing, reading and deleting links: under /api/x. */
export const linkRoutes = (labs: readonly LabEntry[], { clock, quota }: LinkOptions) =>
  new Hono<AppEnv>()
    .post("/", describe(publishOperation), sameSiteOnly, async (c) => {
      const key = readKey(c.req.header("idempotency-key"));
      const asked = { key, address: c.req.header("cf-connecting-ip"), quota, now: clock() };
      const { isNew, ...published } = await openBody(c.req.raw, (incoming) => publish(c.env, labs, asked, incoming));
      return c.json(published, isNew ? 201 : 200);
    })
    .get("/:id", describe(viewOperation), async (c) => c.json(await viewLink(c.env, c.req.param("id"), clock()), 200))
    .post("/:id/same", describe(sameOperation), sameSiteOnly, async (c) => {
      bodyType(c.req.raw, ["application/json"]);
      const asked = { address: c.req.header("cf-connecting-ip"), now: clock() };
      return c.json(
        { confirmed: await confirmLink(c.env.DB, c.req.param("id"), await readSaying(c.req.raw), asked) },
        200,
      );
    })
    .delete("/:id", describe(deleteOperation), sameSiteOnly, async (c) => {
      await deleteLink(c.env, c.req.param("id"), c.req.header("x-delete-token"), clock());
      return c.json({ deleted: true as const }, 200);
    });

/** When links go, for those who published them: /api/expiry?ids=…,… */
export const expiryRoutes = new Hono<AppEnv>().get("/", describe(expiryOperation), async (c) => {
  const ids = readQuery(expiryQuery, c.req.query())
    .ids.split(",")
    .filter((id) => /^[A-Za-z0-9_-]{22}$/.test(id));
  return c.json({ links: await livesOf(c.env, [...new Set(ids)]) }, 200);
});
