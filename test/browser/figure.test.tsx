/** What a figure offers to save, and what of it is in the file. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { BeforeAfter } from "../../client/views/before-after.tsx";
import { Figure } from "../../client/views/figure.tsx";
import { pictureOf, pngOf, svgText } from "../../client/views/picture-file.ts";

const host = document.createElement("main");
document.body.append(host);
beforeEach(() => chooseLocale("en"));
afterEach(() => render(null, host));

/** What is saved of the outermost figure. */
function source(): Element {
  const body = host.querySelector(".figure-body");
  const found = body && pictureOf(body);
  if (!found) throw new Error("nothing to save");
  return found;
}
const saved = (of = source()) => new DOMParser().parseFromString(svgText(of), "image/svg+xml").documentElement;
const words = (drawing: Element) => [...drawing.querySelectorAll("text")].map(({ textContent }) => textContent?.trim());
/** What the outermost figure offers. */
const offered = () =>
  [...(host.querySelector(".figure-caption")?.querySelectorAll(".menu-items button") ?? [])].flatMap((one) =>
    getComputedStyle(one).display === "none" ? [] : [one.textContent?.split(" ")[0]],
  );

it("saves all canvases, with the words among them and without controls, where no one is marked", async () => {
  render(
    <Figure title="Two">
      <p>over them</p>
      <div>
        <div style="display: flex; gap: 10px; align-items: start">
          <section>
            <p style="margin: 0">first</p>
            <canvas width="40" height="40" style="display: block; width: 40px" />
          </section>
          <section>
            <label>
              bound <input type="range" />
            </label>
            <canvas width="60" height="20" style="display: block; width: 60px; background: rgb(1, 2, 3)" />
            <button type="button">
              <svg class="sign" />
              press
            </button>
            <p class="visually-hidden">unseen</p>
          </section>
        </div>
      </div>
      <p>under them</p>
    </Figure>,
    host,
  );
  const drawing = saved();
  expect([...drawing.querySelectorAll("image")].map((one) => one.getAttribute("width"))).toEqual(["40", "60"]);
  expect(drawing.querySelector("rect[fill='rgb(1, 2, 3)']")).not.toBeNull();
  expect(words(drawing)).toEqual(["first"]);
  const png = await createImageBitmap(await pngOf(source()));
  expect(png.width).toBe(2 * Number(drawing.getAttribute("width")));
  expect(png.width).toBeGreaterThan(2 * 100);
});

it("saves of a figure what is its own, not what a figure in it draws", () => {
  const columns = () => [{ name: "n", values: [1] }];
  render(
    <Figure title="Plane" columns={columns}>
      <canvas width="30" height="30" style="display: block; width: 30px" />
      <Figure title="Curve">
        <svg width="50" height="50" />
      </Figure>
    </Figure>,
    host,
  );
  expect(source().tagName).toBe("CANVAS");
  expect(offered()).toEqual(["PNG", "CSV"]);
  const inner = [...host.querySelectorAll(".figure .figure .menu-items button")];
  expect(inner.map((one) => getComputedStyle(one).display === "none")).toEqual([false, false]);
});

it("offers a picture only where there is one", () => {
  const columns = () => [{ name: "n", values: [1] }];
  const show = (what: preact.ComponentChildren) =>
    render(
      <Figure title="Figure" columns={columns}>
        {what}
      </Figure>,
      host,
    );
  show(<svg class="sign" />);
  expect(offered()).toEqual(["CSV"]);
  show(<canvas />);
  expect(offered()).toEqual(["PNG", "CSV"]);
  show(<p data-lines>text</p>);
  expect(offered()).toEqual(["PNG", "SVG", "CSV"]);
});

it("saves a text whole that scrolls, in lines as the page breaks them and colours that any program reads", () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  const scrolls = "max-block-size: 50px; overflow-y: auto; white-space: pre-wrap; font: 12px monospace";
  render(
    <Figure title="Texts">
      <section data-lines style={scrolls}>
        {lines.join("\n")}
      </section>
      <section data-lines style="width: 7ch; font: 12px monospace">
        two <span style="background: color-mix(in oklab, red 40%, transparent)">words</span>
        <span style="visibility: hidden">unwritten</span>
      </section>
    </Figure>,
    host,
  );
  const box = host.querySelector("section") as HTMLElement;
  box.scrollTop = 30;
  const drawing = saved();
  expect(words(drawing)).toEqual([...lines, "two", "words"]);
  const heights = [...drawing.querySelectorAll("text")].map((one) => Number(one.getAttribute("y")));
  expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  const shade = drawing.querySelector("rect[fill-opacity='0.4']");
  expect(shade?.getAttribute("fill")).toMatch(/^rgb\(25[345], [0-3], [0-3]\)$/);
  expect(drawing.outerHTML).not.toMatch(/oklab|color\(/);
  // The page is as it was.
  expect([box.scrollTop, box.clientHeight]).toEqual([30, 50]);
});

it("writes into a drawing what style sheets say of it", () => {
  render(
    <Figure title="Drawing">
      <style>{".middle { dominant-baseline: middle; font-style: italic; stroke-linecap: round }"}</style>
      <svg width="100" height="100" role="img" aria-label="word">
        <text class="middle" style="fill: color-mix(in srgb, red 50%, transparent)">
          word
        </text>
      </svg>
    </Figure>,
    host,
  );
  const text = saved().querySelector("text");
  const said = ["dominant-baseline", "font-style", "stroke-linecap"].map((name) => text?.getAttribute(name));
  expect(said).toEqual(["middle", "italic", "round"]);
  expect(text?.getAttribute("fill")).toMatch(/^rgb\(25[345], 0, 0\)$/);
  expect(Number(text?.getAttribute("fill-opacity"))).toBeCloseTo(0.5, 2);
});

it("saves of two pictures over each other the one after", () => {
  const shape = { width: 2, height: 2 };
  render(
    <Figure title="Restored">
      <BeforeAfter
        title="Restored"
        before={[0, 0, 0, 0]}
        after={[1, 1, 1, 1]}
        shape={shape}
        labels={{ before: "before", after: "after" }}
      />
    </Figure>,
    host,
  );
  expect(source().getAttribute("aria-label")).toBe("Restored: after");
});

it("keeps the buttons of a figure together, however little room its controls leave", () => {
  host.style.inlineSize = "400px";
  const rows = Array.from({ length: 20 }, (_, i) => {
    const names = <span style={{ inlineSize: `${20 * i}px` }} />;
    render(<Figure title="Points" controls={names} children={<canvas />} />, host);
    const buttons = [...host.querySelectorAll(".figure-tools button.icon")];
    return new Set(buttons.map((one) => one.getBoundingClientRect().top)).size;
  });
  host.style.inlineSize = "";
  expect(rows).toEqual(rows.map(() => 1));
});
