import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";
import { graphPicture } from "../picture.ts";
import { documentIn } from "./plan.ts";

/** The network, with the nodes that are known, or set, filled. */
export function bayesNetPicture({ tasks }: Fold, data: Table | null): CardPicture {
  const { evidence = {}, soft = {}, do: set = {} } = tasks[0]?.params ?? {};
  return graphPicture(
    documentIn(data),
    [evidence, soft, set].flatMap((map) => Object.keys(map)),
  );
}
