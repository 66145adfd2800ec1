// One letter: its page, how far it is, and the step that comes next.
import { useState } from 'react';
import * as api from '../../api/letters';
import type { Letter, LetterText } from '../../api/letters';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_letter, to_new_letter, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { LetterPage } from './letter_page';
import { LetterSteps } from './letter_steps';
import { cleaned, TextForm } from './text_form';

export const letter_tones: Record<string, Tone> = {
  draft: 'warn',
  approved: 'inf',
  sent: 'ok',
  returned: 'bad',
  void: 'none',
};

const text_of = (letter: Letter): LetterText => ({
  title: letter.title,
  to: letter.to ?? '',
  honorific: letter.honorific.key,
  issuer: letter.issuer,
  contact: letter.contact ?? '',
  ground: letter.ground ?? '',
  body: letter.body,
  points: letter.points,
});

export function LetterScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`letter ${id}`, api.letter(id));
  const letter = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.letters'), to: '/letters' },
          { label: letter?.number ?? letter?.letter_no ?? t('nav.letters') },
        ]}
        title={letter?.title ?? t('nav.letters')}
        tags={
          letter ? (
            <Mark tone={letter_tones[letter.state.key] ?? 'none'}>{d(letter.state.label)}</Mark>
          ) : null
        }
        actions={
          letter && !letter.protected ? (
            <>
              {letter.may.correct ? (
                <Link
                  className="btn s"
                  to={`${to_new_letter(letter.template, letter.about.register, letter.about.record)}&corrects=${letter.id}`}
                >
                  {t('letters.correct')}
                </Link>
              ) : null}
              <a className="btn s" href={api.page_pdf(letter.id)} target="_blank" rel="noreferrer">
                {t('letters.pdf')}
              </a>
            </>
          ) : null
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => <One key={data.version} letter={data} done={query.reload} />}
        </Await>
      </div>
    </main>
  );
}

function One({ letter, done }: { letter: Letter; done: () => void }) {
  const { t } = useWords();
  const [text, set] = useState(text_of(letter));
  const action = useAction();
  return (
    <div className="letter-desk">
      <div className="stack">
        {letter.intact ? null : <Note tone="bad">{t('letters.not_intact')}</Note>}
        {letter.protected ? <Note tone="warn">{t('letters.protected')}</Note> : null}
        <Way letter={letter} />
        {letter.may.edit && !letter.protected ? (
          <Panel title={t('letters.edit')}>
            <div className="pad stack" data-edit>
              <TextForm text={text} set={set} />
              <ActionTrouble fault={action.fault} />
              <div>
                <button
                  type="button"
                  className="btn"
                  disabled={action.busy}
                  onClick={() =>
                    void action
                      .run(() => api.rewrite(letter.id, { ...cleaned(text), version: letter.version }))
                      .then((went) => went && done())
                  }
                >
                  {t('letters.keep')}
                </button>
              </div>
            </div>
          </Panel>
        ) : null}
        <LetterSteps letter={letter} done={done} />
      </div>
      {letter.protected ? null : (
        <LetterPage
          text={text}
          number={letter.number}
          dated={letter.approved_on}
          is_void={letter.state.key === 'void'}
        />
      )}
    </div>
  );
}

function Way({ letter }: { letter: Letter }) {
  const { t, d, lang } = useWords();
  const date = (day: string | null) => (day ? date_short(day, lang) : '—');
  const rows: [string, string][] = [
    [t('letters.letter_no'), letter.letter_no],
    [t('letters.number'), letter.number ?? '—'],
    [t('letters.department'), letter.department?.name ?? '—'],
    [t('letters.drafted'), `${letter.drafted_by}　${date(letter.drafted_on)}`],
    [t('letters.approved'), `${letter.approved_by ?? ''}　${date(letter.approved_on)}`],
    [t('letters.sent'), `${date(letter.sent_on)}　${letter.means ? d(letter.means.label) : ''}`],
    [t('letters.edition'), `${letter.template}（${letter.template_edition}）`],
  ];
  if (letter.returned_on)
    rows.push([t('letters.returned'), `${date(letter.returned_on)}　${letter.returned_why ?? ''}`]);
  if (letter.returned_done_on)
    rows.push([t('letters.settled'), `${date(letter.returned_done_on)}　${letter.note ?? ''}`]);
  if (letter.void_why) rows.push([t('letters.void_why'), letter.void_why]);
  if (letter.sha256) rows.push(['SHA-256', letter.sha256]);
  return (
    <Panel title={t('letters.way')}>
      <dl className="kv pad" data-way>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div style={{ display: 'contents' }}>
          <dt>{t('letters.about')}</dt>
          <dd>
            <Link to={to_record(letter.about.register, letter.about.record)}>
              {letter.about.label ? d(letter.about.label) : letter.about.register}　{letter.about.key}
            </Link>
          </dd>
        </div>
        {letter.corrects ? (
          <div style={{ display: 'contents' }}>
            <dt>{t('letters.corrects')}</dt>
            <dd>
              <Link to={to_letter(letter.corrects.id)}>{letter.corrects.name}</Link>
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  );
}
