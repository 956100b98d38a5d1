/**
 * JSON as it stands in its file: where it is wrong, and where a part of it stands. The values themselves are read by the platform, once the text is known to be
 * right.
 */
import { limits } from "../../../../experiment/limits.ts";
import { endsEarly, graphError, type Place, type Source } from "../source.ts";

/** Names of members and places in lists, from outside to inside. */
export type Way = readonly (string | number)[];

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const [QUOTE, BACKSLASH] = [34, 92];

/**
 * Goes through the whole text. Throws an ExperimentError where it is no JSON, too deep, or names a member twice. Returns where the part that a way leads to
 * stands, or the last part on the way that is there.
 */
export function placeIn(source: Source, way: Way = []): Place {
  const walk = new Walk(source, way);
  walk.all();
  return { source, from: walk.found };
}

class Walk {
  readonly #source: Source;
  readonly #text: string;
  readonly #way: Way;
  #at = 0;
  /** How many steps of the way lead to here; −1 off the way. */
  found = 0;

  constructor(source: Source, way: Way) {
    this.#source = source;
    this.#text = source.text;
    this.#way = way;
  }

  all(): void {
    this.#value(0, true);
    this.#blank();
    if (this.#at < this.#text.length) throw this.#wrong();
  }

  #value(depth: number, isOnWay: boolean): void {
    this.#blank();
    const { depth: max } = limits.json;
    if (depth > max)
      throw graphError(this.#place(), "too-deep", `more than ${max} levels (must be at most as many)`, { max });
    if (isOnWay) this.found = this.#at;
    const first = this.#text[this.#at];
    if (first === "{") this.#object(depth, isOnWay);
    else if (first === "[") this.#list(depth, isOnWay);
    else if (first === '"') this.#string();
    else this.#word();
  }

  #object(depth: number, isOnWay: boolean): void {
    const seen = new Set<string>();
    this.#members("}", () => {
      const from = this.#at;
      this.#string();
      const name = String(JSON.parse(this.#text.slice(from, this.#at)));
      if (seen.has(name))
        throw graphError({ source: this.#source, from }, "graph-repeated", `a second “${name}” (must be one)`, {
          value: name.slice(0, 40),
        });
      seen.add(name);
      this.#blank();
      this.#take(":");
      this.#value(depth + 1, isOnWay && this.#way[depth] === name);
    });
  }

  #list(depth: number, isOnWay: boolean): void {
    let i = 0;
    this.#members("]", () => this.#value(depth + 1, isOnWay && this.#way[depth] === i++));
  }

  #members(close: string, member: () => void): void {
    this.#at++;
    this.#blank();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#blank();
      member();
      this.#blank();
      if (this.#text[this.#at] === close) break;
      this.#take(",");
    }
    this.#at++;
  }

  #take(sign: string): void {
    if (this.#text[this.#at] !== sign) throw this.#wrong();
    this.#at++;
  }

  #string(): void {
    if (this.#text[this.#at] !== '"') throw this.#wrong();
    this.#at++;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === BACKSLASH) {
        ESCAPE.lastIndex = this.#at;
        if (!ESCAPE.test(this.#text)) throw this.#wrong();
        this.#at = ESCAPE.lastIndex;
        continue;
      }
      // Ends here at the end of the text, too: no code is ≥ 32 there.
      if (!(code >= 32)) throw this.#wrong();
      this.#at++;
      if (code === QUOTE) return;
    }
  }

  #word(): void {
    const literal = ["true", "false", "null"].find((word) => this.#text.startsWith(word, this.#at));
    NUMBER.lastIndex = this.#at;
    if (literal) this.#at += literal.length;
    else if (NUMBER.test(this.#text)) this.#at = NUMBER.lastIndex;
    else throw this.#wrong();
  }

  #blank(): void {
    for (let code = this.#text.charCodeAt(this.#at); code === 32 || code === 10 || code === 13 || code === 9; )
      code = this.#text.charCodeAt(++this.#at);
  }

  #place(): Place {
    return { source: this.#source, from: this.#at };
  }

  #wrong() {
    if (this.#at >= this.#text.length) return endsEarly(this.#place());
    const value = this.#text.slice(this.#at, this.#at + 20);
    return graphError(this.#place(), "graph-json", `“${value}”, which is no JSON there (correct it)`, { value });
  }
}
