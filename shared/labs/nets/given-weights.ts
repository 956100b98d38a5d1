/**
 * Weights that training begins with: a file of them, or a model of another program. What reads and checks them takes the whole engine of nets, of which
 * a page has no other need: it comes with the first table that has some.
 */
import type { Table } from "../../data/table.ts";
import { lateCode } from "../late-code.ts";

export interface GivenWeights<Code> {
  /** For `Lab.prepare`: brings the code that this table needs; nothing where it has no weights, or all is there. */
  prepare(table: Table): Promise<void> | undefined;
  /** Brings the code in any case: whoever opens processes has all of it. */
  ready(): Promise<void>;
  /** The code for a table that has weights or a model; undefined for one that has none. Throws an Error where it was not waited for. */
  codeFor(table: Pick<Table, "weights" | "model">): Code | undefined;
}

export function givenWeights<Code>(load: () => Promise<Code>): GivenWeights<Code> {
  const late = lateCode(load, "a table with weights");
  const isNeeded = ({ weights, model }: Pick<Table, "weights" | "model">) =>
    weights !== undefined || model !== undefined;
  return {
    prepare: (table) => (isNeeded(table) ? late.prepare() : undefined),
    ready: async () => late.prepare(),
    codeFor: (table) => (isNeeded(table) ? late.code() : undefined),
  };
}
