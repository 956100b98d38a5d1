/** Elementary functions, random numbers and linear algebra as a module of their own. */
export * from "./lib/elementary";
export { expf, logf, tanhf, sigmoidf, softplusf, sinf, cosf, sinTurnsf, cosTurnsf } from "./lib/elementary4";
export { alloc } from "./lib/memory";
