// The facts, and what follows from them by law: is a report due, until when, is it a serious one.
import * as api from '../../api/incidents';
import type { Incident, Situation } from '../../api/incidents';
import { date_short } from '../../lib/era_date';
import { Mark, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { QuickForm, type QuickField } from '../../parts/quick_form';
import { useWords } from '../../state/language';

const kAnswers: Record<Incident['duty']['answer'], Tone> = {
  due: 'bad',
  not_due: 'ok',
  undecided: 'warn',
};

function Situations({ list }: { list: readonly Situation[] }) {
  const { t, d } = useWords();
  return (
    <ul>
      {list.map((one) => (
        <li key={one.id} data-situation={one.id}>
          {d(one.label)}{' '}
          <span className="sub">
            {one.cite}
            {one.checked ? '' : `（${t('incident.not_verified')}）`}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Duty({ incident }: { incident: Incident }) {
  const { t, lang } = useWords();
  const { duty } = incident;
  return (
    <Panel title={t('incident.duty')}>
      <div className="pad stack" data-duty={duty.answer}>
        <p>
          <Mark tone={kAnswers[duty.answer]}>{t(`incident.duty_${duty.answer}`)}</Mark>
        </p>
        {duty.met.length > 0 ? <Situations list={duty.met} /> : null}
        {duty.answer === 'undecided' ? (
          <>
            <p className="sub">{t('incident.open_facts')}</p>
            <Situations list={duty.open} />
          </>
        ) : null}
        {duty.answer === 'due' ? (
          <dl className="facts">
            <div>
              <dt>{t('incident.first')}</dt>
              <dd>
                {date_short(duty.first_due, lang)}
                <div className="sub">{duty.first_cite}</div>
              </dd>
            </div>
            <div>
              <dt>{t('incident.final', { n: duty.final_days })}</dt>
              <dd>
                {date_short(duty.final_due, lang)}
                <div className="sub">{duty.final_cite}</div>
                {duty.put_off ? <div className="sub">{t('incident.put_off')}</div> : null}
                {duty.calendar_known ? null : (
                  <div className="sub">{t('incident.calendar_unknown')}</div>
                )}
              </dd>
            </div>
          </dl>
        ) : null}
        {incident.recorded_duty.key === duty.answer ? null : (
          <p className="sub">{t('incident.recorded_otherwise')}</p>
        )}
      </div>
    </Panel>
  );
}

export function FactsForm({ incident, done }: { incident: Incident; done: () => void }) {
  const { t } = useWords();
  const { facts } = incident;
  const text = (name: 'effect' | 'items' | 'cause' | 'secondary' | 'prevention' | 'public_text') =>
    ({
      name,
      label: t(`incident.fact_${name}`),
      type: 'text',
      initial: facts[name],
      optional: true,
    }) as const;
  const fields: readonly QuickField[] = [
    ...(
      [
        'personal_information',
        'individual_number',
        'sensitive',
        'financial_harm',
        'wrongful_aim',
        'public_reach',
        'number_system',
        'protected_well',
      ] as const
    ).map(
      (name): QuickField => ({
        name,
        label: t(`incident.fact_${name}`),
        type: 'check',
        initial: facts[name],
      }),
    ),
    {
      name: 'persons',
      label: t('incident.persons'),
      type: 'number',
      initial: facts.persons === null ? '' : String(facts.persons),
      optional: true,
    },
    {
      name: 'at_fault',
      label: t('incident.fact_at_fault'),
      type: 'choice',
      initial: facts.at_fault === null ? '-' : String(facts.at_fault),
      options: [
        ['-', t('incident.unknown')],
        ['true', t('incident.yes')],
        ['false', t('incident.no')],
      ],
    },
    text('effect'),
    text('items'),
    text('cause'),
    text('secondary'),
    text('prevention'),
    text('public_text'),
  ];
  return (
    <details className="pn" data-facts>
      <summary className="pad">{t('incident.facts')}</summary>
      <QuickForm
        id="facts"
        keep
        fields={fields}
        send_label={t('incident.facts_send')}
        send={async (values) => {
          const at_fault = values.at_fault === '-' ? null : values.at_fault === 'true';
          const said = await api.say_facts(incident.id, { ...values, at_fault });
          return t(`incident.duty_${said.duty as 'due' | 'not_due' | 'undecided'}`);
        }}
        done={done}
      />
    </details>
  );
}

export function Threshold({ incident }: { incident: Incident }) {
  const { t, d, lang } = useWords();
  const { threshold } = incident;
  if (!threshold.concerned) return null;
  const tone: Tone =
    threshold.serious === null ? 'warn' : threshold.serious ? 'bad' : 'ok';
  const said =
    threshold.serious === null
      ? 'incident.serious_open'
      : threshold.serious
        ? 'incident.serious_yes'
        : 'incident.serious_no';
  return (
    <Panel title={t('incident.threshold')}>
      <div className="pad stack" data-threshold={String(threshold.serious)}>
        <p>
          <Mark tone={tone}>{t(said)}</Mark>{' '}
          <span className="sub">
            {threshold.cite}
            {threshold.checked ? '' : `（${t('incident.not_verified')}）`}
          </span>
        </p>
        {threshold.serious === true && threshold.raised.length === 0 ? (
          <p className="sub">{t(threshold.counted ? 'incident.none_raised' : 'incident.no_ledger')}</p>
        ) : null}
        <ul>
          {threshold.raised.map((one) => (
            <li key={one.id} data-raised={one.id}>
              <b>{one.name}</b>{' '}
              {t('incident.raised', { before: d(one.before), after: d(one.after) })}
              <div className="sub">
                {date_short(one.from, lang)} –{' '}
                {one.back ? t('incident.back', { date: date_short(one.back, lang) }) : t('incident.held_up')}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
