/**
 * Bayesian networks in XMLBIF 0.3, their parts in any order. The table has one row per combination of the parents' states, the last GIVEN fastest, and the
 * child's states within a row.
 */
import { nameFrom, onOneLine } from "../names.ts";
import { type Family, type FilledTable, type FoundTable, type FoundVariable, netFrom, type ReadNet } from "../net.ts";
import { isBlank, weightAt } from "../numbers.ts";
import { graphError, type Named, type Place, type Source, surplus, unexpected } from "../source.ts";
import { type Piece, type Tag, type Text, Xml } from "./xml.ts";

/** Throws an ExperimentError with line and column. `name`: of the file. */
export function readXmlbif(text: string, name: string): ReadNet {
  const source: Source = { name, text };
  const xml = new Xml(source);
  const variables: FoundVariable[] = [];
  const tables: FoundTable[] = [];
  const properties: string[] = [];
  let title: string | undefined;
  let network: Tag | undefined;
  const root = skipBlank(xml, ["<BIF>"]);
  if (root.kind !== "open" || root.name !== "BIF") throw misplaced(root, ["<BIF>"]);
  for (const tag of children(xml, root, ["NETWORK"])) {
    network = once(tag, network, tag);
    for (const part of children(xml, tag, ["NAME", "PROPERTY", "VARIABLE", "DEFINITION"])) {
      if (part.name === "PROPERTY") properties.push(lineOf(textOf(xml, part)));
      else if (part.name === "VARIABLE") variables.push(variableOf(xml, part));
      else if (part.name === "DEFINITION") tables.push(tableOf(xml, part, source));
      else title = titleOf(textOf(xml, part), source);
    }
  }
  const end = skipBlank(xml, []);
  if (end.kind !== "end") throw surplus(end, `<${end.name}>`);
  return netFrom({ ...(title !== undefined && { title }), properties, variables, tables, end });
}

/** What writers call a network without a name is none. */
function titleOf(texts: readonly Text[], source: Source): string | undefined {
  const [first] = texts;
  const value = wholeOf(texts);
  if (!first || value.trim() === "" || source.text.slice(first.from, first.to).trim() === "unknown") return undefined;
  return nameFrom(first, value).value;
}

function variableOf(xml: Xml, tag: Tag): FoundVariable {
  const type = tag.attributes.get("TYPE") ?? "nature";
  if (type.toLowerCase() !== "nature")
    throw graphError(tag, "graph-variable-type", `a variable of type ${type} (must be nature)`, { value: type });
  const states: string[] = [];
  const properties: string[] = [];
  let name: Named | undefined;
  for (const part of children(xml, tag, ["NAME", "OUTCOME", "PROPERTY"])) {
    const texts = textOf(xml, part);
    if (part.name === "PROPERTY") properties.push(lineOf(texts));
    else if (part.name === "OUTCOME") states.push(nameOf(part, texts).value);
    else name = once(part, name, nameOf(part, texts));
  }
  if (!name) throw lacking(tag, "NAME");
  if (states.length === 0) throw lacking(tag, "OUTCOME");
  return { name, states, properties };
}

function tableOf(xml: Xml, tag: Tag, source: Source): FoundTable {
  const parents: Named[] = [];
  const properties: string[] = [];
  let child: Named | undefined;
  let numbers: readonly Text[] | undefined;
  for (const part of children(xml, tag, ["FOR", "GIVEN", "TABLE", "PROPERTY"])) {
    const texts = textOf(xml, part);
    if (part.name === "PROPERTY") properties.push(lineOf(texts));
    else if (part.name === "GIVEN") parents.push(nameOf(part, texts));
    else if (part.name === "FOR") child = once(part, child, nameOf(part, texts));
    else numbers = once(part, numbers, texts);
  }
  if (!child) throw lacking(tag, "FOR");
  const place = child;
  return {
    child,
    parents,
    properties,
    fill: (family) => (numbers ? filled(numbersOf(numbers, source), family, numbers[0] ?? place) : null),
  };
}

interface Numbers {
  readonly numbers: number[];
  readonly starts: readonly number[];
}

/** All numbers of these texts, and where they begin. */
function numbersOf(texts: readonly Text[], source: Source): Numbers {
  const numbers: number[] = [];
  const starts: number[] = [];
  for (const { from, to } of texts)
    for (let at = from; ; ) {
      while (at < to && isBlank(source.text.charCodeAt(at))) at++;
      if (at >= to) break;
      const weight = weightAt(source, at, endsNumber);
      numbers.push(weight.value);
      starts.push(at);
      at = weight.to;
    }
  return { numbers, starts };
}

const endsNumber = (code: number) => isBlank(code) || code === "<".charCodeAt(0) || code === "]".charCodeAt(0);

function filled({ numbers, starts }: Numbers, { child, rows }: Family, place: Place): FilledTable {
  const { length: states } = child.states;
  const expected = rows * states;
  const { value } = child.name;
  if (numbers.length !== expected)
    throw graphError(
      place,
      "graph-table-size",
      `the table of “${value}” has ${numbers.length} numbers (must be ${expected})`,
      {
        value,
        found: numbers.length,
        expected,
      },
    );
  return { numbers, placeOf: (row) => ({ source: place.source, from: starts[row * states] }) };
}

/** The tags within this one, which may only be of these names. The reader of each must read it to its end. */
function* children(xml: Xml, parent: Tag, allowed: readonly string[]): Generator<Tag> {
  const tags = allowed.map((name) => `<${name}>`);
  for (let piece = skipBlank(xml, tags); piece.kind !== "close"; piece = skipBlank(xml, tags)) {
    if (piece.kind !== "open" || !allowed.includes(piece.name)) throw misplaced(piece, [...tags, `</${parent.name}>`]);
    yield piece;
  }
}

/** The next tag, or the end: between tags there is nothing but blanks. */
function skipBlank(xml: Xml, allowed: readonly string[]): Tag | Extract<Piece, { kind: "end" }> {
  for (;;) {
    const piece = xml.next();
    if (piece.kind !== "text") return piece;
    const at = piece.value.search(/[^\s\ufeff]/);
    if (at < 0) continue;
    const [place, value] = [{ ...piece, from: piece.from + at }, piece.value.slice(at)];
    throw allowed.length > 0 ? unexpected(place, value, allowed) : surplus(place, value);
  }
}

/** The texts of a tag that has nothing else within, up to its end. */
function textOf(xml: Xml, tag: Tag): readonly Text[] {
  const texts: Text[] = [];
  for (let piece = xml.next(); piece.kind !== "close"; piece = xml.next()) {
    if (piece.kind !== "text") throw misplaced(piece, [`</${tag.name}>`]);
    texts.push(piece);
  }
  return texts;
}

const wholeOf = (texts: readonly Text[]) => texts.map(({ value }) => value).join("");
const lineOf = (texts: readonly Text[]) => onOneLine(wholeOf(texts));
const nameOf = (tag: Tag, texts: readonly Text[]) => nameFrom(texts[0] ?? tag, lineOf(texts));

function once<T>(tag: Tag, before: T | undefined, value: T): T {
  if (before === undefined) return value;
  throw graphError(tag, "graph-repeated", `a second <${tag.name}> (must be one)`, { value: `<${tag.name}>` });
}

function lacking(tag: Tag, part: string) {
  const [value, missing] = [`<${tag.name}>`, `<${part}>`];
  return graphError(tag, "graph-part-missing", `${value} without ${missing} (must have it)`, { value, missing });
}

function misplaced(piece: Piece, allowed: readonly string[]) {
  const found = piece.kind === "open" ? `<${piece.name}>` : piece.kind === "close" ? `</${piece.name}>` : "";
  return unexpected(piece, found, allowed);
}
