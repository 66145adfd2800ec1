// What if: the inputs of a taxpayer's levy at the left, to be changed; what would be levied at the
// right, beside what was. Nothing is saved, and the page says so.
import { useEffect, useMemo, useState } from 'react';
import * as api from '../../api/endpoints';
import { ApiError } from '../../api/client';
import type { CaseAnswer, TaxCase, TaxpayerCase } from '../../api/types';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { to_taxpayer } from '../../state/routes';
import { place_of, question_of } from './case_edit';
import { Objects } from './objects';
import { ResultPanel } from './result_panel';

const kPauseMs = 250;

export function WhatIfScreen({ number }: { number: string }) {
  const { t } = useWords();
  const { search } = useRouter();
  const year = search.get('year');
  const query = useQuery(`case:${number}:${year ?? ''}`, (signal) =>
    api.taxpayer_case(number, year ? Number(year) : null, signal),
  );
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.tax') },
          { label: t('taxpayers.title'), to: '/taxpayers' },
          { label: number, to: to_taxpayer(number) + (year ? `?year=${year}` : '') },
          { label: t('what_if.title') },
        ]}
        title={t('what_if.of', { name: number })}
      />
      <Note tone="inf">{t('what_if.note')}</Note>
      <Await query={query} rows={14}>
        {(found) => <Trial found={found} />}
      </Await>
    </main>
  );
}

function Trial({ found }: { found: TaxpayerCase }) {
  const [edited, set_edited] = useState(found.question);
  const [left_out, set_left_out] = useState<ReadonlySet<string>>(new Set());
  const question = useMemo(() => question_of(edited, left_out), [edited, left_out]);
  const levied = useAnswer(found.question).answer;
  const { answer, faults } = useAnswer(question);
  const placed = faults.flatMap((fault) => {
    const place = place_of(fault.path ?? '', question);
    return place ? [{ place, fault }] : [];
  });
  const toggle = (name: string) => {
    const next = new Set(left_out);
    if (!next.delete(name)) next.add(name);
    set_left_out(next);
  };
  return (
    <div className="record mt-3">
      <Objects
        found={found}
        edited={edited}
        set_edited={set_edited}
        left_out={left_out}
        toggle={toggle}
        answer={answer}
        placed={placed}
      />
      <div className="stack">
        <ResultPanel
          year={edited.fiscal_year}
          set_year={(year) => set_edited({ ...edited, fiscal_year: year })}
          levied={levied}
          tried={answer}
          question={question}
          levied_question={found.question}
          faults={faults.filter((fault) => !place_of(fault.path ?? '', question))}
          wrong={placed.length > 0}
          reset={() => {
            set_edited(found.question);
            set_left_out(new Set());
          }}
        />
      </div>
    </div>
  );
}

/** The answer to the newest question; the one before stays while it is on its way. */
function useAnswer(question: TaxCase): { answer: CaseAnswer | null; faults: ApiError['faults'] } {
  const [answer, set_answer] = useState<CaseAnswer | null>(null);
  const [faults, set_faults] = useState<ApiError['faults']>([]);
  useEffect(() => {
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      api.answer_case(question, false, stop.signal).then(
        (found) => {
          set_answer(found);
          set_faults([]);
        },
        (error: unknown) => {
          if (!stop.signal.aborted && error instanceof ApiError) set_faults(error.faults);
        },
      );
    }, kPauseMs);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [question]);
  return { answer, faults };
}
