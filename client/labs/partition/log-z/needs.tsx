import { METHOD_NAMES } from "../../../../shared/labs/partition/log-z/names.ts";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { Rows } from "../../../views/table.tsx";
import { words } from "./words.ts";

interface Need {
  readonly name: Localized;
  readonly base: Localized;
  readonly moves: Localized;
  readonly model: Localized;
  readonly low: Localized;
  readonly high: Localized;
  readonly price: Localized;
}

const annealing = (name: Localized): Need => ({
  name,
  base: words.yes,
  moves: words.yes,
  model: words.forUpper,
  low: words.byBets,
  high: words.byReverse,
  price: words.priceChains,
});

const NEEDS: readonly Need[] = [
  {
    name: words.enumeration,
    base: words.no,
    moves: words.no,
    model: words.no,
    low: words.noneNeeded,
    high: words.noneNeeded,
    price: words.enumerationPrice,
  },
  {
    name: METHOD_NAMES.naive,
    base: words.uniformOnly,
    moves: words.no,
    model: words.no,
    low: words.byBets,
    high: words.byBound,
    price: words.priceDraws,
  },
  { ...annealing(METHOD_NAMES.importance), moves: words.no, price: words.priceDraws },
  annealing({ es: "AIS", en: "AIS" }),
  {
    name: METHOD_NAMES.bridge,
    base: words.yes,
    moves: words.yes,
    model: words.forUpper,
    low: words.byLadders,
    high: words.byModelLadders,
    price: words.priceRungs,
  },
  {
    name: METHOD_NAMES.thermodynamic,
    base: words.yes,
    moves: words.yes,
    model: words.forUpper,
    low: words.byLeft,
    high: words.byRight,
    price: words.priceRungs,
  },
];

/** What each method must be given, and where its interval comes from. */
export function NeedsView() {
  const column = (name: Localized, of: keyof Need) => ({ name: t(name), values: NEEDS.map((need) => t(need[of])) });
  return (
    <div class="log-z-needs">
      <Rows
        label={t(words.needs)}
        columns={[
          column(words.method, "name"),
          column(words.needsBase, "base"),
          column(words.needsMoves, "moves"),
          column(words.needsModel, "model"),
          column(words.whatLow, "low"),
          column(words.whatHigh, "high"),
          column(words.price, "price"),
        ]}
      />
      <p class="part-caption">{t(words.needsNote)}</p>
    </div>
  );
}
