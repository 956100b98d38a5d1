/** Of which runs a metric can be known, said by the parameters of its lab (`P`) and by the table. */
import type { Table } from "../data/table.ts";
import type { Metric } from "./lab.ts";

type Applies = Pick<Metric, "applies">;

/** Of runs with such parameters, on such a table where one is named; a table that is not known rules nothing out. `member`: which one of a family. */
export function onlyOf<P>(
  are: (params: P, member: string) => boolean,
  isSuch: (data: Table, params: P, member: string) => boolean = () => true,
): Applies {
  return {
    applies: (own, data, member = "") => are(own as P, member) && (!data || isSuch(data, own as P, member)),
  };
}

/** Of runs on such a table alone. */
export function onlyOn<P>(isSuch: (data: Table, params: P, member: string) => boolean): Applies {
  return onlyOf(() => true, isSuch);
}
