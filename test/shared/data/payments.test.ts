import { describe, expect, test } from "vitest";
import { PAYMENT_COLUMNS, type Payment, payments } from "../../../shared/data/generators/payments.ts";
import type { Table } from "../../../shared/data/table.ts";

const generate = (params: object, seed = 8) =>
  payments.generate([seed, 0], { count: 6000, share: 0.1, disguise: 0, ...params } as never);

function rowsOf(table: Table) {
  const { rows, columns, values, labels, factors } = table;
  return Array.from({ length: rows }, (_, n) => ({
    ...(Object.fromEntries(PAYMENT_COLUMNS.map((name, j) => [name, values[n * columns + j]])) as Payment),
    isFraud: labels?.[n] === 1,
    scheme: factors?.values[2 * n] ?? -1,
    signs: factors?.values[2 * n + 1] ?? -1,
  }));
}

/** The rules as they are described, read off the numbers alone. */
const RULES: readonly (readonly ((one: Payment) => boolean)[])[] = [
  [({ amount }) => amount < 3, ({ attempts }) => attempts >= 3, ({ online }) => online === 1],
  [
    ({ amount, usual }) => amount >= 4 * usual && amount < 12 * usual,
    ({ hour }) => hour >= 1 && hour < 5,
    ({ electronics }) => electronics === 1,
  ],
  [({ distance }) => distance >= 300, ({ online }) => online === 0, ({ days }) => days < 0.12],
  [({ account }) => account < 4, ({ foreign }) => foreign === 1, ({ travel }) => travel === 1],
];

describe("payments", () => {
  test("a fraud has all three signs of its scheme, other payments that have a scheme two of them", () => {
    const rows = rowsOf(generate({}));
    for (const one of rows) {
      expect(one.isFraud).toBe(one.signs === 3);
      if (one.scheme === 0) continue;
      const found = RULES[one.scheme - 1].filter((rule) => rule(one)).length;
      expect(found).toBe(one.signs);
    }
    const share = rows.filter(({ isFraud }) => isFraud).length / rows.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / rows.length));
    for (const scheme of [1, 2, 3, 4])
      expect(rows.filter((one) => one.isFraud && one.scheme === scheme).length).toBeGreaterThan(
        share * rows.length * 0.18,
      );
    // The four rules together tell almost all: few honest payments have three signs by chance.
    const wrong = rows.filter((one) => RULES.some((rule) => rule.every((sign) => sign(one))) !== one.isFraud);
    expect(wrong.length / rows.length).toBeLessThan(0.02);
  });

  test("no sign alone tells fraud: of the payments with one, most are honest", () => {
    const rows = rowsOf(generate({ count: 20_000 }));
    for (const sign of RULES.flat()) {
      const having = rows.filter(sign);
      expect(having.filter(({ isFraud }) => isFraud).length / having.length).toBeLessThan(0.5);
    }
  });

  test("disguised frauds lack a sign", () => {
    const frauds = rowsOf(generate({ disguise: 0.4 })).filter(({ isFraud }) => isFraud);
    const share = frauds.filter(({ signs }) => signs === 2).length / frauds.length;
    expect(Math.abs(share - 0.4)).toBeLessThan(4 * Math.sqrt(0.24 / frauds.length));
  });

  test("numbers are those of payments, in their units", () => {
    const table = generate({});
    expect(table.names).toEqual(PAYMENT_COLUMNS);
    expect(table.classes).toEqual(["legit", "fraud"]);
    expect(payments.classes && Object.keys(payments.classes)).toEqual(table.classes);
    for (const one of rowsOf(table)) {
      for (const x of [one.amount, one.usual, one.distance, one.days, one.account]) expect(x).toBeGreaterThan(0);
      expect(one.hour >= 0 && one.hour < 24).toBe(true);
      expect([1, 2, 3, 4, 5, 6]).toContain(one.attempts);
      for (const x of [one.foreign, one.online, one.groceries, one.electronics, one.travel])
        expect([0, 1]).toContain(x);
      expect(one.groceries + one.electronics + one.travel).toBeLessThanOrEqual(1);
    }
    // The usual sum is log-normal: the mean of its logarithm is 3.6, the deviation 0.5.
    const logs = rowsOf(table).map(({ usual }) => Math.log(usual));
    const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
    expect(Math.abs(mean - 3.6)).toBeLessThan((4 * 0.5) / Math.sqrt(logs.length));
  });

  test("rows depend on key and number alone", () => {
    expect(generate({ count: 200 }).values).toEqual(generate({}).values.slice(0, 200 * PAYMENT_COLUMNS.length));
    expect(generate({ count: 200 }, 9).values).not.toEqual(generate({ count: 200 }).values);
  });
});
