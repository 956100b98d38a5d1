/** Pixels: what pages that show links ask for. */
export const previewSize = { width: 1200, height: 630 } as const;

export const previewPath = (id: string) => `/api/x/${id}/preview.png`;
