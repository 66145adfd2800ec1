// A white panel: head with title, count and one action at the right, then content.
import { useId, type ReactNode } from 'react';

interface Props {
  title: ReactNode;
  count?: number | undefined;
  aside?: ReactNode;
  end?: ReactNode;
  className?: string;
  /** The action of the search box that is done here (shell/use_begun.ts). */
  begins?: string;
  children: ReactNode;
}

export function Panel({ title, count, aside, end, className, begins, children }: Props) {
  const id = useId();
  return (
    <section className={`pn ${className ?? ''}`} aria-labelledby={id} data-do={begins}>
      <header>
        <h2 id={id}>{title}</h2>
        {count === undefined ? null : <span className="count q">{count}</span>}
        {aside}
        {end ? <span className="end sub">{end}</span> : null}
      </header>
      {children}
    </section>
  );
}

/** Says why there is nothing here and what to do next. */
export function Empty({ why, next }: { why: string; next?: ReactNode }) {
  return (
    <div className="empty">
      <b>{why}</b>
      {next ? <p>{next}</p> : null}
    </div>
  );
}
