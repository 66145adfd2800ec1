// A template filled from a record: what is missing stands as a gap, the page is seen while it is
// written.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/letters';
import type { LetterText, NewLetter } from '../../api/letters';
import { Await } from '../../parts/await';
import { Choice } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_letter, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { LetterPage } from './letter_page';
import { cleaned, TextForm } from './text_form';

export function NewLetterScreen() {
  const { t } = useWords();
  const { search } = useRouter();
  const asked = ['template', 'register', 'record'].map((name) => search.get(name) ?? '');
  const [template = '', register = '', record = ''] = asked;
  const query = useQuery(`letter-new ${asked.join(' ')}`, api.fresh(template, register, record));
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.letters'), to: '/letters' }, { label: t('letters.new') }]}
        title={t('letters.new')}
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <Form key={asked.join(' ')} data={data} corrects={search.get('corrects')} />
          )}
        </Await>
      </div>
    </main>
  );
}

function Form({ data, corrects }: { data: NewLetter; corrects: string | null }) {
  const { t, d } = useWords();
  const { go } = useRouter();
  const [text, set] = useState<LetterText>({
    title: data.title,
    to: data.to,
    honorific: data.honorific,
    issuer: data.issuer,
    contact: data.contact,
    ground: data.ground,
    body: data.body,
    points: data.points,
  });
  const [department, set_department] = useState(data.department ?? '');
  const action = useAction();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void action.run(async () => {
      const made = await api.draft({
        ...cleaned(text),
        template: data.template,
        record: data.record,
        department,
        ...(corrects ? { corrects } : {}),
      });
      go(to_letter(made.id));
    });
  };
  return (
    <div className="letter-desk">
      <Panel title={d(data.template_title)}>
        <form className="pad stack" data-letter-form onSubmit={send}>
          <p className="sub">{d(data.explanation)}</p>
          <p className="sub">
            {t('letters.about')}{' '}
            <Link to={to_record(data.register, data.record)}>{data.about_key}</Link>
          </p>
          {data.gaps.length > 0 ? (
            <Note tone="warn">{t('letters.gaps', { gaps: data.gaps.join('、') })}</Note>
          ) : null}
          <Choice
            label={t('letters.department')}
            value={department}
            set={set_department}
            options={[
              ['', t('letters.choose')] as const,
              ...data.departments.map((one) => [one.id, one.name] as const),
            ]}
          />
          <TextForm text={text} set={set} />
          <ActionTrouble fault={action.fault} />
          <div>
            <button
              type="submit"
              className="btn fill"
              disabled={action.busy || department === '' || text.to.trim() === ''}
            >
              {t('letters.save')}
            </button>
          </div>
        </form>
      </Panel>
      <LetterPage text={text} number={null} dated={null} />
    </div>
  );
}
