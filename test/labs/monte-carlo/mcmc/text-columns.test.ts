import { expect, test } from "vitest";
import { decodeFile } from "../../../../shared/data/readers/file.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";

async function check(csv: string, target: string, change: Record<string, unknown> = {}): Promise<() => void> {
  const content = await decodeFile({ name: "t.csv", bytes: new TextEncoder().encode(csv) });
  if (content.kind !== "table") throw new Error("not a table");
  const params = { ...defaults(mcmc.params), target, response: [], predictors: [], standardised: true, ...change };
  return () => mcmc.check?.(params, content.table);
}
const rows = (text: (i: number) => string) =>
  `x,group,y\n${Array.from({ length: 12 }, (_, i) => `${i % 5},${text(i)},${i % 2}`).join("\n")}`;

test("a column of text is no predictor, and no response of a linear regression", async () => {
  const csv = rows((i) => ["blue", "green", "red"][i % 3]);
  expect(await check(csv, "logistic-regression")).toThrow(
    /text in column group: "blue".*choose other columns as predictor/,
  );
  expect(await check(csv, "linear-regression", { response: ["group"], predictors: ["x"] })).toThrow(
    /text in column group.*choose other columns as response/,
  );
  expect(await check(csv, "logistic-regression", { predictors: ["x"] })).not.toThrow();
});

test("a response of two texts is 0 and 1, one of three is refused", async () => {
  const two = rows((i) => (i % 3 === 0 ? "no" : "yes"));
  expect(await check(two, "logistic-regression", { response: ["group"], predictors: ["x"] })).not.toThrow();
  const three = rows((i) => ["a", "b", "c"][i % 3]);
  expect(await check(three, "logistic-regression", { response: ["group"], predictors: ["x"] })).toThrow(
    /text in column/,
  );
});
