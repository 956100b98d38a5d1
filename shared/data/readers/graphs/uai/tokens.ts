import { isBlank, notNumber, weightAt } from "../numbers.ts";
import { endsEarly, graphError, type Named, type Place, type Source, surplus } from "../source.ts";

const HASH = 35;
const endsWord = (code: number) => isBlank(code) || code === HASH;

/** Words of a UAI file: whatever stands between blanks; `#` begins a comment up to the end of the line. */
export class Tokens {
  readonly #source: Source;
  #at = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  /** "" at the end. */
  word(): Named {
    const { text } = this.#source;
    const from = this.#skip();
    while (this.#at < text.length && !endsWord(text.charCodeAt(this.#at))) this.#at++;
    return { source: this.#source, from, value: text.slice(from, this.#at) };
  }

  /** A whole number from `min` to `max`; beyond, an error of this code. */
  count(min: number, max: number): Named & { readonly count: number } {
    const word = this.word();
    const { value } = word;
    if (value === "") throw endsEarly(word);
    if (!/^\+?\d+$/.test(value)) throw notNumber(word, value.slice(0, 40));
    const count = Number(value);
    if (count >= min && count <= max) return { ...word, count };
    throw graphError(word, "graph-out-of-range", `${count} (must be from ${min} to ${max})`, {
      value: count,
      min,
      max,
    });
  }

  weights(length: number): { readonly numbers: number[]; readonly placeOf: (at: number) => Place } {
    const numbers = new Array<number>(length);
    const begin = this.#at;
    for (let i = 0; i < length; i++) {
      const from = this.#skip();
      if (from >= this.#source.text.length) throw endsEarly({ source: this.#source, from });
      const { value, to } = weightAt(this.#source, from, endsWord);
      numbers[i] = value;
      this.#at = to;
    }
    return { numbers, placeOf: (at) => this.#placeOf(begin, at) };
  }

  /** Throws where something follows. */
  end(): Place {
    const word = this.word();
    if (word.value !== "") throw surplus(word, word.value);
    return word;
  }

  /** Of the number `at` behind `begin`: looked for again, since only an error asks for it. */
  #placeOf(begin: number, at: number): Place {
    const again = new Tokens(this.#source);
    again.#at = begin;
    for (let i = 0; i < at; i++) again.word();
    return again.word();
  }

  #skip(): number {
    const { text } = this.#source;
    for (;;) {
      while (this.#at < text.length && isBlank(text.charCodeAt(this.#at))) this.#at++;
      if (text.charCodeAt(this.#at) !== HASH) return this.#at;
      const end = text.indexOf("\n", this.#at);
      this.#at = end < 0 ? text.length : end + 1;
    }
  }
}
