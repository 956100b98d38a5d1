/** Whether the Gram matrix is the smaller of the two. */
export function isWide({ rows, columns }: { readonly rows: number; readonly columns: number }): boolean {
  return rows < columns;
}
