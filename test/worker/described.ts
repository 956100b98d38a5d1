/** Every answer of every test is held against the description of its address: status, media type, body, code of a refusal. */
import type { RouterRoute } from "hono/types";
import * as v from "valibot";
import { expect } from "vitest";
import { codes } from "../../worker/api/codes.ts";
import { type DescribedRoute, describedRoutes, isSchema, refusalsOf } from "../../worker/api/document.ts";

const undescribed = ["unknown-address", "wrong-method"];

/** Throws where the answer is not one that its address is said to give. */
export async function expectDescribed(
  routes: readonly RouterRoute[],
  { method, url }: Request,
  response: Response,
): Promise<void> {
  const { pathname } = new URL(url);
  const route = find(describedRoutes(routes), method, pathname);
  if (route === undefined) return expectUndescribed(pathname, response);
  const { operation } = route;
  const name = `${method} ${pathname} answered ${response.status}`;
  const type = response.headers.get("content-type");
  const reply = operation.replies[response.status];
  if (reply === undefined) {
    const body = await response.clone().json();
    const { error } = v.parse(failed, body);
    expect(refusalsOf(operation)[response.status] ?? [], `${name}: ${JSON.stringify(error)}`).toContain(error.code);
    return;
  }
  if (reply.media === undefined) return void expect(response.body, name).toBeNull();
  expect(Object.keys(reply.media), name).toContain(type);
  const what = reply.media[type ?? ""];
  if (method === "HEAD" || !isSchema(what)) return;
  const read = v.safeParse(what as v.GenericSchema, await response.clone().json());
  expect(read.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? [], name).toEqual([]);
}

const failed = v.object({ error: v.object({ code: v.string(), message: v.string() }) });

/** Pages, and what no address answers. */
async function expectUndescribed(pathname: string, response: Response): Promise<void> {
  if (!/^\/(api\/|b\/)/.test(pathname)) return;
  const { error } = v.parse(failed, await response.clone().json());
  expect(undescribed, pathname).toContain(error.code);
  expect(Object.keys(codes)).toContain(error.code);
}

function find(routes: readonly DescribedRoute[], method: string, pathname: string): DescribedRoute | undefined {
  const asked = method === "HEAD" ? "get" : method.toLowerCase();
  return routes.find((route) => {
    const pattern = route.path.replace("{id}", "[^/]+").replace("{sha256}", "[0-9a-f]{64}");
    return route.method === asked && new RegExp(`^${pattern}$`).test(pathname);
  });
}
