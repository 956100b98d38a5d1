import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { learnNets } from "../../client/i18n/node-names.ts";
import { pressed } from "../../client/labs/graphs/bayes-net/known.ts";
import { ObjectPicture } from "../../client/labs/graphs/bayes-net/object-picture.tsx";
import { nets } from "../../client/labs/graphs/nets.ts";
import { removeNodes } from "../../shared/graphs/edit/index.ts";
import type { BayesNetParams } from "../../shared/labs/graphs/bayes-net/fields.ts";
import { car } from "../../shared/labs/graphs/nets/car.ts";
import { violations } from "./views/complaints.ts";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";

const host = document.createElement("main");
let params: BayesNetParams;
const answer = { document: car, arrays: {}, sharesOf: () => [0.4, 0.6] };

function show(document = car) {
  const onPress = (node: string, kind: "evidence", state: string) => {
    params = { ...params, ...pressed(params, node, kind, state) } as BayesNetParams;
    show(document);
  };
  render(<ObjectPicture {...{ document, params, onPress }} shown={answer} />, host);
}

const buttons = () => [...host.querySelectorAll<HTMLButtonElement>("button")];
const button = (name: string) => buttons().find(({ ariaLabel }) => ariaLabel?.startsWith(`${name}:`)) as HTMLElement;
const marks = () => [...host.querySelectorAll(".object-part")].map((part) => part.classList[1].replace("object-", ""));

beforeEach(() => {
  chooseLocale("en");
  void learnNets(nets);
  host.style.width = "240px";
  document.body.append(host);
  const soft = { "headlight seen": [0.4, 0.6] };
  params = { evidence: {}, soft, do: {}, counterfactual: false } as unknown as BayesNetParams;
});
afterEach(() => {
  render(null, host);
  host.remove();
  chooseLocale("en");
});

it("tells each part's probability and what its detector said; a press says that it was seen, not seen, and nothing again", async () => {
  show();
  expect(marks()).toEqual(["unknown", "unknown", "soft", "unknown", "unknown"]);
  expect(button("headlight").ariaLabel).toBe("headlight: 60%. headlight seen: soft evidence.");
  await userEvent.click(button("front wheel"));
  expect(params.evidence).toEqual({ "front wheel seen": "yes" });
  expect(marks().at(-1)).toBe("seen");
  button("front wheel").focus();
  await userEvent.keyboard("{Enter}");
  expect(params.evidence).toEqual({ "front wheel seen": "no" });
  expect(marks().at(-1)).toBe("absent");
  await userEvent.keyboard(" ");
  expect(params.evidence).toEqual({});
  // What was seen takes the place of a doubt, and a part that is set from outside has nothing to be seen.
  await userEvent.click(button("headlight"));
  expect([params.evidence, params.soft]).toEqual([{ "headlight seen": "yes" }, {}]);
  params = { ...params, do: { "window seen": "yes" } };
  show();
  expect(buttons().filter(({ disabled }) => disabled)).toEqual([button("window")]);
  expect((await violations(host, true)).map(({ text }) => text)).toEqual([]);
  chooseLocale("es");
  await expect.poll(() => button("faro")?.ariaLabel).toBe("faro: 60\u00a0%. faro visto: sí.");
});

it("has its buttons over its parts, and only parts that the net has", () => {
  show();
  const parts = [...host.querySelectorAll(".object-part")].map((part) => part.getBoundingClientRect());
  for (const [i, each] of buttons().entries()) {
    const { left, right, top, bottom, width, height } = each.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(43);
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const part = parts[i];
    expect(x > part.left && x < part.right && y > part.top - 10 && y < part.bottom, each.ariaLabel ?? "").toBe(true);
    expect(document.elementFromPoint(x, y)).toBe(each);
  }
  show(removeNodes(car, ["headlight seen"]) as typeof car);
  expect(buttons()).toHaveLength(4);
});
