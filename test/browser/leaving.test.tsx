/** What is told before a result is published. */
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { UnkeptNote } from "../../client/share/leaving.tsx";

const host = document.createElement("main");
document.body.append(host);
afterEach(() => render(null, host));

it("names what does not fit into a link and how it is kept; nothing where all fits", () => {
  const told = (nets: number, others: readonly string[], locale: "es" | "en") => {
    chooseLocale(locale);
    render(<UnkeptNote unkept={{ nets, others }} />, host);
    return [...host.querySelectorAll("p")].map(({ textContent }) => textContent);
  };
  expect(told(0, [], "en")).toEqual([]);
  expect(told(1, [], "en")).toEqual([expect.stringMatching(/^The weights of the net .*“Weights \(safetensors\)”\.$/)]);
  expect(told(12, [], "es")).toEqual([expect.stringMatching(/^Los pesos de 12 redes .*«Pesos \(safetensors\)»\.$/)]);
  const names = Array.from({ length: 8 }, (_, n) => `output/evaluate.${n}/predicted`);
  const [line] = told(0, names, "en");
  expect(line).toMatch(/link: evaluate\.0\/predicted, .*evaluate\.5\/predicted, …\. To keep them/);
});
