import type { Table } from "../../data/table.ts";
import type { Model } from "../../nets/model.ts";
import type { Samples } from "../nets/samples.ts";

/** What a lab of this family says of its net to what all of them do with it. `P`: parameters of its tasks. */
export interface Autoencoding<P> {
  /** The lab's id, which weights that it wrote carry. */
  readonly lab: string;
  /** Throws an ExperimentError for what the net cannot learn from. */
  check(params: P, data: Table | null): Table;
  /** Not training, its outputs have "code" and "reconstruction", its measures "mse". */
  model(params: P, table: Table): Model;
  /** What it learns from, and what it is tested on while it learns; without this as `samplesOf` in `samples.ts` says. */
  samples?(table: Table, params: P): Samples;
  /** Other outputs as wide as a row that live views show. */
  readonly shown?: readonly string[];
  /** No view draws the net while it learns. */
  readonly unseen?: true;
}
