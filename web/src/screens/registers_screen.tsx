// Every register the city keeps, by area, with what each one holds.
import type { RegisterArea } from '../api/types';
import { grouped } from '../lib/number_format';
import { Await } from '../parts/await';
import { Icon } from '../parts/icon';
import { PageHead } from '../parts/page_head';
import { Empty, Panel } from '../parts/panel';
import { useWords } from '../state/language';
import type { QueryResult } from '../state/query';
import { Link } from '../state/router';
import { to_list } from '../state/routes';

export function RegistersScreen({
  registers,
}: {
  registers: QueryResult<{ areas: RegisterArea[] }>;
}) {
  const { t, d } = useWords();
  const count = registers.data?.areas.reduce((sum, area) => sum + area.registers.length, 0);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('registers.title') }]}
        title={t('registers.title')}
        tags={
          count === undefined ? null : (
            <span className="mut">{t('registers.total', { n: count })}</span>
          )
        }
      />
      <Await query={registers} rows={10}>
        {({ areas }) =>
          areas.length === 0 ? (
            <div className="pn">
              <Empty why={t('registers.none')} next={t('registers.none_next')} />
            </div>
          ) : (
            <div className="areas">
              {areas.map((area) => (
                <Panel key={area.id} title={d(area.label)} count={area.registers.length}>
                  <table>
                    <tbody>
                      {area.registers.map((register) => (
                        <tr key={register.name}>
                          <th scope="row">
                            {register.may_view ? (
                              <Link to={to_list(register.name)}>{d(register.label)}</Link>
                            ) : (
                              d(register.label)
                            )}
                          </th>
                          <td className="num">
                            {register.may_view ? (
                              t('registers.count', { n: grouped(register.records) })
                            ) : (
                              <span className="sub inline-flex items-center gap-1">
                                <Icon name="lock" small />
                                {t('registers.locked')}
                              </span>
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Panel>
              ))}
            </div>
          )
        }
      </Await>
    </main>
  );
}
