// A dialog over the page, only for what must interrupt. Keeps the focus inside, gives it back on
// closing.
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  title: string;
  close?: () => void;
  /** For tables: as wide as the page allows. */
  wide?: boolean;
  children: ReactNode;
}

const kFocusable =
  'a[href],button:not(:disabled),input:not(:disabled),select,textarea,[tabindex="0"]';

export function Dialog({ title, close, wide, children }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const before = document.activeElement;
    const inside = () =>
      [...(box.current?.querySelectorAll<HTMLElement>(kFocusable) ?? [])].filter(
        (place) => place.getClientRects().length > 0, // a hidden step of it takes no focus
      );
    (box.current?.querySelector<HTMLElement>('[data-first]') ?? inside()[0])?.focus();
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && latest.current) {
        event.preventDefault();
        event.stopPropagation();
        latest.current();
      }
      if (event.key !== 'Tab') return;
      const places = inside();
      const first = places[0];
      const last = places[places.length - 1];
      const current = document.activeElement;
      const at_end = event.shiftKey ? [first, box.current] : [last];
      if (at_end.some((place) => place === current)) {
        event.preventDefault();
        (event.shiftKey ? last : first)?.focus();
      } else if (!box.current?.contains(current)) {
        event.preventDefault();
        first?.focus();
      }
    };
    document.addEventListener('keydown', key, true);
    return () => {
      document.removeEventListener('keydown', key, true);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div
      className="veil"
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) close?.();
      }}
    >
      <div className={wide ? 'dialog wide' : 'dialog'} role="dialog" aria-modal="true" aria-labelledby={id} ref={box}>
        <h2 id={id} className="mb-3 text-[22px]">
          {title}
        </h2>
        {children}
      </div>
    </div>
  );
}
