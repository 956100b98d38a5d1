/** The film of a net by hand, and the boxes of its weights. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { Flow } from "../../client/labs/inference/forward/flow.tsx";
import type { ForwardParams } from "../../shared/labs/inference/forward/fields.ts";
import { handNet } from "../../shared/labs/inference/forward/hand.ts";
import { forward } from "../../shared/labs/inference/forward/lab.ts";
import { stagesOf } from "../../shared/labs/nets/chain/stages.ts";
import { trace } from "../../shared/labs/nets/chain/trace.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";

const host = document.createElement("div");
host.style.width = "600px";
document.body.append(host);
afterEach(() => render(null, host));

// Other tests of this browser may leave another language in its storage.
beforeEach(() => chooseLocale("en"));

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const play = () => host.querySelector<HTMLButtonElement>(".part-film button");
const heading = () => host.querySelector(".forward-sum")?.getAttribute("aria-label");
const box = () => host.querySelector<HTMLInputElement>(".forward-table input");

it("stops its film when a box of a weight gets the focus, at the number whose weights those are", async () => {
  const { chain, weights, input } = handNet(presetExperiment(forward, "xor").params as ForwardParams);
  const run = trace(chain, weights, input);
  const set = vi.fn();
  render(<Flow run={run} stages={stagesOf(chain)} outputs={["y"]} onWeight={set} />, host);
  const atRest = heading();
  play()?.click();
  // The film has come to a hidden unit, with boxes of its own.
  await expect.poll(() => heading() !== atRest && box(), { timeout: 20_000 }).toBeTruthy();
  const [of, value] = [heading(), box()?.value];
  box()?.focus();
  await expect.poll(() => play()?.textContent).toBe("Play");
  // Several frames of the film.
  await wait(600);
  expect([heading(), box()?.value]).toEqual([of, value]);
  expect(document.activeElement).toBe(box());
});
