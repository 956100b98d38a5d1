import type { Arrays } from "../../shared/arrays.ts";
/** Of names, types, shapes and bytes; runs in Node and in browsers. */
export declare function digest(arrays: Arrays): Promise<string>;
