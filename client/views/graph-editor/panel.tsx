import { useId } from "preact/hooks";
import type { BayesNode, NodeFunction } from "../../../shared/experiment/document.ts";
import * as edits from "../../../shared/graphs/edit/index.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { NameBox, Small } from "./boxes.tsx";
import { ParentList, PlateList, StateList } from "./lists.tsx";
import type { Shape } from "./scene.ts";
import { nodeSentence, summaryOf } from "./sentences.tsx";
import { chosen, disconnect, edit, nameOf, rename, reverse } from "./session.ts";
import { TableEditor } from "./table-later.tsx";
import type { PartProps } from "./toolbar.tsx";

/** What is selected, with all that can be said and changed of it. */
export function Panel({ session, given }: PartProps) {
  const shapes = chosen(session);
  const { document } = given;
  if (shapes.length !== 1)
    return (
      <>
        <p class="soft">
          {shapes.length === 0 ? summaryOf(document) : t(words.selected, { names: shapes.map(nameOf).join(", ") })}
        </p>
        {shapes.length === 0 && <LinePanel session={session} given={given} />}
        {shapes.length === 0 && !session.line.value && given.panel?.(undefined)}
        <PlateList session={session} given={given} />
      </>
    );
  const [shape] = shapes;
  const { part } = shape;
  return (
    <div class="graph-chosen" key={shape.id}>
      <NameBox
        label={t(words.name)}
        value={shape.label}
        isFixed={!given.onEdit}
        onSet={(to) => rename(session, shape, to)}
      />
      {typeof part === "string" ? (
        <NodePanel session={session} given={given} name={part} />
      ) : (
        <FactorPanel session={session} given={given} shape={shape} place={part} />
      )}
      <PlateList session={session} given={given} />
    </div>
  );
}

function LinePanel({ session, given }: PartProps) {
  const line = session.line.value;
  const [from, to] = [line?.from, line?.to].map((id) => session.scene.current.byId.get(id ?? ""));
  const isThere = session.scene.current.lines.some(({ id }) => id === line?.id);
  if (!line || !from || !to || !isThere) return <p class="soft">{t(given.onEdit ? words.hint : words.readOnlyHint)}</p>;
  return (
    <div class="row">
      <strong>{`${nameOf(from)} ${line.isArrow ? "→" : "–"} ${nameOf(to)}`}</strong>
      {given.onEdit && line.isArrow && (
        <button type="button" onClick={() => reverse(session, line)}>
          {t(words.reverse)}
        </button>
      )}
      {given.onEdit && (
        <button type="button" onClick={() => disconnect(session, line)}>
          {t(words.remove)}
        </button>
      )}
      {given.document.kind === "markov" &&
        given.document.factors.map(
          ({ scope }, place) =>
            [from, to].every(({ part }) => scope.includes(String(part))) && (
              <FactorTable key={`${place} ${scope.join()}`} session={session} given={given} place={place} isOpen />
            ),
        )}
    </div>
  );
}

interface NodePanelProps extends PartProps {
  readonly name: string;
}

function NodePanel({ session, given, name }: NodePanelProps) {
  const { document } = given;
  const node = document.nodes.find((own) => own.name === name);
  if (!node) return null;
  const before = "parents" in node ? node.parents : "inputs" in node ? node.inputs : [];
  return (
    <>
      <p class="soft small">
        {nodeSentence(document, name)} {given.look?.(name)?.told?.()}
        {namesIn(document).node(name) !== name && ` ${t(words.knownAs, { name })}`}
      </p>
      {given.panel?.(name)}
      {"operation" in node && <OperationBox session={session} given={given} name={name} operation={node.operation} />}
      {"states" in node && given.onEdit && (
        <StateList session={session} given={given} name={name} states={node.states} />
      )}
      {before.length > 0 && given.onEdit && (
        <ParentList session={session} name={name} parents={before} document={document} />
      )}
      {"parents" in node && <Numbers session={session} given={given} node={node} />}
      {"factors" in document &&
        document.factors.map(
          ({ scope }, place) =>
            document.kind === "markov" &&
            scope.includes(name) && (
              <FactorTable key={`${place} ${scope.join()}`} session={session} given={given} place={place} />
            ),
        )}
    </>
  );
}

/** Undirected graphs draw no factors: their tables stand with their nodes. */
function FactorTable({
  session,
  given,
  place,
  isOpen = false,
}: PartProps & { readonly place: number; readonly isOpen?: boolean }) {
  const { names } = edits.scopeOf(given.document, place);
  const label = names.map(namesIn(given.document).node).join(" – ");
  return (
    <details open={isOpen}>
      <summary>{t(words.factorOf, { names: label })}</summary>
      <TableEditor session={session} given={given} part={place} name={label} />
      {given.onEdit && (
        <button
          type="button"
          class="small"
          onClick={() => edit(session, (d) => edits.removeFactors(d, [place]), t(words.removed, { names: label }))}
        >
          {t(words.remove)}
        </button>
      )}
    </details>
  );
}

const functions: readonly NodeFunction[] = ["or", "and", "xor", "max", "min"];

function Numbers({ session, given, node }: PartProps & { readonly node: BayesNode }) {
  const id = useId();
  const { name, function: f } = node;
  const shown = namesIn(given.document).node(name);
  const choose = (value: string) =>
    edit(
      session,
      (d) => edits.setFunction(d, name, functions.find((own) => own === value) ?? null),
      t(words.computedBy, { name: shown, by: value || t(words.aTable) }),
    );
  return (
    <>
      {given.onEdit && node.parents.length > 0 && (
        <p class="row">
          <label for={id}>{t(words.givenBy)}</label>
          <select id={id} value={f ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{t(words.aTable)}</option>
            {functions.map((own) => (
              <option key={own} value={own}>
                {own}
              </option>
            ))}
          </select>
        </p>
      )}
      {f === undefined ? (
        <TableEditor session={session} given={given} part={name} name={shown} />
      ) : (
        <p class="soft small">{t(words.functionTold, { function: f })}</p>
      )}
    </>
  );
}

interface OperationProps extends NodePanelProps {
  readonly operation: string;
}

function OperationBox({ session, given, name, operation }: OperationProps) {
  const id = useId();
  const set = (to: string) =>
    edit(
      session,
      (d) => edits.setOperation(d, name, to),
      t(words.computedBy, { name: namesIn(given.document).node(name), by: to }),
    );
  const { operations = [] } = given;
  if (operations.length === 0)
    return <NameBox label={t(words.operation)} value={operation} isFixed={!given.onEdit} onSet={set} />;
  return (
    <p class="row">
      <label for={id}>{t(words.operation)}</label>
      <select id={id} value={operation} disabled={!given.onEdit} onChange={(event) => set(event.currentTarget.value)}>
        {[...new Set([...operations, operation])].map((own) => (
          <option key={own} value={own}>
            {own}
          </option>
        ))}
      </select>
    </p>
  );
}

interface FactorPanelProps extends PartProps {
  readonly shape: Shape;
  readonly place: number;
}

function FactorPanel({ session, given, shape, place }: FactorPanelProps) {
  const { names } = edits.scopeOf(given.document, place);
  const shown = names.map(namesIn(given.document).node);
  return (
    <>
      <p class="soft small">
        {t(words.factorOver, { factor: nameOf(shape), names: shown.join(", ") || t(words.nobody) })}
      </p>
      {given.onEdit && names.length > 0 && (
        <ul>
          {names.map((name, i) => (
            <li key={name} class="row">
              <span class="graph-grow">{shown[i]}</span>
              <Small
                icon="up"
                label={t(words.moveUp, { name: shown[i] })}
                isOff={i === 0}
                act={() =>
                  edit(
                    session,
                    (d) => edits.setScope(d, place, names.toSpliced(i, 1).toSpliced(i - 1, 0, name)),
                    t(words.movedUp, { name: shown[i] }),
                  )
                }
              />
              <Small
                icon="close"
                label={t(words.disconnectIt, { name: shown[i] })}
                isOff={names.length === 1}
                act={() => edit(session, (d) => edits.disconnect(d, name, place), t(words.meanTaken))}
              />
            </li>
          ))}
        </ul>
      )}
      <TableEditor session={session} given={given} part={place} name={nameOf(shape)} />
    </>
  );
}
