import type { ComponentChildren } from "preact";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import type { Facts } from "./check.ts";
import { words } from "./words.ts";

/** What a model has. */
export function FactList({ facts }: { readonly facts: Facts }) {
  const { declared, dimension, reported, numbers, columns, rows } = facts;
  const number = (value: number) => formatInteger(value, locale.value);
  return (
    <dl class="model-facts">
      <Fact name={t(words.parameters)}>
        {declared.map((one) => (
          <code key={one}>{one}</code>
        ))}
      </Fact>
      <Fact name={t(words.dimension)}>{number(dimension)}</Fact>
      <Fact name={t(words.reported)}>
        {numbers === 0 ? t(words.none) : t(words.reportedOf, { names: reported.join(", "), count: number(numbers) })}
      </Fact>
      <Fact name={t(words.rows)}>
        {columns.length > 0 ? t(words.rowsOf, { rows: number(rows), columns: columns.join(", ") }) : t(words.noTable)}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
