import { lateCode } from "../../shared/labs/late-code.ts";

/** What runs are made of: it comes once the page is idle, or with the first run. */
export const running = lateCode(() => import("./running.ts"), "a run");
