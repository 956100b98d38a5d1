/** How the tasks of the lab are done: loaded by threads alone (`deferred.ts`). */
import { model, states } from "./model.ts";
import { anneal, draws, ladder } from "./pictures.ts";
import { study } from "./study.ts";
import { train } from "./train.ts";

export const openers = { train, states, model, draws, anneal, ladder, study };
