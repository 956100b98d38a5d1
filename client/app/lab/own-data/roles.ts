/** The roles of a file's columns as a person changes them, one by one, and the reading that says so. */
import { rolesOf, type TakenColumn } from "../../../../shared/data/columns.ts";
import { columnsOf, type FileColumn } from "../../../../shared/data/file-columns.ts";
import type { TableContent } from "../../../../shared/data/readers/content.ts";
import type { TableUse } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { type Reading, roleOf } from "../../../../shared/experiment/reading.ts";

export type Role = "used" | "target" | "label" | "ignored";

export interface ColumnWithRole extends FileColumn {
  readonly role: Role;
}

/** What each column is used for now; where the choices do not go together, what was chosen. */
export function currentRoles(content: TableContent, reading: Reading, use: TableUse): readonly ColumnWithRole[] {
  const columns = columnsOf(content);
  try {
    const { taken, target, label } = rolesOf(content, reading, use);
    const places = new Set(taken.map(({ place }: TakenColumn) => place));
    return columns.map((column) => ({ ...column, role: foundRole(column.place, places, target, label) }));
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return columns.map((column) => {
      const role = roleOf(reading, column.key);
      return { ...column, role: role === "auto" ? "ignored" : role };
    });
  }
}

function foundRole(
  place: number,
  taken: ReadonlySet<number>,
  target: FileColumn | undefined,
  label: FileColumn | undefined,
): Role {
  if (target?.place === place) return "target";
  if (label?.place === place) return "label";
  return taken.has(place) ? "used" : "ignored";
}

/** The reading under which the columns have their roles, but for one that gets another. There is one target or one label, as one thing is predicted: the column that was it before is used again. */
export function withRole(reading: Reading, columns: readonly ColumnWithRole[], key: string, role: Role): Reading {
  const isSingle = isPredicted(role);
  const next = columns.map((column) => {
    if (column.key === key) return { key, role };
    return { key: column.key, role: isSingle && isPredicted(column.role) ? freed(column) : column.role };
  });
  return withRoles(reading, next);
}

const isPredicted = (role: Role) => role === "target" || role === "label";

/** A column of text that named classes cannot be used as numbers. */
function freed({ kind }: ColumnWithRole): Role {
  return kind === "number" || kind === "boolean" ? "used" : "ignored";
}

/** The reading with these roles and no others. */
export function withRoles(
  reading: Reading,
  columns: readonly { readonly key: string; readonly role: Role }[],
): Reading {
  const { columns: _, ignored: __, target: ___, label: ____, ...others } = reading;
  const of = (wanted: Role) => columns.filter(({ role }) => role === wanted).map(({ key }) => key);
  const [target, label] = [of("target")[0], of("label")[0]];
  return {
    ...others,
    columns: of("used").sort((a, b) => (a < b ? -1 : 1)),
    ...(target !== undefined && { target }),
    ...(label !== undefined && { label }),
  };
}

/** The reading with the roles that the reader finds by itself. */
export function withoutRoles({ columns: _, ignored: __, target: ___, label: ____, ...others }: Reading): Reading {
  return others;
}
