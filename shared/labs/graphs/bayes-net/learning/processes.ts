/** How the tasks of learning are done: threads alone load it. */
export { samples } from "./data.ts";
export { climbing as climb, constraints as pc, exactSearch, learnt } from "./structure.ts";
export { curve, em, tables } from "./tables.ts";
export { text } from "./text.ts";
