// The survey: its rounds; of one round who has answered, who is late, and what one's own section
// still has to answer.
import { useState } from 'react';
import * as api from '../../api/survey';
import type { Returned, RoundSheet, SurveyPart } from '../../api/survey';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, StateTag, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { useAction } from '../../state/use_action';
import { Constructed } from '../system/parts';

export const kPartTone: Record<SurveyPart['state'], Tone> = {
  waiting: 'warn',
  submitted: 'ok',
  sent_back: 'bad',
};

export function SurveyScreen({ id }: { id: string | null }) {
  return id === null ? <Rounds /> : <Round id={id} />;
}

function Rounds() {
  const { t, lang } = useWords();
  const query = useQuery('surveys', api.rounds);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead crumbs={[{ label: t('nav.govern') }]} title={t('survey.title')} />
      <Await query={query} rows={6}>
        {({ surveys }) => (
          <Panel title={t('survey.rounds')} count={surveys.length}>
            {surveys.length === 0 ? (
              <Empty why={t('survey.none')} next={t('survey.none_next')} />
            ) : (
              <table className="tight">
                <thead>
                  <tr>
                    <th scope="col">{t('survey.round')}</th>
                    <th scope="col">{t('survey.opened')}</th>
                    <th scope="col">{t('survey.due')}</th>
                    <th scope="col">{t('survey.state')}</th>
                    <th scope="col">{t('survey.rate')}</th>
                    <th scope="col" className="num">
                      {t('survey.overdue')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {surveys.map((round) => (
                    <tr key={round.id}>
                      <th scope="row">
                        <Link to={`/survey/${round.id}`}>{round.name}</Link>{' '}
                        {round.constructed ? <Constructed /> : null}
                      </th>
                      <td className="nw">{date_short(round.opened_on, lang)}</td>
                      <td className="nw">{date_short(round.due, lang)}</td>
                      <td className="nw">{t(`survey.state.${round.state}`)}</td>
                      <td>
                        <Rate returned={round.returned} />
                      </td>
                      <td className="num">{round.returned.overdue}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Panel>
        )}
      </Await>
    </main>
  );
}

/** A share with what it was reckoned on; the bar repeats it for the eye. */
function Rate({ returned }: { returned: Returned }) {
  const { t } = useWords();
  const { parts, submitted, percent } = returned;
  return (
    <span className="rate">
      <progress max={Math.max(1, parts)} value={submitted} aria-hidden="true" />
      <span className="nw">
        {t('survey.of_parts', { n: submitted, all: parts, percent: percent ?? '—' })}
      </span>
    </span>
  );
}

function Round({ id }: { id: string }) {
  const { t, lang } = useWords();
  const query = useQuery(`survey:${id}`, (signal) => api.round(id, signal));
  const [department, set_department] = useState<string | null>(null);
  const sheet = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('survey.title'), to: '/survey' }]}
        title={sheet?.survey.name ?? '…'}
        tags={
          sheet ? (
            <>
              <span className="tag b">{t(`survey.state.${sheet.survey.state}`)}</span>
              <span className="tag">
                {t('survey.due')} {date_short(sheet.survey.due, lang)}
              </span>
              {sheet.survey.constructed ? <Constructed /> : null}
            </>
          ) : null
        }
        actions={
          sheet?.may.see_all ? (
            <Link className="btn s" to={`/survey/${id}/results`}>
              {t('survey.results')}
            </Link>
          ) : null
        }
      />
      <Await query={query} rows={12}>
        {(data) => (
          <div className="stack">
            {data.may.govern && data.survey.state === 'open' ? (
              <Follow id={id} done={query.reload} />
            ) : null}
            {data.may.see_all ? null : <Own sheet={data} />}
            <Departments sheet={data} chosen={department} choose={set_department} />
            {department === null ? null : (
              <PartsOf id={id} sheet={data} department={department} />
            )}
            {data.may.see_all ? <Own sheet={data} /> : null}
          </div>
        )}
      </Await>
    </main>
  );
}

function Follow({ id, done }: { id: string; done: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [said, set_said] = useState('');
  const press = (work: () => Promise<string>) => () =>
    void action
      .run(async () => set_said(await work()))
      .then((well) => {
        if (well) done();
      });
  return (
    <div>
      <ActionTrouble fault={action.fault} />
      <div className="acts-row">
        <button
          type="button"
          className="btn s"
          disabled={action.busy}
          onClick={press(async () =>
            t('survey.remind_done', { n: (await api.remind(id)).reminded }),
          )}
        >
          {t('survey.remind')}
        </button>
        <button
          type="button"
          className="btn s"
          disabled={action.busy}
          onClick={press(async () =>
            t('survey.request_done', { n: (await api.request_answers(id)).requested }),
          )}
        >
          {t('survey.request')}
        </button>
        <span role="status">{said ? <Note tone="ok">{said}</Note> : null}</span>
      </div>
    </div>
  );
}

function Own({ sheet }: { sheet: RoundSheet }) {
  const { t } = useWords();
  if (!sheet.may.answer) return null;
  return (
    <Panel title={t('survey.own')} count={sheet.own.length}>
      {sheet.own.length === 0 ? (
        <Empty why={t('survey.own_none')} />
      ) : (
        <PartTable parts={sheet.own} open={sheet.survey.state === 'open'} />
      )}
    </Panel>
  );
}

function PartTable({ parts, open }: { parts: readonly SurveyPart[]; open: boolean }) {
  const { t, lang } = useWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '');
  return (
    <table className="tight">
      <thead>
        <tr>
          <th scope="col">{t('ledger.name')}</th>
          <th scope="col">{t('survey.part')}</th>
          <th scope="col">{t('survey.state')}</th>
          <th scope="col">{t('survey.due')}</th>
          <th scope="col">{t('survey.answered')}</th>
          <th scope="col">{t('survey.reminded')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <th scope="row">
              <Link to={`/survey-answers/${part.id}`}>
                {part.system} {t(part.own && open ? 'survey.answer' : 'survey.look')}
              </Link>{' '}
              {part.constructed ? <Constructed /> : null}
            </th>
            <td className="nw">{t(`survey.part.${part.part}`)}</td>
            <td className="nw">
              <Mark tone={kPartTone[part.state]}>{t(`survey.part_state.${part.state}`)}</Mark>
            </td>
            <td className="nw">{day(part.due)}</td>
            <td className="nw">{day(part.answered_on)}</td>
            <td className="nw">{day(part.reminded_on)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DepartmentsProps {
  sheet: RoundSheet;
  chosen: string | null;
  choose: (id: string | null) => void;
}

function Departments({ sheet, chosen, choose }: DepartmentsProps) {
  const { t } = useWords();
  const late = [...sheet.departments].sort(
    (a, b) => b.overdue - a.overdue || (a.percent ?? 0) - (b.percent ?? 0),
  );
  return (
    <Panel
      title={t('survey.departments')}
      count={late.length}
      end={<Rate returned={sheet.returned} />}
    >
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('survey.department')}</th>
            <th scope="col">{t('survey.rate')}</th>
            {(['overdue', 'reminded', 'sent_back'] as const).map((name) => (
              <th key={name} scope="col" className="num">
                {t(`survey.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {late.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  aria-pressed={chosen === one.id}
                  aria-label={t('survey.show_parts', { name: one.name })}
                  onClick={() => choose(chosen === one.id ? null : one.id)}
                >
                  {one.name}
                </button>
              </th>
              <td>
                <Rate returned={one} />
              </td>
              <td className="num">
                {one.overdue > 0 ? <StateTag tone="bad">{one.overdue}</StateTag> : 0}
              </td>
              <td className="num">{one.reminded}</td>
              <td className="num">{one.sent_back}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function PartsOf({ id, sheet, department }: { id: string; sheet: RoundSheet; department: string }) {
  const { t } = useWords();
  const query = useQuery(`survey:${id}:${department}`, (signal) =>
    api.parts(id, department, signal),
  );
  const name = sheet.departments.find((one) => one.id === department)?.name ?? '';
  return (
    <Await query={query} rows={4}>
      {({ parts }) => (
        <Panel title={t('survey.parts_of', { name })} count={parts.length}>
          <PartTable parts={parts} open={sheet.survey.state === 'open'} />
        </Panel>
      )}
    </Await>
  );
}
