/** What counts as used by a reader. */
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { actsOf, useActs } from "../../client/app/lab/acts.ts";

const host = document.createElement("main");
document.body.append(host);
afterEach(() => render(null, host));

function Page() {
  useActs("some", undefined);
  return (
    <>
      <p data-act="over" data-over>
        <span>a</span>
      </p>
      <p data-act="pressed">
        <span>b</span>
      </p>
    </>
  );
}

it("counts moving over a part of what says so, and nothing else that is moved over", async () => {
  render(<Page />, host);
  const used = () => [...actsOf("some").used.value];
  const [over, pressed] = host.querySelectorAll("p");
  const move = (target: Element | null) => target?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  move(pressed.firstElementChild);
  move(over);
  expect(used()).toEqual([]);
  move(over.firstElementChild);
  expect(used()).toEqual(["over"]);
});
