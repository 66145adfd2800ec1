// What the check finds: to be settled before the decision is asked for, or worth a look.
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import type { Shown } from './assessment_screen';

export function FindingsPanel({ data }: Shown) {
  const { t, d } = useWords();
  const rows = [...(data.findings ?? [])].sort((a, b) => Number(b.bad) - Number(a.bad));
  return (
    <Panel title={t('privacy.tab_findings')} count={rows.length}>
      {rows.length === 0 ? (
        <Empty why={t('privacy.clean')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('privacy.tab_findings')}>
          <table className="tight words" data-findings-of-form>
            <thead>
              <tr>
                <th scope="col">{t('privacy.item')}</th>
                <th scope="col">{t('privacy.standing')}</th>
                <th scope="col">{t('privacy.finding')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                <tr key={`${row.code} ${row.address} ${place}`}>
                  <th scope="row">{row.item || row.address || data.form?.number}</th>
                  <td className="nw">
                    <Mark tone={row.bad ? 'bad' : 'warn'}>
                      {row.bad ? t('privacy.must') : t('privacy.look')}
                    </Mark>
                  </td>
                  <td>
                    {d(row.text)}
                    {row.more ? <div className="sub">{d(row.more)}</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
