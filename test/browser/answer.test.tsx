import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { type Answer, useAnswer } from "../../client/labs/answer.ts";
import { NotKeptError, type ViewProps } from "../../client/labs/view.ts";
import { array } from "../../shared/arrays.ts";

const host = document.createElement("div");
document.body.append(host);
afterEach(() => render(null, host));

let last: Answer;
const task = { kind: "table", steps: 1, params: {} };

function Asks({ ask, name }: { readonly ask: ViewProps["ask"]; readonly name: string }) {
  last = useAnswer(ask, name, () => ({ task: { ...task, recordedAs: name }, given: {} }));
  return null;
}

/** Knows one answer; of others it says that they were not kept. */
const kept: ViewProps["ask"] = async ({ recordedAs }) => {
  if (recordedAs !== "known") throw new NotKeptError("not kept");
  return { table: array(Float64Array.of(1)) };
};

it("says what was not kept, and has an answer again where there is one", async () => {
  render(<Asks ask={kept} name="known" />, host);
  await expect.poll(() => last.answer?.table.values[0]).toBe(1);
  expect(last).toMatchObject({ waiting: false, missing: false });
  render(<Asks ask={kept} name="other" />, host);
  await expect.poll(() => last.missing).toBe(true);
  // Nothing of another question stands in its place.
  expect(last).toEqual({ answer: null, key: null, waiting: false, missing: true });
  render(<Asks ask={kept} name="known" />, host);
  await expect.poll(() => last.missing).toBe(false);
});

it("asks again what was not kept when something else is shown", async () => {
  render(<Asks ask={kept} name="other" />, host);
  await expect.poll(() => last.missing).toBe(true);
  const run: ViewProps["ask"] = async () => ({ table: array(Float64Array.of(2)) });
  render(<Asks ask={run} name="other" />, host);
  await expect.poll(() => last.answer?.table.values[0]).toBe(2);
  expect(last.missing).toBe(false);
});
