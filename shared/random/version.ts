/**
 * Version of the random-number contract: the generator, how uniforms, normals and integers are made from its words, how keys are folded. Part of
 * the engine of every result; it is raised when any of them changes a bit.
 */
export const randomVersion = "philox4x32-10/1";
