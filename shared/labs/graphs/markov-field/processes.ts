/** How the tasks of the lab are done: loaded by threads alone (`deferred.ts`). */
import type { Opener } from "../../lab.ts";
import { type MethodName, methodNames } from "./picture/method-names.ts";
import { observe } from "./picture/observe.ts";
import { searchBy } from "./picture/search.ts";
import { chain } from "./sample/chain.ts";
import { evolve } from "./sample/evolve.ts";
import { theory } from "./sample/theory.ts";

const searches = Object.fromEntries(methodNames.map((name) => [name, searchBy(name)])) as Record<MethodName, Opener>;

export const openers = { chain, evolve, theory, observe, ...searches };
