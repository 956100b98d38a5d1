/**
 * XML 1.0 as far as XMLBIF needs it, read piece by piece. Browsers have a reader of their own, but not in threads, and not under Trusted Types. No entities
 * but the five of XML and numbers: what a document type declares is passed over.
 */
import { endsEarly, graphError, type Place, type Source } from "../source.ts";

export type Piece = Tag | Text | (Place & { readonly kind: "end" });

export interface Tag extends Place {
  /** A tag that closes itself is one of each. */
  readonly kind: "open" | "close";
  /** In capitals: some writers use small letters. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Up to the next tag or comment. */
export interface Text extends Place {
  readonly kind: "text";
  /** Without entities. */
  readonly value: string;
  readonly to: number;
}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

export class Xml {
  readonly #source: Source;
  readonly #text: string;
  readonly #open: Tag[] = [];
  #at = 0;
  #closing: Tag | undefined;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
  }

  /** The next tag or text; comments, declarations and instructions are passed over. Tags are checked to be closed in their order. */
  next(): Piece {
    if (this.#closing) {
      const tag = this.#closing;
      this.#closing = undefined;
      return tag;
    }
    for (;;) {
      const from = this.#at;
      if (from >= this.#text.length) {
        if (this.#open.length > 0) throw endsEarly(this.#place(from));
        return { kind: "end", ...this.#place(from) };
      }
      if (this.#text[from] !== "<") return this.#readText(from);
      if (this.#text.startsWith("<![CDATA[", from)) return this.#readCdata(from);
      if (this.#text[from + 1] === "!" || this.#text[from + 1] === "?") this.#pass(from);
      else return this.#readTag(from);
    }
  }

  #place(from: number): Place {
    return { source: this.#source, from };
  }

  #readText(from: number): Text {
    const next = this.#text.indexOf("<", from);
    this.#at = next < 0 ? this.#text.length : next;
    return { kind: "text", ...this.#place(from), to: this.#at, value: this.#decoded(from, this.#at) };
  }

  #readCdata(start: number): Text {
    const from = start + 9;
    const to = this.#endOf("]]>", start, from) - 3;
    return { kind: "text", ...this.#place(from), to, value: this.#text.slice(from, to) };
  }

  /** A comment, an instruction or a document type. */
  #pass(from: number): void {
    const text = this.#text;
    if (text.startsWith("<!--", from)) this.#endOf("-->", from, from + 4);
    else if (text[from + 1] === "?") this.#endOf("?>", from, from + 2);
    else if (/<!doctype\b/iy.test(text.slice(from, from + 10))) this.#passDoctype(from);
    else
      throw graphError(this.#place(from), "graph-xml-comment", "“<!” (must be “<!--”, where a comment begins)", {
        value: text.slice(from, from + 20),
      });
  }

  /** With declarations in brackets, texts in quotes and comments, any of which may hold ">". */
  #passDoctype(start: number): void {
    const next = /["'[\]>]|<!--|<\?/g;
    next.lastIndex = start + 9;
    let depth = 0;
    for (let found = next.exec(this.#text); found; found = next.exec(this.#text)) {
      const [sign] = found;
      if (sign === "[") depth++;
      else if (sign === "]") depth--;
      else if (sign === ">" && depth <= 0) {
        this.#at = found.index + 1;
        return;
      } else if (sign !== ">") {
        const close = sign === "<!--" ? "-->" : sign === "<?" ? "?>" : sign;
        next.lastIndex = this.#endOf(close, start, found.index + sign.length);
      }
    }
    throw endsEarly(this.#place(start));
  }

  /** Goes behind the next `close`. */
  #endOf(close: string, start: number, from: number): number {
    const end = this.#text.indexOf(close, from);
    if (end < 0) throw endsEarly(this.#place(start));
    this.#at = end + close.length;
    return this.#at;
  }

  #readTag(from: number): Tag {
    const text = this.#text;
    const isClosing = text[from + 1] === "/";
    NAME.lastIndex = from + (isClosing ? 2 : 1);
    const name = NAME.exec(text)?.[0].toUpperCase();
    if (name === undefined)
      throw graphError(this.#place(from), "graph-xml-sign", "“<” in a text (must be written “&lt;”)", {
        value: "<",
        allowed: "&lt;",
      });
    this.#at = NAME.lastIndex;
    const attributes = isClosing ? NO_ATTRIBUTES : this.#readAttributes();
    while (/\s/.test(text[this.#at] ?? "")) this.#at++;
    const closesItself = !isClosing && text[this.#at] === "/";
    if (closesItself) this.#at++;
    if (this.#at >= text.length) throw endsEarly(this.#place(from));
    const tag: Tag = { kind: isClosing ? "close" : "open", name, attributes, ...this.#place(from) };
    if (text[this.#at] !== ">") throw wrongTag(tag, text.slice(from, from + 40));
    this.#at++;
    if (closesItself) this.#closing = { ...tag, kind: "close" };
    else if (isClosing) this.#close(tag);
    else this.#open.push(tag);
    return tag;
  }

  #close(tag: Tag): void {
    const open = this.#open.pop();
    if (open?.name === tag.name) return;
    const value = `</${tag.name}>`;
    const allowed = open ? `</${open.name}>` : "";
    throw graphError(tag, "graph-xml-nesting", `${value} (must be ${allowed || "left out"})`, { value, allowed });
  }

  #readAttributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    ATTRIBUTE.lastIndex = this.#at;
    for (let found = ATTRIBUTE.exec(this.#text); found; found = ATTRIBUTE.exec(this.#text)) {
      const [, name, double, single] = found;
      attributes.set(name.toUpperCase(), double ?? single);
      this.#at = ATTRIBUTE.lastIndex;
    }
    return attributes;
  }

  #decoded(from: number, to: number): string {
    const raw = this.#text.slice(from, to);
    if (!raw.includes("&")) return raw;
    return raw.replace(
      /&(?:(#\d{1,7}|#x[0-9a-f]{1,6}|\w{1,8});)?/gi,
      (whole: string, entity: string | undefined, at: number) => {
        const letter = entity === undefined ? undefined : letterOf(entity);
        if (letter !== undefined) return letter;
        throw graphError(this.#place(from + at), "graph-xml-sign", `“${whole}” in a text (must be written “&amp;”)`, {
          value: whole,
          allowed: "&amp;",
        });
      },
    );
  }
}

function letterOf(entity: string): string | undefined {
  if (!entity.startsWith("#")) return ENTITIES.get(entity);
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

function wrongTag(tag: Tag, value: string) {
  return graphError(tag, "graph-xml-tag", `“${value}” (must be a tag, closed by “>”)`, { value });
}
