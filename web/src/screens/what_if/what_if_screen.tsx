// What if: the inputs of a taxpayer's levy at the left, to be changed; what would be levied at the
// right, beside what was. Nothing is saved, and the page says so.
import { useEffect, useMemo, useState } from 'react';
import * as api from '../../api/endpoints';
import { ApiError } from '../../api/client';
import type { CaseAnswer, CaseObject, CaseValue, TaxCase, TaxpayerCase } from '../../api/types';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { to_taxpayer } from '../../state/routes';
import { kGroups, place_of, question_of, with_value, type Group } from './case_edit';
import { ObjectForm } from './object_form';
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
  const { t } = useWords();
  const [edited, set_edited] = useState(found.question);
  const [left_out, set_left_out] = useState<ReadonlySet<string>>(new Set());
  const question = useMemo(() => question_of(edited, left_out), [edited, left_out]);
  const levied = useAnswer(found.question).answer;
  const { answer, faults } = useAnswer(question);
  const marked = new Map(
    faults.flatMap((fault) => {
      const place = place_of(fault.path ?? '', question);
      return place ? [[place, fault] as const] : [];
    }),
  );
  const change = (group: Group, at: number, object: CaseObject) =>
    set_edited({
      ...edited,
      [group]: edited[group].map((old, index) => (index === at ? object : old)),
    });
  const toggle = (name: string) => {
    const next = new Set(left_out);
    if (!next.delete(name)) next.add(name);
    set_left_out(next);
  };
  return (
    <div className="record mt-3">
      <div className="stack">
        {kGroups.map((group) =>
          edited[group].map((object, at) => {
            const name = `${group}/${String(object.id)}`;
            return (
              <ObjectForm
                key={name}
                group={group}
                object={object}
                was={found.question[group][at] ?? object}
                title={found.names[group][String(object.id)] ?? null}
                out={left_out.has(name)}
                toggle={() => toggle(name)}
                fault_at={(key) => marked.get(`${name}/${key}`) ?? null}
                set={(key: string, value: CaseValue) =>
                  change(group, at, with_value(object, key, value))
                }
              />
            );
          }),
        )}
      </div>
      <div className="stack">
        <ResultPanel
          year={edited.fiscal_year}
          set_year={(year) => set_edited({ ...edited, fiscal_year: year })}
          levied={levied}
          tried={answer}
          question={question}
          faults={faults.filter((fault) => !place_of(fault.path ?? '', question))}
          wrong={marked.size > 0}
          reset={() => {
            set_edited(found.question);
            set_left_out(new Set());
          }}
        />
        <p className="sub">{t('what_if.note')}</p>
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
