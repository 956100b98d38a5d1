/**
 * Version of the random-number contract: the generator, how uniforms, normals and integers are made of its words, how keys are folded. Part of
 * the engine of every result; it grows when any of them gives another bit.
 */
export const randomVersion = "philox4x32-10/1";
