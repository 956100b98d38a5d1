/** Apart from the words of views that come later. */
export const words = {
  forgetOne: { es: "Olvidar {what}", en: "Forget {what}" },
} as const;
