/** How the tasks of the lab are done: loaded by threads alone (`deferred.ts`). */
import { data } from "./data.ts";
import { fixed } from "./fixed.ts";
import { learn } from "./learn.ts";
import { map, probe } from "./map.ts";
import { study } from "./study.ts";

export const openers = { data, fixed, learn, map, probe, study };
