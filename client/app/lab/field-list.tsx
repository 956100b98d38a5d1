import type { Field, Fields, Params } from "../../../shared/experiment/fields.ts";
import { activeFields } from "../../../shared/experiment/schema.ts";
import { showError } from "../toasts.tsx";
import { useSession } from "./context.ts";
import { isHidden } from "./desk.ts";
import { FieldControl } from "./field.tsx";
import { hasMeaning } from "./has-meaning.ts";
import { freePaths } from "./sweep/free.ts";
import { vary } from "./sweep/panel.tsx";

interface FieldListProps {
  /** "params" or "data.params". */
  readonly prefix: string;
  readonly fields: Fields;
  readonly params: Params;
  readonly base: Params | undefined;
  /** Only the advanced fields, or only the others; all when omitted. */
  readonly advanced?: boolean;
}

export function FieldList({ prefix, fields, params, base, advanced }: FieldListProps) {
  const session = useSession();
  const state = session.data.value;
  const columns = state.kind === "ready" ? state.table.names : undefined;
  const hasPictures = state.kind !== "ready" || (state.table.image?.height ?? 1) > 1;
  const { data } = session.draft.value.experiment;
  const document = data !== null && "document" in data ? data.document : undefined;
  // Of the reader's own files, columns are chosen where they are read; what an older link chose here still counts, and can be taken back.
  const hasRoles = data !== null && "files" in data && session.lab.data.reading?.includes("columns") === true;
  // Without data there is nothing to choose among.
  const isElsewhere = (name: string, field: Field) =>
    (hasRoles || data === null) && field.kind === "columns" && Array.isArray(params[name]) && params[name].length === 0;
  const shown = activeFields(fields, params).filter(
    ([name, field]) =>
      (advanced === undefined || (field.advanced ?? false) === advanced) &&
      !isElsewhere(name, field) &&
      (hasPictures || !field.pictures || params[name] !== field.default) &&
      hasMeaning(field, params[name], document?.kind) &&
      (field.offered ?? []).every(({ field, is }) => params[field] === undefined || is.includes(params[field])) &&
      !isHidden(session, `${prefix}.${name}`),
  );
  const { sweep } = session.draft.value.experiment;
  const free =
    session.lab.sweeps && !isHidden(session, "sweep") ? freePaths(session.lab, session.draft.value.experiment) : [];
  const varies = (path: string) => free.includes(path) || sweep?.[path] !== undefined;
  return (
    <>
      {shown.map(([name, field]) => {
        const path = `${prefix}.${name}`;
        return (
          <FieldControl
            key={path}
            path={path}
            field={field}
            value={params[name]}
            base={base?.[name]}
            error={session.errors.value[path]}
            columns={columns}
            document={document}
            {...(varies(path) && { vary: () => vary(session, path).catch(showError), varied: sweep?.[path] })}
            onSet={(value, gesture) => session.set(path, value, gesture)}
            onSettle={() => session.settle()}
          />
        );
      })}
    </>
  );
}
