import { useMemo } from "preact/hooks";
import type { Table } from "../../../shared/data/table.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { lazy, nothing } from "../lazy.tsx";
import { useSession } from "./context.ts";
import type { UnfitProps } from "./fit-note.tsx";
import { fittings } from "./fittings.ts";
import { isPrepared } from "./prepared.ts";

const Unfit = lazy<UnfitProps>(async () => (await import("./fit-note.tsx")).Unfit, nothing);
const Fitted = lazy<{ now: Experiment }>(async () => (await import("./fit-note.tsx")).Fitted, nothing);

/** The lab's objections to the data, before a run is requested, or which parameters were made to fit: most data have neither. */
export function Fit({ table }: { readonly table: Table }) {
  const session = useSession();
  const { lab } = session;
  const { experiment } = session.draft.value;
  const prepared = isPrepared(lab, experiment.params, table);
  const complaint = useMemo(
    () => (prepared ? complaintOf(lab, experiment, table) : undefined),
    [prepared, lab, experiment, table],
  );
  if (complaint !== undefined) return <Unfit table={table} complaint={complaint} />;
  return fittings.value.has(session) ? <Fitted now={experiment} /> : null;
}

function complaintOf(lab: Lab, { params }: Experiment, table: Table): unknown {
  try {
    lab.check?.(params, table);
  } catch (error) {
    return error;
  }
}
