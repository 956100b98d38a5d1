import { limits } from "../../../experiment/limits.ts";
import { cleanText } from "../../../experiment/title.ts";
import type { DataNotice } from "../../table.ts";

/** What a file holds other than the document does: counted while it is read, said once. */
export class Told {
  #rows = 0;
  #most = 0;
  #roundedNode = "";
  #renamed = 0;
  #renamedNode = "";
  #expanded = 0;
  #expandedNode = "";
  #without = 0;
  #nodeWithout = "";
  #properties = 0;

  /** A row missed 1 by so much and was brought to it. */
  rounded(node: string, off: number): void {
    this.#rows++;
    if (off > this.#most) [this.#most, this.#roundedNode] = [off, node];
  }

  /** States of a node had the same name. */
  renamed(node: string): void {
    if (this.#renamed++ === 0) this.#renamedNode = node;
  }

  /** A noisy-max became a table. */
  expanded(node: string): void {
    if (this.#expanded++ === 0) this.#expandedNode = node;
  }

  /** A node has no table. */
  without(node: string): void {
    if (this.#without++ === 0) this.#nodeWithout = node;
  }

  /** Properties as a document may hold them; what is empty, too long or too many is left out. */
  properties(written: readonly string[]): { readonly properties?: readonly string[] } {
    const clean = written.map(cleanText).filter((text) => text !== "");
    const kept = clean.filter((text) => text.length <= limits.json.string).slice(0, limits.document.properties);
    this.#properties += clean.length - kept.length;
    return kept.length > 0 ? { properties: kept } : {};
  }

  get notices(): readonly DataNotice[] {
    const notices: DataNotice[] = [];
    if (this.#rows > 0)
      notices.push({
        code: "rows-normalised",
        values: { value: this.#rows, most: Number(this.#most.toPrecision(2)), node: this.#roundedNode },
      });
    if (this.#renamed > 0)
      notices.push({ code: "states-renamed", values: { value: this.#renamed, node: this.#renamedNode } });
    if (this.#expanded > 0)
      notices.push({ code: "noisy-max-expanded", values: { value: this.#expanded, node: this.#expandedNode } });
    if (this.#without > 0)
      notices.push({ code: "tables-missing", values: { value: this.#without, node: this.#nodeWithout } });
    if (this.#properties > 0) notices.push({ code: "properties-left-out", values: { value: this.#properties } });
    return notices;
  }
}
