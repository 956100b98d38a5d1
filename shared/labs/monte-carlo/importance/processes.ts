/** How the tasks of the lab are done: loaded by threads alone (`deferred.ts`). */
import { level } from "./collapse/level.ts";
import { draws } from "./estimate/draws.ts";
import { repeats } from "./estimate/repeats.ts";
import { theory } from "./estimate/theory.ts";
import { gradient } from "./vocabulary/gradient.ts";
import { speed } from "./vocabulary/speed.ts";
import { summary } from "./vocabulary/summary.ts";
import { train } from "./vocabulary/train.ts";

export const openers = { draws, repeats, theory, level, train, speed, gradient, summary };
