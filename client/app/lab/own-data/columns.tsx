import { useSignal } from "@preact/signals";
import type { Reading } from "../../../../shared/experiment/reading.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { sayPlace } from "../../../i18n/column-names.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { counted, formatInteger } from "../../../i18n/numbers.ts";
import { kinds, levels as levelsOf, roles as names, words } from "../../../i18n/reading.ts";
import { type ColumnWithRole, type Role, withoutRoles, withRole, withRoles } from "./roles.ts";

/** More are found by name. */
const MOST_SHOWN = 60;

interface ColumnsProps {
  readonly lab: Lab;
  readonly columns: readonly ColumnWithRole[];
  readonly reading: Reading;
  onSet(reading: Reading): void;
}

/** Every column of the file: what it holds and what it is used for. */
export function ColumnRoles({ lab, columns, reading, onSet }: ColumnsProps) {
  const wanted = useSignal("");
  const found = columns.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted.value.toLowerCase()));
  const shown = found.slice(0, MOST_SHOWN);
  const usable = columns.filter(({ kind }) => kind === "number");
  const hasRoles = ["columns", "ignored", "target", "label"].some((choice) => choice in reading);
  return (
    <>
      <div class="row">
        <button
          type="button"
          class="small"
          disabled={usable.length === 0}
          onClick={() => onSet(withRoles(reading, allUsed(columns)))}
        >
          {t(words.useAll)}
        </button>
        <button type="button" class="small" disabled={!hasRoles} onClick={() => onSet(withoutRoles(reading))}>
          {t(words.automatic)}
        </button>
        {columns.length > MOST_SHOWN && (
          <input
            type="search"
            aria-label={t(words.find)}
            placeholder={t(words.find)}
            value={wanted.value}
            onInput={(event) => {
              wanted.value = event.currentTarget.value;
            }}
          />
        )}
      </div>
      {/* A box that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="table-scroll reading-columns" tabIndex={0} aria-label={t(words.columns)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(words.column)}</th>
              <th scope="col">{t(words.kind)}</th>
              <th scope="col" class="number">
                {t(words.missing)}
              </th>
              <th scope="col">{t(words.role)}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column) => (
              <tr key={column.key} class={column.role === "ignored" ? "soft" : undefined}>
                <th scope="row">{nameOf(column)}</th>
                <td>{kindOf(column)}</td>
                <td class="number">{column.missing > 0 ? formatInteger(column.missing, locale.value) : ""}</td>
                <td>
                  <select
                    aria-label={t(words.roleOf, { column: nameOf(column) })}
                    value={column.role}
                    onChange={(event) =>
                      onSet(withRole(reading, columns, column.key, event.currentTarget.value as Role))
                    }
                  >
                    {rolesFor(lab, column).map((role) => (
                      <option key={role} value={role}>
                        {t(names[role])}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < found.length && (
        <p class="soft small">
          {t(words.more, {
            shown: formatInteger(shown.length, locale.value),
            total: formatInteger(columns.length, locale.value),
          })}
        </p>
      )}
    </>
  );
}

function allUsed(columns: readonly ColumnWithRole[]): readonly { readonly key: string; readonly role: Role }[] {
  return columns.map(({ key, kind, role }) => ({
    key,
    role: role !== "ignored" ? role : kind === "number" ? "used" : "ignored",
  }));
}

/** As figures call it; one without a name of its own with its place. */
export function nameOf({ named, name, place }: ColumnWithRole): string {
  return named ? name : `${name} (${sayPlace(place + 1, locale.value)})`;
}

function kindOf({ kind, levels, unit }: ColumnWithRole): string {
  const text = kind === "levels" ? counted(levelsOf, levels?.length ?? 0) : t(kinds[kind]);
  return unit === undefined ? text : `${text} (${unit})`;
}

/** What the column can be in this lab; what it is now, in any case. */
function rolesFor({ data }: Lab, { kind, levels, role }: ColumnWithRole): readonly Role[] {
  const takes = (choice: "target" | "label") => data.reading?.includes(choice) === true;
  const isNumeric = kind === "number" || kind === "row-number" || kind === "constant" || kind === "boolean";
  const isTwoValued = kind === "levels" && levels?.length === 2;
  const can: Readonly<Record<Role, boolean>> = {
    used: isNumeric || isTwoValued,
    target: takes("target") && (isNumeric || isTwoValued),
    label: takes("label") && (levels !== undefined || kind === "number"),
    ignored: true,
  };
  return (["used", "target", "label", "ignored"] as const).filter((one) => can[one] || one === role);
}
