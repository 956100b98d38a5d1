/** CSS pixels of the frame of a link where the page that shows it says nothing. */
export const usualFrame = { width: 720, height: 480 } as const;

/** The markup that shows a link in another page: nothing in it was written by anybody. */
export function frameOf(
  origin: string,
  id: string,
  { width, height } = usualFrame as { width: number; height: number },
): string {
  return `<iframe src="${origin}/embed/x/${id}" width="${width}" height="${height}" loading="lazy" allow="fullscreen" style="border:0"></iframe>`;
}
