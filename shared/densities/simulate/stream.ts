import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

/** Random numbers of a key, one after the other. */
export class Stream {
  readonly #uniforms: Key;
  readonly #normals: Key;
  #nextUniform = 0;
  #nextNormal = 0;
  constructor(key: Key) {
    this.#uniforms = foldIn(key, 1);
    this.#normals = foldIn(key, 2);
  }
  /** In (0, 1): the middles of 2^53 cells. */
  uniform(): number {
    return uniform(this.#uniforms, this.#nextUniform++) + 2 ** -54;
  }
  normal(): number {
    return normal(this.#normals, this.#nextNormal++);
  }
}
