// Contracts of a system: with whom, from when to when, for how much.
import type { SystemSheet } from '../../api/types';
import { date_short } from '../../lib/era_date';
import { yen } from '../../lib/number_format';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { Constructed } from './parts';

export function Contracts({ contracts }: { contracts: SystemSheet['contracts'] }) {
  const { t, lang } = useWords();
  const date = (iso: string | null) => (iso ? date_short(iso, lang) : '');
  return (
    <Panel title={t('system.contracts')} count={contracts.length}>
      {contracts.length === 0 ? (
        <Empty why={t('system.contracts_none')} next={t('system.contracts_none_next')} />
      ) : (
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">
                {t('system.contract')}
                {t('app.list_comma')}
                {t('system.vendor')}
              </th>
              <th scope="col">{t('system.period')}</th>
              <th scope="col" className="num">
                {t('system.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {contracts.map((contract) => (
              <tr key={contract.id}>
                <th scope="row">
                  <Link to={to_record(contract.register ?? 'contract', contract.id)}>
                    {contract.title}
                  </Link>{' '}
                  {contract.constructed ? <Constructed /> : null}
                  {contract.vendor ? <div className="sub">{contract.vendor}</div> : null}
                </th>
                <td className="nw">
                  {[date(contract.from), date(contract.to)].filter(Boolean).join(' – ')}
                </td>
                <td className="num">{yen(contract.amount_yen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
