import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import type { Localized } from "../../../shared/text.ts";
import { words } from "../../i18n/app.ts";
import { explain, learnErrors, learnErrorsLater, learnFields, loadSentencesWhenTouched } from "../../i18n/explain.ts";
import { families } from "../../i18n/families.ts";
import { t } from "../../i18n/locale.ts";
import { learnNets } from "../../i18n/node-names.ts";
import { type LabViewEntry, labViews } from "../../labs/index.ts";
import type { LabView } from "../../labs/view.ts";
import { keepOpened } from "../../offline/offline.ts";
import type { Displayed, Session } from "../../run/session.ts";
import { Share } from "../../share/share.tsx";
import { takeArrival } from "../arrival.ts";
import { dropTarget } from "../drop.tsx";
import { expert, openExpert, withExpert } from "../expert.ts";
import { headerSlot, headerTitle } from "../header-slot.ts";
import { Lost } from "../lazy.tsx";
import { Unknown } from "../message.tsx";
import { handed } from "../open/handed.ts";
import type { Asked } from "../open/read-link.ts";
import { isPartLost, loadAgain } from "../parts.ts";
import { navigate, parseRoute, route, stepTaker } from "../router.ts";
import { showError } from "../toasts.tsx";
import type { DeskAddress } from "./address.ts";
import { followAddress, noteAddress, takeStep } from "./address-bar.ts";
import { SessionContext } from "./context.ts";
import { deskOf } from "./desk.ts";
import { entryOf } from "./desk-entry.ts";
import { DeskTitle } from "./desk-title.tsx";
import { openSession } from "./engine.ts";
import { Layout } from "./layout.tsx";
import { learnRecorded, showRecorded } from "./recorded.ts";
import { bringAxes } from "./sweep/panel.tsx";
import { attachToSession } from "./take-files.ts";

export interface LabPageProps {
  readonly lab: string;
  readonly preset: string | null;
  /** "#v1.…" of the address. */
  readonly link: string | null;
}

/** The page of a lab: what the address asks for, in the form, with its recorded result; nothing runs. */
export function LabPage({ lab, preset, link }: LabPageProps) {
  return <LabDesk lab={lab} open={() => experimentOf(lab, preset, link)} asked={link ?? preset ?? ""} />;
}

export interface LabDeskProps {
  readonly lab: string;
  /** The experiment that the form starts with; changes of `asked` open another. */
  open(): Promise<Asked>;
  readonly asked: string;
  /** A result that came with the experiment (a published link), shown at once. */
  readonly shown?: Displayed;
  /** What its publisher called it. */
  readonly name?: Localized;
  /** Shown above the desk: what is said about a published result. */
  banner?(session: Session): ComponentChildren;
  /** In place of the desk: a result that is only looked at, of which nothing is kept. */
  only?(view: LabView): ComponentChildren;
}

interface Loaded {
  readonly lab: Lab;
  readonly view: LabView;
  readonly session: Session;
  readonly address: DeskAddress;
}

/** The desk of a lab with an experiment on it; published links use it too. */
export function LabDesk({ lab: id, open, asked, shown, name, banner, only }: LabDeskProps) {
  const loaded = useSignal<Loaded | null>(null);
  const failed = useSignal<unknown>(undefined);
  const attempt = useSignal(0);
  useEffect(() => {
    let here = true;
    openExpert(location.search);
    load(id, open).then(
      (found) => {
        if (!here) return close(found);
        loaded.value = found;
        if (shown) found.session.show(shown);
        else if (!only) void showRecorded(found.session);
        if (only) return;
        keepOpened(id);
        if (route.peek().page === "lab")
          noteAddress(id, withExpert(location.pathname + location.search + location.hash, false));
        stepTaker.current = (state) => takeStep(found.address, found.session, state);
        headerTitle.value = { lab: found.lab.title, family: families[found.lab.family] };
        headerSlot.value = () => <Share session={found.session} />;
        dropTarget.value = (files) => attachToSession(found.session, files);
        arrive(found.session);
      },
      (error) => {
        if (here) failed.value = error;
      },
    );
    return () => {
      here = false;
      if (loaded.value) close(loaded.value);
      loaded.value = null;
      stepTaker.current = null;
      failed.value = undefined;
      headerTitle.value = null;
      headerSlot.value = null;
      dropTarget.value = null;
    };
  }, [id, asked, attempt.value]);
  useEffect(() => takeHanded(loaded.value), [loaded.value, handed.value]);
  useEffect(loadSentencesWhenTouched, []);
  if (!labs.some((entry) => entry.id === id)) return <Unknown title={t(words.unknownLab, { id })} />;
  if (isPartLost(failed.value)) return <Lost again={() => loadAgain(() => partsOf(id)).then(() => attempt.value++)} />;
  if (failed.value !== undefined) return <Unknown title={explain(failed.value)} />;
  const { value } = loaded;
  if (!value) return <p class="loading soft">{t(words.loading)}</p>;
  return (
    <SessionContext.Provider value={value.session}>
      <DeskTitle name={name} />
      <h1 class="visually-hidden">{t(value.lab.title)}</h1>
      {banner?.(value.session)}
      {only ? only(value.view) : <Layout view={value.view} address={value.address} />}
    </SessionContext.Provider>
  );
}

async function load(id: string, open: () => Promise<Asked>): Promise<Loaded> {
  const [{ lab, view }, { experiment, envelope = null }] = await Promise.all([partsOf(id), open()]);
  await Promise.all([lab.prepareFor?.(experiment.params), experiment.sweep && bringAxes()]);
  const session = openSession(lab, view, experiment, await originOf(id));
  deskOf(session).envelope.value = envelope;
  return { lab, view, session, address: followAddress(session, (address) => openAddress(id, address)) };
}

function close({ address, session }: Loaded): void {
  address.close();
  session.close();
}

/** What its reader brought from the home page. */
function arrive(session: Session): void {
  const brought = takeArrival(session.lab.id);
  if (brought?.files) attachToSession(session, brought.files).catch(showError);
  if (brought?.run) void session.run();
}

/** The form starts from it, and its present experiment stays a step behind. */
function takeHanded(loaded: Loaded | null): void {
  const asked = handed.peek();
  if (!asked || loaded?.lab.id !== asked.experiment.lab) return;
  handed.value = null;
  loaded.session.replace(asked.experiment, { isHanded: true });
  deskOf(loaded.session).envelope.value = asked.envelope ?? null;
}

/** What the form started with before the page was reloaded, where the address says something else. */
async function originOf(id: string): Promise<Experiment | undefined> {
  const from = entryOf(history.state)?.from;
  const asked = from === undefined ? null : await openAddress(id, from)?.catch(() => null);
  return asked?.experiment;
}

/** What an address of this lab asks for. */
function openAddress(id: string, address: string): Promise<Asked> | null {
  const asked = parseRoute(new URL(address, location.origin));
  return asked.page === "lab" && asked.lab === id ? experimentOf(id, asked.preset, asked.link) : null;
}

async function partsOf(id: string): Promise<{ readonly lab: Lab; readonly view: LabView }> {
  const entry = labViews.find((one) => one.id === id);
  const registered = labs.find((one) => one.id === id);
  if (!entry || !registered) throw new Error(t(words.unknownLab, { id }));
  const [lab, view] = await Promise.all([registered.load(), viewOf(entry)]);
  learnFields(lab.params);
  return { lab, view };
}

/** The lab's view; from now on its errors and nets have words, and its recorded results are found. */
async function viewOf(entry: LabViewEntry): Promise<LabView> {
  const view = await entry.load();
  learnErrors(view.errors ?? {});
  if (view.moreErrors) learnErrorsLater(view.moreErrors);
  if (view.nets) await learnNets(view.nets);
  learnRecorded(view);
  return view;
}

async function experimentOf(id: string, preset: string | null, link: string | null): Promise<Asked> {
  if (link) {
    const { readLink } = await import("../open/read-link.ts");
    const asked = await readLink(link);
    const { lab } = asked.experiment;
    if (lab !== id) navigate(withExpert(`/lab/${encodeURIComponent(lab)}${link}`, expert.peek()), "replace");
    return asked;
  }
  const registered = labs.find((one) => one.id === id);
  if (!registered) {
    const { parseExperiment } = await import("../../../shared/labs/parse-experiment.ts");
    return parseExperiment({ v: 1, lab: id, seed: 0 }, labs);
  }
  const lab = await registered.load();
  return { experiment: presetExperiment(lab, preset ?? undefined) };
}
