import { lazy } from "../../../app/lazy.tsx";
import type { WrittenProps } from "./texts.tsx";
import { OnItsWay } from "./waiting.tsx";

/** What a model wrote: pages of pictures do without its code. */
export const Written = lazy<WrittenProps>(async () => (await import("./texts.tsx")).Written, OnItsWay);
