// The tree: basic policy, standard, procedures of systems, guides; why one no longer fits.
import type { Policies, PolicyDocument } from '../../api/policies';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

const kDepth: Record<string, number> = { basic_policy: 0, standard: 1, procedure: 2, guide: 2 };

export function Documents({ data }: { data: Policies }) {
  const { t } = useWords();
  return (
    <Panel title={t('policies.tree')} count={data.documents.length}>
      <Scroll label={t('policies.tree')}>
        <table className="tight words policy-tree" data-policies>
          <thead>
            <tr>
              <th scope="col">{t('policies.document')}</th>
              <th scope="col">{t('policies.owner')}</th>
              <th scope="col">{t('policies.edition')}</th>
              <th scope="col">{t('policies.since')}</th>
              <th scope="col">{t('policies.review')}</th>
              <th scope="col">{t('policies.receipts')}</th>
              <th scope="col">{t('policies.fits')}</th>
            </tr>
          </thead>
          <tbody>
            {data.documents.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function Line({ one }: { one: PolicyDocument }) {
  const { t, d, lang } = useWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  return (
    <tr data-document={one.no}>
      <th scope="row" style={{ paddingLeft: 12 + 18 * (kDepth[one.level.key] ?? 0) }}>
        <Link to={to_record('policy_document', one.id)}>{one.title}</Link>
        <div className="sub">
          {d(one.level.label)}
          {one.system ? `　${one.system.name}` : ''}
        </div>
      </th>
      <td>{one.department || '—'}</td>
      <td>
        {one.edition} <span className="tag">{d(one.state.label)}</span>
      </td>
      <td className="nw">{day(one.since)}</td>
      <td className="nw">
        {one.late ? <Mark tone="bad">{day(one.review_due)}</Mark> : day(one.review_due)}
      </td>
      <td className="num">
        {one.received} / {one.delivered}
      </td>
      <td>
        {one.stale.length === 0 ? (
          one.state.key === 'in_force' ? (
            <Mark tone="ok">{t('policies.fit')}</Mark>
          ) : (
            '—'
          )
        ) : (
          one.stale.map((why) => (
            <div key={why.because + d(why.text)} data-stale={why.because}>
              <Mark tone="bad">{d(why.text)}</Mark>
            </div>
          ))
        )}
      </td>
    </tr>
  );
}
