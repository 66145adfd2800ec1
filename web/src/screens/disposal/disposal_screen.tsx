// One disposal: its plan, each medium from the ledger to the photograph, what is missing and why.
import * as api from '../../api/disposals';
import type { DisposalSheet } from '../../api/disposals';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Icon } from '../../parts/icon';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { BringCertificate } from './bring_certificate';
import { BringReport } from './bring_report';
import { Consent } from './consent';
import { step_text } from './disposals_screen';
import { MediaTable } from './media_table';
import { PhotoCheck } from './photo_check';

export function DisposalScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`disposal:${id}`, (signal) => api.disposal(id, signal));
  const sheet = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.disposal'), to: '/disposal' },
          { label: sheet?.disposal_no ?? id },
        ]}
        title={sheet?.title ?? '…'}
        tags={
          sheet ? (
            <>
              <span className="tag">{d(sheet.state.label)}</span>
              <StateTag tone={sheet.next === 'none' || sheet.next === 'close' ? 'ok' : 'warn'}>
                {t('disposal.next')}: {t(step_text(sheet.next))}
              </StateTag>
              {sheet.origin.key === 'constructed' ? (
                <span className="tag">{d(sheet.origin.label)}</span>
              ) : null}
            </>
          ) : null
        }
        actions={
          <>
            <button type="button" className="btn s" onClick={() => window.print()}>
              <Icon name="print" small />
              {t('action.print')}
            </button>
            <Link className="btn s" to={to_record('disposal', id)}>
              {t('disposal.record')}
            </Link>
          </>
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              <Facts sheet={data} />
              <MediaTable sheet={data} />
              <PhotoCheck sheet={data} done={query.reload} />
              <Consent key={data.version} sheet={data} done={query.reload} />
              {data.may_add ? <BringReport id={id} done={query.reload} /> : null}
              {data.may_add ? <BringCertificate sheet={data} done={query.reload} /> : null}
              <Readings sheet={data} />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Facts({ sheet }: { sheet: DisposalSheet }) {
  const { t, d, lang } = useWords();
  const date = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const words = (...parts: (string | null)[]) => parts.filter(Boolean).join('　') || '—';
  const consent_missing = sheet.third_party.key === 'yes' && sheet.consent_on === null;
  return (
    <Panel title={t('disposal.facts')} aside={<span className="sub">{sheet.disposal_no}</span>}>
      <div className="pad">
        <dl className="kv">
          <dt>{t('disposal.approval')}</dt>
          <dd>{words(sheet.section, sheet.approved_by, date(sheet.approved_on))}</dd>
          <dt>{t('disposal.contractor')}</dt>
          <dd>{words(sheet.contractor, sheet.contract_no)}</dd>
          <dt>{t('disposal.third')}</dt>
          <dd>
            {words(d(sheet.third_party.label), sheet.third_party_name, sheet.consent_no)}{' '}
            {consent_missing ? <Mark tone="bad">{t('disposal.consent_missing')}</Mark> : null}
          </dd>
          <dt>{t('disposal.dates')}</dt>
          <dd>{words(date(sheet.erase_by), date(sheet.hand_over_by))}</dd>
          <dt>{t('disposal.due')}</dt>
          <dd>{date(sheet.certificate_due)}</dd>
          <dt>{t('disposal.witnesses')}</dt>
          <dd>
            {sheet.witnesses.length === 0
              ? '—'
              : sheet.witnesses.map((one) => (
                  <div key={one.id}>
                    <Link to={to_record('disposal_witness', one.id)}>{one.witness}</Link>{' '}
                    {words(date(one.witnessed_on), d(one.step.label), d(one.completion.label))}
                  </div>
                ))}
          </dd>
          <dt>{t('disposal.certificates')}</dt>
          <dd>
            {sheet.certificates.length === 0
              ? '—'
              : sheet.certificates.map((one) => (
                  <div key={one.id}>
                    <Link to={to_record('disposal_certificate', one.id)}>{one.certificate_no}</Link>{' '}
                    {words(
                      d(one.kind.label),
                      one.issuer,
                      one.received_on
                        ? t('disposal.received', { date: date(one.received_on) })
                        : t('disposal.not_received'),
                      d(one.verdict.label),
                    )}
                  </div>
                ))}
          </dd>
        </dl>
      </div>
    </Panel>
  );
}

/** Where the notice can be read in two ways: both, and the one that was chosen. */
function Readings({ sheet }: { sheet: DisposalSheet }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('disposal.readings', { edition: sheet.catalog })}>
      <div className="pad">
        {sheet.readings.map((one) => (
          <div key={one.question.ja}>
            <b>{d(one.question)}</b>
            <ul>
              {one.readings.map((reading) => (
                <li key={reading.text.ja}>
                  {d(reading.text)}{' '}
                  {reading.chosen ? <span className="tag">{t('disposal.chosen')}</span> : null}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}
