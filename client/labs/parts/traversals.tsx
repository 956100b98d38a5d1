import type { NDArray } from "../../../shared/arrays.ts";
import type { PictureShape } from "../../views/pixels.ts";
import { useSize } from "../../views/size.ts";
import { Compared } from "./compared.tsx";

interface TraversalsProps {
  readonly title: string;
  readonly note: string;
  /** Of each number of the code that is moved. */
  readonly labels: readonly string[];
  readonly stops: number;
  /** labels · stops pictures; undefined until they are known: then their place is kept. */
  readonly pictures: NDArray | undefined;
  readonly shape: PictureShape;
}

/** CSS pixels below which every other picture of a row is left out, where both ends and the middle stay. */
const NARROW = 480;

/** A row of pictures for each number of a code: what comes of it as that number alone goes from end to end. */
export function Traversals({ title, note, labels, stops, pictures, shape }: TraversalsProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const isNarrow = size.value[0] > 0 && size.value[0] < NARROW;
  const stride = isNarrow && (stops - 1) % 4 === 0 ? 2 : 1;
  const width = pictures?.shape[1] ?? shape.width * shape.height * (shape.channels ?? 1);
  const rows = labels.map((label, i) => ({ label, rows: stripOf(pictures, i * stops, stops, width, stride) }));
  return (
    <div ref={box}>
      <Compared title={title} note={note} rows={rows} shape={shape} all />
    </div>
  );
}

/** Each `stride`-th of the pictures from one on; blank where they are not known yet. */
function stripOf(pictures: NDArray | undefined, from: number, stops: number, width: number, stride: number) {
  const count = Math.ceil(stops / stride);
  const values = new Float32Array(count * width).fill(Number.NaN);
  for (let k = 0; pictures && k < count; k++) {
    const at = (from + k * stride) * width;
    values.set(pictures.values.subarray(at, at + width), k * width);
  }
  return { shape: [count, width], values };
}
