import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

export interface MenuProps {
  /** What the button shows. */
  readonly button: ComponentChildren;
  readonly class?: string;
  readonly title?: string;
  /** It is about to be shown. */
  readonly onOpen?: () => void;
  readonly children: ComponentChildren;
}

/** A button that opens a short list of actions above everything else; it closes when one is chosen, or by a press anywhere else. */
export function Menu({ button, class: kind = "quiet icon", title, onOpen, children }: MenuProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const place = () => {
    const [from, box] = [opener.current?.getBoundingClientRect(), list.current];
    if (!from || !box?.matches(":popover-open")) return;
    const { offsetWidth: width, offsetHeight: height } = box;
    const below = from.bottom + height <= innerHeight;
    box.style.left = `${Math.max(0, Math.min(from.left, innerWidth - width))}px`;
    box.style.top = `${Math.max(0, below ? from.bottom : from.top - height)}px`;
  };
  // What comes late makes it longer.
  useEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(place);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <button ref={opener} type="button" class={kind} title={title} popovertarget={id}>
        {button}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are pressed, and what they bubble closes the list */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys press the buttons inside */}
      <div
        ref={list}
        id={id}
        class="menu-items"
        popover="auto"
        onBeforeToggle={({ newState }) => {
          if (newState === "open") onOpen?.();
        }}
        onToggle={place}
        onClick={(event) => {
          if ((event.target as Element).closest("button")) list.current?.hidePopover();
        }}
      >
        {children}
      </div>
    </>
  );
}
