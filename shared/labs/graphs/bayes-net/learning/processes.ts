/** How the tasks of learning are done: threads alone load it. */
export { curve } from "./curve.ts";
export { samples } from "./data.ts";
export { climbing as climb, constraints as pc, exactSearch, learnt } from "./structure.ts";
export { em, tables } from "./tables.ts";
export { text } from "./text.ts";
