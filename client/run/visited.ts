/** Whether some lab was visited from this browser: a newcomer's home page asks for nothing more. */
import { recall, remember } from "../i18n/preference.ts";

const name = "visited";

export const hasVisited = (): boolean => recall(name) === "yes";
export const markVisited = (): void => remember(name, "yes");
export const unmarkVisited = (): void => remember(name, "");
