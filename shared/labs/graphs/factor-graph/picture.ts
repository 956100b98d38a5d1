import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";
import { graphPicture } from "../picture.ts";

/** The graph, with the nodes that are known, or given a value, filled. */
export function factorGraphPicture({ tasks }: Fold, data: Table | null): CardPicture | undefined {
  const document = data?.document;
  if (!document) return undefined;
  const { evidence = {}, values = {} } = tasks[0]?.params ?? {};
  return graphPicture(document, Object.keys(document.kind === "deterministic" ? values : evidence));
}
