/** Another theme: what is drawn takes its colours, and nothing that a person did in a view is lost. */
import { signal, useSignal } from "@preact/signals";
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { SessionContext } from "../../client/app/lab/context.ts";
import { Drawn } from "../../client/app/lab/stage.tsx";
import type { View } from "../../client/labs/view.ts";
import type { Displayed, Session } from "../../client/run/session.ts";
import { LinePad } from "../../client/views/line-pad.tsx";
import { rgbOf } from "../../client/views/palette.ts";
import { Plane } from "../../client/views/plane.tsx";
import { shownTheme } from "../../client/views/shown-theme.ts";
import { openFold } from "../../shared/labs/fold.ts";
import "../../client/styles/tokens.css";

const host = document.createElement("div");
host.style.width = "200px";
document.body.append(host);
const choose = (theme: "light" | "dark") => {
  document.documentElement.dataset.theme = theme;
  shownTheme.value = theme;
};
afterEach(() => {
  render(null, host);
  choose("light");
});

const pixelOf = (canvas: HTMLCanvasElement | null | undefined) => [
  ...(canvas?.getContext("2d")?.getImageData(5, 5, 1, 1).data.slice(0, 3) ?? []),
];
const ink = () => [...rgbOf(getComputedStyle(document.documentElement).getPropertyValue("--ink").trim())];

function Own() {
  const place = useSignal(1);
  const heights = useSignal<Float64Array>(new Float64Array(20));
  return (
    <>
      <input
        type="range"
        min={0}
        max={9}
        value={place.value}
        onInput={(event) => (place.value = Number(event.currentTarget.value))}
      />
      <output>{place.value}</output>
      <Plane
        title="plane"
        x={[0, 1]}
        y={[0, 1]}
        draw={({ context, width, height, color }) => {
          context.fillStyle = color("var(--ink)");
          context.fillRect(0, 0, width, height);
        }}
      />
      <LinePad
        title="pad"
        values={heights.value}
        range={[-1, 1]}
        placeName={String}
        onChange={(values) => (heights.value = values)}
      />
      <output>{heights.value.join(" ")}</output>
    </>
  );
}

it("keeps a slider's place and a drawing, and draws canvases in its colours", async () => {
  const session = { version: signal(0), device: signal("wasm") } as Partial<Session> as Session;
  const view = { id: "own", title: { es: "", en: "" }, component: Own } as unknown as View;
  const shown = { experiment: {}, data: null, fold: openFold([]), metrics: {}, source: "run" } as unknown as Displayed;
  render(
    <SessionContext.Provider value={session}>
      <Drawn view={view} shown={shown} beside />
    </SessionContext.Provider>,
    host,
  );
  const plane = () => host.querySelector<HTMLCanvasElement>(".plane canvas");
  await expect.poll(() => pixelOf(plane())).toEqual(ink());
  const slider = host.querySelector("input") as HTMLInputElement;
  slider.value = "7";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const pad = host.querySelector<HTMLElement>(".line-pad") as HTMLElement;
  for (const key of ["ArrowRight", "ArrowUp"]) pad.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const said = () => [...host.querySelectorAll("output")].map(({ textContent }) => textContent);
  await expect.poll(() => said()[0]).toBe("7");
  await expect.poll(() => said()[1]).not.toMatch(/^[0 ]*$/);
  const before = said();
  // What the keys draw is drawn in the colours of before.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const light = ink();
  choose("dark");
  expect(ink()).not.toEqual(light);
  await expect.poll(() => pixelOf(plane())).toEqual(ink());
  expect(said()).toEqual(before);
  expect(host.querySelector("input")).toBe(slider);
});
