import "./segments.css";

/** A stretch of a sequence: from a place to another, which is no more part of it. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** CSS colour; of what has none, nothing is drawn. */
  readonly color?: string;
}

interface SegmentsProps {
  readonly name: string;
  readonly segments: readonly Segment[];
  /** Places of the whole sequence. */
  readonly total: number;
  /** What is read aloud of it. */
  readonly said: string;
}

/** What a sequence is made of, as a strip: each stretch as long as it lasts. */
export function Segments({ name, segments, total, said }: SegmentsProps) {
  const share = (places: number) => `${((100 * places) / Math.max(1, total)).toFixed(3)}%`;
  return (
    <div class="segments">
      <span class="audio-name">{name}</span>
      <div class="segments-strip" role="img" aria-label={`${name}: ${said}`}>
        {segments.map(({ from, to, label, color }) =>
          color === undefined ? null : (
            <span
              key={from}
              class="segments-part"
              style={{ insetInlineStart: share(from), inlineSize: share(to - from), "--segment": color }}
              title={label}
            >
              {label}
            </span>
          ),
        )}
      </div>
    </div>
  );
}
