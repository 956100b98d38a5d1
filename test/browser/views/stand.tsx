/** Where views stand to be looked at: all views of a lab under each other, with a pool that answers them. */
import { render } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { answerTo } from "../../../client/app/lab/ask.ts";
import { graphIn } from "../../../client/app/lab/views-for.ts";
import { createBrowserPool } from "../../../client/compute/browser/pool.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import type { LabView, View, ViewDraft, ViewProps } from "../../../client/labs/view.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import type { Locale } from "../../../shared/text.ts";
import { isBlank, isDrawn, misprinted, violations, watchCanvasText } from "./complaints.ts";
import type { Shown } from "./folds.ts";
import { watchTimers } from "./timers.ts";

export type Theme = "light" | "dark";

/** How long a view may go on changing, in milliseconds. */
const patience = 3000;

export class Stand {
  readonly #complaints = new Set<string>();
  readonly #host = document.createElement("main");
  readonly #pool = createBrowserPool({ threads: 2 });
  readonly #canvasTexts = watchCanvasText();
  readonly #timers = watchTimers();
  readonly #undo: (() => void)[] = [];
  /** The same for as long as the same is shown: another would be asked everything again. */
  readonly #asks = new WeakMap<Shown, ViewProps["ask"]>();
  #waiting = 0;
  /** Goes before each complaint. */
  #where = "";

  constructor() {
    document.body.append(this.#host);
    const failed = (event: Event) => {
      const { reason, message } = event as Partial<PromiseRejectionEvent & ErrorEvent>;
      this.#complain(`not caught: ${reason ?? message}`);
    };
    for (const kind of ["error", "unhandledrejection"]) {
      addEventListener(kind, failed);
      this.#undo.push(() => removeEventListener(kind, failed));
    }
    const { error } = console;
    console.error = (...what) => this.#complain(`console: ${what.join(" ")}`);
    this.#undo.push(() => {
      console.error = error;
      this.#timers.restore();
    });
  }

  /** Shows all views of the lab that are of such runs, or shows those that stand there something else, and looks at them. */
  async show(lab: Lab, { main, supporting }: LabView, shown: Shown, locale: Locale, theme: Theme): Promise<void> {
    this.#where = `${shown.name}, ${locale}`;
    chooseLocale(locale);
    document.documentElement.lang = locale;
    document.documentElement.dataset.theme = theme;
    const ask = this.#asks.get(shown) ?? this.#asker(lab, shown);
    this.#asks.set(shown, ask);
    const experiment = shown.experiment as ViewProps<never>["experiment"];
    const given: ViewProps<never> = { ...shown, experiment, locale, ask, propose: () => {} };
    const props = lab.data.documents ? { ...given, draft: untouched(shown) } : given;
    const complain = (id: string) => (error: unknown) =>
      this.#complain(`${id} throws ${error instanceof Error ? error.stack?.split("\n", 2).join(" ") : error}`);
    const theirs = supporting.filter(
      ({ shows }) => shows?.(experiment.params, graphIn(experiment), shown.data) ?? true,
    );
    const views = [main, ...theirs].map((view) => (
      <Framed key={view.id} view={view} props={props} complain={complain(view.id)} />
    ));
    render(views, this.#host);
    await this.#settle();
    this.#look();
  }

  /** Complains where the view shows words at most. What draws may come with the first drawing. */
  async mustDraw({ id }: View): Promise<void> {
    const end = performance.now() + patience;
    while (!this.drawn().includes(id) && performance.now() < end) await frame();
    if (!this.drawn().includes(id)) this.#complain(`${id} draws nothing`);
  }

  /** Ids of the views that show more than words. */
  drawn(): readonly string[] {
    return this.#sections().flatMap(([id, section]) => (isDrawn(section) ? [id] : []));
  }

  /** Complains of what axe finds; of colours only where asked to. */
  async axe(colours = true): Promise<void> {
    for (const { at, text } of await violations(this.#host, colours)) this.#complain(`${idOf(at)}: ${text}`);
  }

  /** Opens the table of every figure and looks at it. */
  async openTables(): Promise<void> {
    for (const details of this.#host.querySelectorAll("details")) details.open = true;
    await this.#settle();
    this.#look();
  }

  /** Moves every slider to one end, chooses the last of every list, ticks every box, and looks at what comes of it. */
  async operate(end: "min" | "max"): Promise<void> {
    for (const control of this.#host.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
      if (control.disabled || !operated(control, end)) continue;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.#where += `, controls at ${end}`;
    await this.#settle();
    this.#look();
  }

  /** Takes the views away; the next are new. */
  clear(): void {
    render(null, this.#host);
  }

  /** What was wrong since the last call. */
  complaints(): readonly string[] {
    const found = [...this.#complaints];
    this.#complaints.clear();
    return found;
  }

  close(): void {
    this.clear();
    this.#pool.close();
    for (const undo of this.#undo) undo();
  }

  #sections(): [string, Element][] {
    return [...this.#host.querySelectorAll("[data-view]")].map((section) => [idOf(section), section]);
  }

  #look(): void {
    for (const [id, section] of this.#sections()) {
      for (const text of misprinted(section)) this.#complain(`${id}: ${text}`);
      if (isBlank(section)) this.#complain(`${id}: nothing is there`);
    }
    for (const [canvas, text] of this.#canvasTexts()) {
      if (this.#host.contains(canvas)) this.#complain(`${idOf(canvas)}: drawn on a canvas: ${text}`);
    }
  }

  #complain(text: string): void {
    // A figure whose size changes its size is told the rest at the next frame; and vitest reports events by itself.
    if (/ResizeObserver loop|console: \[object \w+Event\]/.test(text)) return;
    this.#complaints.add(`${this.#where}: ${text}`);
  }

  #asker(lab: Lab, shown: Shown): ViewProps["ask"] {
    const { data } = shown;
    return async (question, given, signal) => {
      this.#waiting++;
      try {
        return await answerTo(question, shown, (task, about = data ?? undefined) =>
          this.#pool.ask({ lab: lab.id, device: "wasm", data: about ?? null, task, given, ...(signal && { signal }) }),
        );
      } finally {
        this.#waiting--;
      }
    };
  }

  #awaitsChart(): boolean {
    return [...this.#host.querySelectorAll(".chart:empty")].some((chart) => chart.clientWidth > 0);
  }

  /** Until all code is there, all questions are answered, no chart is empty, no timer will end soon, and nothing has changed for two frames; or for as long as films have patience. */
  async #settle(): Promise<void> {
    let quiet = 0;
    const observer = new MutationObserver(() => {
      quiet = 0;
    });
    observer.observe(this.#host, { subtree: true, childList: true, characterData: true, attributes: true });
    const end = performance.now() + patience;
    // On a busy machine a chart may be drawn only after patience has ended, and whatever has a width is drawn in the end.
    const isComing = () => this.#waiting > 0 || this.#host.querySelector(".loading") !== null || this.#awaitsChart();
    while (isComing() || (quiet < 2 && performance.now() < end)) {
      await frame();
      quiet = this.#waiting + this.#timers.soon() > 0 ? 0 : quiet + 1;
    }
    observer.disconnect();
  }
}

/** What is shown is in the form too, and stays so. */
const untouched = ({ experiment, data }: Shown): ViewDraft => ({
  experiment,
  data,
  errors: {},
  edit: () => {},
  editAlone: () => {},
  settle: () => {},
});

/** The next frame is drawn, and the effects of what it drew have run. */
const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

const idOf = (element: Element | null) => element?.closest("[data-view]")?.getAttribute("data-view") ?? "?";

/** Whether the control was changed and must say so. */
function operated(control: HTMLInputElement | HTMLSelectElement, end: "min" | "max"): boolean {
  if (control instanceof HTMLSelectElement) {
    control.selectedIndex = end === "min" ? 0 : control.options.length - 1;
    return true;
  }
  if (control.type === "range" || control.type === "number") {
    control.value = control[end];
    return control.value !== "";
  }
  if (control.type === "checkbox" || control.type === "radio") control.click();
  return false;
}

interface FramedProps {
  readonly view: View;
  readonly props: ViewProps<never>;
  complain(error: unknown): void;
}

function Framed({ view, props, complain }: FramedProps) {
  const [failed] = useErrorBoundary(complain);
  const { component: Component } = view;
  return <section data-view={view.id}>{failed ? "thrown" : <Component {...props} />}</section>;
}
