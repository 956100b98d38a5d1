import { useId } from "preact/hooks";
import type { BayesNode, GraphDocument, NodeFunction, Plate } from "../../../shared/experiment/document.ts";
import * as edits from "../../../shared/graphs/edit/index.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { Icon, type IconName } from "../icon.tsx";
import { NumberBox } from "../number-box.tsx";
import { useTyped } from "../typed.ts";
import { idOf, type Shape } from "./scene.ts";
import { nodeSentence, summaryOf } from "./sentences.tsx";
import { chosen, disconnect, edit, nameOf, rename, reverse, type Session } from "./session.ts";
import { TableEditor } from "./table-editor.tsx";
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
        <PlateList session={session} given={given} />
      </>
    );
  const [shape] = shapes;
  const { part } = shape;
  return (
    <div class="graph-chosen" key={shape.id}>
      <NameBox
        label={t(words.name)}
        value={typeof part === "string" ? part : shape.label}
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
        {nodeSentence(document, name)} {given.look?.(name)?.told}
      </p>
      {"operation" in node && <OperationBox session={session} given={given} name={name} operation={node.operation} />}
      {"states" in node && given.onEdit && <StateList session={session} name={name} states={node.states} />}
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
  const label = names.join(" – ");
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
  const choose = (value: string) =>
    edit(
      session,
      (d) => edits.setFunction(d, name, functions.find((own) => own === value) ?? null),
      t(words.computedBy, { name, by: value || t(words.aTable) }),
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
        <TableEditor session={session} given={given} part={name} name={name} />
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
    edit(session, (d) => edits.setOperation(d, name, to), t(words.computedBy, { name, by: to }));
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

interface StateListProps {
  readonly session: Session;
  readonly name: string;
  readonly states: readonly string[];
}

function StateList({ session, name, states }: StateListProps) {
  return (
    <details class="graph-list">
      <summary>{t(words.statesOf, { count: states.length })}</summary>
      <ul>
        {states.map((state, i) => (
          <li key={state} class="row">
            <NameBox
              label={t(words.stateNumber, { number: i + 1 })}
              isBare
              value={state}
              onSet={(to) =>
                edit(session, (d) => edits.renameState(d, name, i, to), t(words.renamed, { from: state, to }))
              }
            />
            <Small
              icon="up"
              label={t(words.moveUp, { name: state })}
              isOff={i === 0}
              act={() => edit(session, (d) => edits.moveState(d, name, i, -1), t(words.movedUp, { name: state }))}
            />
            <Small
              icon="close"
              label={t(words.removeIt, { name: state })}
              isOff={states.length === 1}
              act={() => edit(session, (d) => edits.removeState(d, name, i), t(words.stateRemoved, { name: state }))}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="small"
        onClick={() =>
          edit(session, (d) => edits.addState(d, name, `${t(words.state)} ${states.length + 1}`), t(words.stateAdded))
        }
      >
        <Icon name="plus" /> {t(words.addState)}
      </button>
    </details>
  );
}

interface ParentListProps {
  readonly session: Session;
  readonly name: string;
  readonly parents: readonly string[];
  readonly document: GraphDocument;
}

function ParentList({ session, name, parents, document }: ParentListProps) {
  const line = (parent: string) => ({ id: "", from: idOf(parent), to: idOf(name), isArrow: true });
  const isBayes = document.kind === "bayes";
  return (
    <details class="graph-list">
      <summary>{t(isBayes ? words.parentsOf : words.inputsOf, { count: parents.length })}</summary>
      <ul>
        {parents.map((parent, i) => (
          <li key={parent} class="row">
            <span class="graph-grow">{parent}</span>
            <Small
              icon="up"
              label={t(words.moveUp, { name: parent })}
              isOff={i === 0}
              act={() =>
                edit(
                  session,
                  (d) => edits.orderParents(d, name, parents.toSpliced(i, 1).toSpliced(i - 1, 0, parent)),
                  t(words.movedUp, { name: parent }),
                )
              }
            />
            <Small
              icon="again"
              label={t(words.reverseIt, { name: parent })}
              act={() => reverse(session, line(parent))}
            />
            <Small
              icon="close"
              label={t(words.disconnectIt, { name: parent })}
              act={() => disconnect(session, line(parent))}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface FactorPanelProps extends PartProps {
  readonly shape: Shape;
  readonly place: number;
}

function FactorPanel({ session, given, shape, place }: FactorPanelProps) {
  const { names } = edits.scopeOf(given.document, place);
  return (
    <>
      <p class="soft small">
        {t(words.factorOver, { factor: nameOf(shape), names: names.join(", ") || t(words.nobody) })}
      </p>
      {given.onEdit && names.length > 0 && (
        <ul>
          {names.map((name, i) => (
            <li key={name} class="row">
              <span class="graph-grow">{name}</span>
              <Small
                icon="up"
                label={t(words.moveUp, { name })}
                isOff={i === 0}
                act={() =>
                  edit(
                    session,
                    (d) => edits.setScope(d, place, names.toSpliced(i, 1).toSpliced(i - 1, 0, name)),
                    t(words.movedUp, { name }),
                  )
                }
              />
              <Small
                icon="close"
                label={t(words.disconnectIt, { name })}
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

/** All plates, with means to put what is selected into them or take it out. */
function PlateList({ session, given }: PartProps) {
  const names = chosen(session).flatMap(({ part }) => (typeof part === "string" ? [part] : []));
  const { plates = [] } = given.document;
  const { onEdit } = given;
  if (plates.length === 0) return null;
  return (
    <ul class="graph-list">
      {plates.map((plate) => (
        <li key={plate.name} class="row">
          <NameBox
            label={t(words.plate)}
            value={plate.name}
            isFixed={!onEdit}
            onSet={(name) =>
              edit(
                session,
                (d) => edits.setPlate(d, plate.name, { ...plate, name }),
                t(words.renamed, { from: plate.name, to: name }),
              )
            }
          />
          {"×"}
          {onEdit ? (
            <NumberBox
              label={t(words.sizeOf, { name: plate.name })}
              value={plate.size}
              min={1}
              max={1_000_000}
              onSet={(size) =>
                edit(
                  session,
                  (d) => edits.setPlate(d, plate.name, { ...plate, size: Number(size) }),
                  t(words.sizeSet, { name: plate.name, size }),
                )
              }
            />
          ) : (
            plate.size
          )}
          {onEdit && names.length > 0 && <Inside session={session} plate={plate} names={names} />}
          {onEdit && (
            <Small
              icon="close"
              label={t(words.removeIt, { name: plate.name })}
              act={() =>
                edit(session, (d) => edits.removePlate(d, plate.name), t(words.removed, { names: plate.name }))
              }
            />
          )}
        </li>
      ))}
    </ul>
  );
}

interface InsideProps {
  readonly session: Session;
  readonly plate: Plate;
  readonly names: readonly string[];
}

function Inside({ session, plate, names }: InsideProps) {
  const isIn = names.every((name) => plate.nodes.includes(name));
  const rest = plate.nodes.filter((name) => !names.includes(name));
  const told = t(isIn ? words.takenOut : words.putIn, { name: plate.name, names: names.join(", ") });
  const change = () =>
    edit(session, (d) => edits.setPlate(d, plate.name, { ...plate, nodes: isIn ? rest : [...rest, ...names] }), told);
  return (
    <label class="row">
      <input type="checkbox" checked={isIn} onChange={change} aria-label={t(words.isInside, { name: plate.name })} />
      <span class="small" aria-hidden="true">
        {t(words.inside)}
      </span>
    </label>
  );
}

interface NameBoxProps {
  readonly label: string;
  readonly value: string;
  readonly isFixed?: boolean;
  /** The label is heard only. */
  readonly isBare?: boolean;
  onSet(text: string): void;
}

function NameBox({ label, value, isFixed = false, isBare = false, onSet }: NameBoxProps) {
  const id = useId();
  const { box } = useTyped(value, false, (text) => {
    if (text !== value) onSet(text);
  });
  return (
    <span class="graph-name row">
      <label for={id} class={isBare ? "visually-hidden" : undefined}>
        {label}
      </label>
      <input type="text" id={id} autocomplete="off" readOnly={isFixed} {...box} />
    </span>
  );
}

interface SmallProps {
  readonly icon: IconName;
  readonly label: string;
  readonly isOff?: boolean;
  act(): void;
}

function Small({ icon, label, isOff = false, act }: SmallProps) {
  return (
    <button type="button" class="quiet icon" title={label} disabled={isOff} onClick={act}>
      <Icon name={icon} />
      <span class="visually-hidden">{label}</span>
    </button>
  );
}
