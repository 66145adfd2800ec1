// Tabs for the parts of a record: arrows move, the panel below changes at once.
import { useRef, type KeyboardEvent } from 'react';

export interface Tab {
  id: string;
  label: string;
  /** How many rows stand behind it, grouped for reading. */
  count?: string | null;
  /** What the count counts, for whoever cannot see where it stands. */
  counted?: string;
}

interface Props {
  label: string;
  tabs: readonly Tab[];
  current: string;
  choose: (id: string) => void;
}

export function Tabs({ label, tabs, current, choose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const index = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  // Where none is chosen, the keyboard still comes in at the first one.
  const entry = tabs.some((tab) => tab.id === current) ? current : tabs[0]?.id;
  return (
    <div role="tablist" aria-label={label} className="tabs mb-2.5" ref={list} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          data-tab={tab.id}
          id={`tab-${tab.id}`}
          aria-selected={tab.id === current}
          aria-description={tab.counted}
          aria-controls="tab-panel"
          tabIndex={tab.id === entry ? 0 : -1}
          onClick={() => choose(tab.id)}
        >
          <span className="label">{tab.label}</span>
          {tab.count ? (
            <span className="n" aria-hidden="true">
              {tab.count}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
