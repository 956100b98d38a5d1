interface Entry {
  readonly name: string;
  readonly color: string;
  /** Default: a line. */
  readonly kind?: "dot" | "dashed" | "line";
}

/** What the colours of a picture stand for. */
export function Legend({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ul class="state-legend">
      {entries.map(({ name, color, kind }) => (
        <li key={name} class={kind} style={{ "--legend": color }}>
          {name}
        </li>
      ))}
    </ul>
  );
}
