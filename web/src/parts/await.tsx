// The three states every panel with data has: on its way, failed, here.
import type { ReactNode } from 'react';
import type { QueryResult } from '../state/query';
import { AskPurpose, purpose_wanted } from './ask_purpose';
import { GhostRows } from './ghost';
import { Trouble } from './trouble';

interface Props<T> {
  query: QueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}

export function Await<T>({ query, rows = 4, children }: Props<T>) {
  const wanting = query.error ? purpose_wanted(query.error) : null;
  if (wanting) return <AskPurpose register={wanting} chosen={query.reload} />;
  const waiting = query.slow ? (
    <GhostRows rows={rows} />
  ) : (
    <div style={{ minHeight: rows * 29 }} aria-busy="true" />
  );
  // Each in a place of its own: a fault that passes must not take a form below it down.
  return (
    <>
      {query.error ? (
        <div className="pad">
          <Trouble error={query.error} retry={query.reload} />
        </div>
      ) : null}
      {query.data ? children(query.data) : query.error ? null : waiting}
    </>
  );
}
