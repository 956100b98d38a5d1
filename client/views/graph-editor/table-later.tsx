import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { TableProps } from "./table-editor.tsx";

const loaded = signal<typeof import("./table-editor.tsx").TableEditor | null>(null);

/** The numbers of a node or a factor. Their code comes with the first that is opened; where it could not be fetched, the next one asks again. */
export function TableEditor(props: TableProps) {
  useEffect(() => {
    if (loaded.peek()) return;
    import("./table-editor.tsx").then(
      ({ TableEditor: Table }) => {
        loaded.value = Table;
      },
      () => {},
    );
  }, []);
  const Table = loaded.value;
  return Table && <Table {...props} />;
}
