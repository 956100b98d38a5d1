import type { Table } from "../../../shared/data/table.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import type { Params, ParamValue } from "../../../shared/experiment/fields.ts";
import { withVersion } from "../../../shared/experiment/version.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { setPath } from "../../../shared/labs/parse.ts";
import { readDocument } from "../../../shared/labs/takes.ts";
import type { ViewDraft } from "../../labs/view.ts";
import { sameData } from "../../run/draft.ts";
import type { DataState, Session } from "../../run/session-types.ts";

/** The draft of the session now, for a view that shows and edits it. */
export function viewDraft(session: Session): ViewDraft {
  const { experiment, past, future } = session.draft.value;
  return {
    experiment,
    data: tableOf(session.data.value, experiment.data),
    errors: session.errors.value,
    edit: (document, gesture, params) => editDocument(session, document, gesture, params),
    editAlone: (document, params) => replaceWith(session, document, params),
    settle: () => session.settle(),
    ...(past.length > 0 && { undo: () => session.undo() }),
    ...(future.length > 0 && { redo: () => session.redo() }),
  };
}

function editDocument(session: Session, document: GraphDocument, gesture?: string, params: Params = {}): void {
  const { lab } = session;
  const { experiment } = session.draft.peek();
  // Checked, and taken as it is: what an edit left alone stays the same objects.
  readDocument(lab, document);
  const next = withDocument(withParams(lab, experiment, params), document);
  // Files are not read again.
  const before = tableOf(session.data.peek(), experiment.data);
  session.replace(next, { gesture, table: before?.rows ? { ...before, document } : undefined });
}

function replaceWith(session: Session, document: GraphDocument, params: Params = {}): void {
  const { lab } = session;
  readDocument(lab, document);
  session.replace(withVersion({ ...withParams(lab, session.draft.peek().experiment, params), data: { document } }));
}

const withParams = (lab: Lab, experiment: Experiment, params: Params) =>
  Object.entries<ParamValue>(params).reduce(
    (one, [name, value]) => setPath(lab, one, `params.${name}`, value),
    experiment,
  );

/** The experiment on another graph: files are samples of it. */
export function withDocument(experiment: Experiment, document: GraphDocument): Experiment {
  const { data } = experiment;
  const beside = data !== null && "files" in data ? data : {};
  return withVersion({ ...experiment, data: { ...beside, document } });
}

const tableOf = (state: DataState, data: DataRef): Table | null =>
  state.kind === "ready" && sameData(state.ref, data) ? state.table : null;
