/** Maps of attention under the hand: names, values, room, and what is saved of them. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import {
  AttentionKey,
  AttentionMaps,
  columnsIn,
  type Look,
} from "../../client/labs/generative/transformer/attention-maps.tsx";
import { Figure } from "../../client/views/figure.tsx";
import { pictureOf, svgText } from "../../client/views/picture-file.ts";
import { array } from "../../shared/arrays.ts";

const host = document.createElement("main");
host.style.width = "780px";
document.body.append(host);
beforeEach(() => chooseLocale("es"));
afterEach(() => render(null, host));

const N = 10;
const attention = array(
  Float32Array.from({ length: 2 * 2 * N * N }, (_, i) => (i % N) / N),
  [2, 2, N, N],
);
const picks = () => [...host.querySelectorAll<HTMLElement>(".image-grid-pick")];

async function show(look: (look: Look | null) => void = () => {}) {
  render(
    <Figure title="Atención">
      <AttentionMaps attention={attention} chosen={3} here={7} onChoose={() => {}} onLook={look} />
      <AttentionKey />
    </Figure>,
    host,
  );
  await expect.poll(() => picks().length).toBe(4);
}

it("names each map by its layer and head, on the page and in what is saved", async () => {
  await show();
  const names = ["Capa 1, cabeza 1", "Capa 1, cabeza 2", "Capa 2, cabeza 1", "Capa 2, cabeza 2"];
  expect(picks().map((one) => one.getAttribute("aria-label"))).toEqual(names);
  const source = pictureOf(host.querySelector(".figure-body") as Element) as Element;
  const saved = new DOMParser().parseFromString(svgText(source), "image/svg+xml").documentElement;
  const said = [...saved.querySelectorAll("text")].map(({ textContent }) =>
    textContent?.trim().replaceAll("\u00a0", " "),
  );
  expect(said).toEqual(
    expect.arrayContaining([...names, "0 %", "≥ 50 %", "atención del carácter de la fila al de la columna"]),
  );
  expect(saved.querySelectorAll("image")).toHaveLength(4);
});

it("says which place of which map is pointed at, and frames the row of the chosen character", async () => {
  const looks: (Look | null)[] = [];
  await show((look) => looks.push(look));
  const [, second, , last] = picks();
  const { left, top, width } = second.getBoundingClientRect();
  const cell = (width - 4) / N;
  const at = { clientX: left + 2 + 3.5 * cell, clientY: top + 2 + 6.5 * cell, bubbles: true };
  second.dispatchEvent(new PointerEvent("pointermove", at));
  second.dispatchEvent(new PointerEvent("pointerleave"));
  expect(looks).toEqual([{ map: 1, from: 6, to: 3 }, null]);
  const rows = [...host.querySelectorAll(".image-grid-row")].map((one) => one.getBoundingClientRect());
  expect(rows).toHaveLength(1);
  expect(rows[0].top + 1).toBeCloseTo(last.getBoundingClientRect().top + 2 + 7 * cell, 0);
});

it("puts fewer maps side by side where that lets their places be told apart", () => {
  expect(columnsIn(780, 4, 22)).toBe(4);
  expect(columnsIn(448, 4, 20)).toBe(4);
  expect(columnsIn(358, 4, 22)).toBe(2);
  // No larger with fewer: a map has a largest size.
  expect(columnsIn(780, 4, 64)).toBe(4);
  expect(columnsIn(358, 3, 40)).toBe(1);
});
