import { Hono } from "hono";
import type { LabEntry } from "../../shared/labs/index.ts";
import { type AppEnv, sameSiteOnly } from "../guard.ts";
import { deleteLink, viewLink } from "../links.ts";
import { publish, readKey, readPublication } from "../publish.ts";

/** Publishing, reading and deleting links: under /api/x. */
export const linkRoutes = (labs: readonly LabEntry[]) =>
  new Hono<AppEnv>()
    .post("/", sameSiteOnly, async (c) => {
      const key = readKey(c.req.header("idempotency-key"));
      const body = await readPublication(c.req.raw);
      const { isNew, ...published } = await publish(c.env, labs, key, body, Date.now());
      return c.json(published, isNew ? 201 : 200);
    })
    .get("/:id", async (c) => c.json(await viewLink(c.env, c.req.param("id")), 200))
    .delete("/:id", sameSiteOnly, async (c) => {
      await deleteLink(c.env, c.req.param("id"), c.req.header("x-delete-token"), Date.now());
      return c.json({ deleted: true as const }, 200);
    });
