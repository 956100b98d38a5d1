/** How the tasks of the lab are done: loaded by threads alone (`deferred.ts`), with the compiler of densities and its library. */
import { descent, variance } from "./gradient/minibatch.ts";
import { course } from "./integral/course.ts";
import { coverage, study, truth } from "./integral/study.ts";
import { surface } from "./integral/surface.ts";

export const integrationProcesses = { truth, course, study, coverage, surface, variance, descent };
