import { labs } from "../shared/labs/index.ts";
import { createApp } from "./app.ts";
import { collect } from "./collect.ts";

const app = createApp(labs);

/** Routes with their inputs and outputs: what the page's client is typed by. */
export type AppType = typeof app;
export type { Failure } from "./errors.ts";
export type { Life, LinkView } from "./links.ts";
export type { Published } from "./publish.ts";

export default {
  fetch: app.fetch,
  async scheduled(_, env) {
    await collect(env, Date.now());
  },
} satisfies ExportedHandler<Env>;
