import { exp, log } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Dice, diceOf } from "./dice.ts";
import { defineGenerator } from "./generator.ts";

/** Units: euros, hours from midnight, kilometres from home, days since the payment before, months since the account was opened; the rest counts or is 0 or 1. */
export const PAYMENT_COLUMNS = [
  "amount",
  "usual",
  "hour",
  "distance",
  "days",
  "attempts",
  "foreign",
  "online",
  "groceries",
  "electronics",
  "travel",
  "account",
] as const;
export type Payment = Record<(typeof PAYMENT_COLUMNS)[number], number>;
type Part = (dice: Dice, usual: number) => Partial<Payment>;
/** A sign of fraud: what a payment that has it is like, and one that does not. */
type Sign = readonly [present: Part, absent: Part];

/** A log-uniform number. */
const spread = (dice: Dice, low: number, high: number) => exp(dice.between(log(low), log(high)));

const OTHER = { groceries: 0, electronics: 0, travel: 0 };
const isOnline: Part = () => ({ online: 1 });
const isInPerson: Part = () => ({ online: 0 });

/**
 * How cards are abused. All signs of a scheme together are fraud; all but one are an honest payment (card testing: tiny sums, many attempts, online;
 * plunder: far above the usual sum, at night, electronics; copied card: far from home, in person, soon after the payment before; stolen identity: a new account, abroad, travel).
 */
export const SCHEMES: readonly (readonly [Sign, Sign, Sign])[] = [
  [
    [(dice) => ({ amount: spread(dice, 0.5, 3) }), (dice, usual) => ({ amount: usual * spread(dice, 0.5, 2) })],
    [(dice) => ({ attempts: 3 + Math.floor(dice.between(0, 4)) }), () => ({ attempts: 1 })],
    [isOnline, isInPerson],
  ],
  [
    [
      (dice, usual) => ({ amount: usual * spread(dice, 4, 12) }),
      (dice, usual) => ({ amount: usual * spread(dice, 0.3, 2) }),
    ],
    [(dice) => ({ hour: dice.between(1, 5) }), (dice) => ({ hour: dice.between(8, 23) })],
    [() => ({ ...OTHER, electronics: 1 }), () => OTHER],
  ],
  [
    [(dice) => ({ distance: spread(dice, 300, 6000) }), (dice) => ({ distance: spread(dice, 0.5, 20) })],
    [isInPerson, isOnline],
    [(dice) => ({ days: dice.between(0.005, 0.12) }), (dice) => ({ days: spread(dice, 0.4, 5) })],
  ],
  [
    [(dice) => ({ account: dice.between(0.1, 4) }), (dice) => ({ account: dice.between(12, 120) })],
    [() => ({ foreign: 1 }), () => ({ foreign: 0 })],
    [() => ({ ...OTHER, travel: 1 }), () => OTHER],
  ],
];
/** Share of honest payments that have all signs of a scheme but one. */
const SUSPICIOUS = 0.3;

/**
 * Card payments, honest or fraud, with planted rules that are not linear: a fraud has all three signs of one of four schemes (`SCHEMES`), and three honest
 * payments in ten have two signs of one, so that no sign tells by itself; schemes pull the same columns in opposite directions. A share `disguise`
 * of the frauds lacks a sign and cannot be told from those. Each row is fraud with probability `share` and depends on the key and its number alone.
 * Factors: the scheme (1 to 4; 0 where there is none), and how many of its signs there are. Invented numbers: no real cards.
 */
export const payments = defineGenerator({
  id: "payments",
  title: { es: "Pagos con tarjeta y fraude", en: "Card payments and fraud" },
  classes: { legit: { es: "legítimo", en: "legitimate" }, fraud: { es: "fraude", en: "fraud" } },
  params: {
    count: {
      kind: "integer",
      label: { es: "Pagos", en: "Payments" },
      help: { es: "Cuántos pagos hay, con los fraudes.", en: "How many payments there are, frauds included." },
      min: 100,
      max: 50_000,
      default: 4000,
      scale: "log",
    },
    share: {
      kind: "number",
      label: { es: "Fraude", en: "Fraud" },
      help: { es: "Qué parte de los pagos es fraude.", en: "What part of the payments is fraud." },
      min: 0.02,
      max: 0.5,
      default: 0.1,
      step: 0.01,
    },
    disguise: {
      kind: "number",
      label: { es: "Disimulo", en: "Disguise" },
      help: {
        es: "Qué parte de los fraudes esconde una de sus señales y ya no se puede reconocer.",
        en: "What part of the frauds hides one of its signs and can no longer be recognised.",
      },
      min: 0,
      max: 0.5,
      default: 0.05,
      step: 0.01,
    },
  },
  cost({ count }) {
    const columns = PAYMENT_COLUMNS.length;
    return { values: columns * count, bytes: (8 * columns + 4 + 16) * count, steps: 3 * columns * count };
  },
  generate(key, { count, share, disguise }) {
    const columns = PAYMENT_COLUMNS.length;
    const values = new Float64Array(count * columns);
    const labels = new Int32Array(count);
    const factors = new Float64Array(2 * count);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      const payment = honest(foldIn(own, 1));
      labels[n] = uniform(own, 0) < share ? 1 : 0;
      factors.set(sign(payment, labels[n] === 1, disguise, foldIn(own, 2)), 2 * n);
      values.set(
        PAYMENT_COLUMNS.map((name) => payment[name]),
        n * columns,
      );
    }
    return {
      rows: count,
      columns,
      values,
      names: PAYMENT_COLUMNS,
      labels,
      classes: ["legit", "fraud"],
      factors: { names: ["scheme", "signs"], values: factors },
    };
  },
});

/** A payment as people make them: near home or on a journey, by day more than by night, in keeping with what the shop sells. */
function honest(key: Key): Payment {
  const dice = diceOf(foldIn(key, 0), 1);
  const bell = foldIn(key, 1);
  const usual = exp(3.6 + 0.5 * normal(bell, 0));
  const kind = dice.between(0, 1);
  const [groceries, electronics, travel] = [kind < 0.45, kind >= 0.45 && kind < 0.6, kind >= 0.6 && kind < 0.7].map(
    Number,
  );
  const isAway = dice.chance(0.15);
  return {
    amount: usual * exp(0.7 * normal(bell, 1) + 1.1 * electronics + 1.4 * travel - 0.2 * groceries),
    usual,
    hour: dice.chance(0.15) ? dice.between(0, 24) : 8 + (dice.between(0, 14) + dice.between(0, 14)) / 2,
    distance: isAway ? exp(6.2 + 0.8 * normal(bell, 2)) : exp(1.2 + 1.1 * normal(bell, 2)),
    days: (isAway ? 0.4 : 0.01) - 1.5 * log(1 - dice.between(0, 1)),
    attempts: dice.chance(0.85) ? 1 : dice.chance(0.8) ? 2 : 3,
    foreign: Number(dice.chance(isAway ? 0.5 : 0.04)),
    online: Number(!isAway && dice.chance(0.35)),
    groceries,
    electronics,
    travel,
    account: dice.between(1, 120),
  };
}

/** Gives a payment the signs of a scheme, if it has any; returns the scheme and their number. */
function sign(payment: Payment, isFraud: boolean, disguise: number, key: Key): readonly [number, number] {
  const dice = diceOf(key, 1);
  const isWhole = isFraud && !dice.chance(disguise);
  if (!isFraud && !dice.chance(SUSPICIOUS)) return [0, 0];
  const scheme = Math.floor(dice.between(0, SCHEMES.length));
  const hidden = isWhole ? -1 : Math.floor(dice.between(0, 3));
  for (const [i, [present, absent]] of SCHEMES[scheme].entries())
    Object.assign(payment, (i === hidden ? absent : present)(dice, payment.usual));
  return [scheme + 1, isWhole ? 3 : 2];
}
