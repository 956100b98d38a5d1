import { render } from "preact";
import { t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/paper.ts";
import type { LabView } from "../../../labs/view.ts";
import type { Session } from "../../../run/session.ts";
import { onPaper } from "../../theme.ts";
import { SessionContext } from "../context.ts";
import { Paper } from "./paper.tsx";

/**
 * Lays the sheet over the page until it is closed; the page keeps its place and goes on with what it does, but is neither reached nor printed. Beside the
 * page's own tree, since whatever is printed whole must not lie in what scrolls.
 */
export function openPaper(session: Session, view: LabView): void {
  if (onPaper.peek()) return;
  const app = document.getElementById("app");
  const from = document.activeElement;
  const sheet = document.createElement("div");
  sheet.className = "paper";
  sheet.role = "dialog";
  sheet.ariaModal = "true";
  sheet.ariaLabel = t(words.sheet);
  const close = () => {
    removeEventListener("popstate", close);
    render(null, sheet);
    sheet.remove();
    onPaper.value = false;
    if (!app) return;
    app.inert = false;
    if (from instanceof HTMLElement) from.focus();
  };
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    // The keys of the page below stay with the sheet.
    event.stopPropagation();
  });
  // Whoever goes back leaves the sheet, and then the page.
  addEventListener("popstate", close);
  if (app) app.inert = true;
  onPaper.value = true;
  document.body.append(sheet);
  render(
    <SessionContext.Provider value={session}>
      <Paper view={view} close={close} />
    </SessionContext.Provider>,
    sheet,
  );
}
