import { expect, test } from "vitest";
import { inDrawnSigns, isDrawnHere } from "../../client/i18n/signs.ts";

test("a sign that no font has is told from those that are drawn, and no text is left with one", () => {
  expect(["a", "Σ", "≤", "ñ"].map(isDrawnHere)).toEqual([true, true, true, true]);
  // Not assigned, and what is never drawn.
  expect(["\u0379", "\u2061"].map(isDrawnHere)).toEqual([false, false]);
  const text = inDrawnSigns("∇f(x)\u2061 → ⟨xᵢ⟩ ∝ Wᵀ ⊙ ẋ ⋯ ⏟ \u0379");
  for (const sign of text) if (sign !== " ") expect(isDrawnHere(sign), sign).toBe(sign !== "\u0379");
});
