import { Hono } from "hono";
import type { AppEnv } from "../guard.ts";
export const inferenceRoutes = new Hono<AppEnv>();
