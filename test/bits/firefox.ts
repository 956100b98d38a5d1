/** The Firefox of this machine, where there is one that Playwright drives: it needs a build of its own. */
import { existsSync } from "node:fs";
import { firefox } from "playwright-core";

/** Path of a Firefox: $FIREFOX, or the one that `npx playwright install firefox` has put in its place; undefined where there is none. */
export function firefoxPath(): string | undefined {
  return [process.env.FIREFOX, firefox.executablePath()].find((path) => path !== undefined && existsSync(path));
}
