import { useLayoutEffect, useRef } from "preact/hooks";

/** Width of what is printed in CSS pixels: 190 mm, as "--paper-width" in paper.css. */
const PAPER = (190 / 25.4) * 96;

/**
 * Figures are laid out as wide as paper whatever the screen, for what is printed is what the screen holds: nothing is drawn again at the size of a page. On
 * a narrower screen they are shown smaller by the factor "--paper-fit"; a table that is wider than paper is made smaller, since nothing scrolls there.
 */
export function useFit() {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const sheet = ref.current;
    const page = sheet?.parentElement;
    if (!sheet || !page) return;
    const settle = () => {
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(sheet);
      const room = sheet.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
      sheet.style.setProperty("--paper-fit", String(Math.min(1, room / PAPER)));
      shrinkTables(sheet);
    };
    settle();
    const screen = new ResizeObserver(settle);
    screen.observe(page);
    const views = new MutationObserver(() => shrinkTables(sheet));
    views.observe(sheet, { childList: true, subtree: true });
    return () => {
      screen.disconnect();
      views.disconnect();
    };
  }, []);
  return ref;
}

function shrinkTables(sheet: HTMLElement): void {
  for (const { parentElement: box } of sheet.querySelectorAll(".paper-figure table")) {
    if (!box || box.scrollWidth <= box.clientWidth) continue;
    const now = Number(box.style.getPropertyValue("zoom") || 1);
    box.style.setProperty("zoom", String((now * box.clientWidth) / box.scrollWidth));
  }
}
