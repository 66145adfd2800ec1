// The inventory as a table: what binds a procedure to paper against how far it is online. Every
// number opens the procedures it counts.
import type { DigitalPlan } from '../../api/life';
import { grouped } from '../../lib/number_format';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { Link } from '../../state/router';
import { to_list } from '../../state/routes';
import { useWords } from '../../state/language';

export function Procedures({ data }: { data: DigitalPlan }) {
  const { t, d } = useWords();
  const { procedures } = data;
  const list = to_list('procedure_inventory');
  return (
    <Panel
      title={t('plan.procedures')}
      count={procedures.all}
      end={<Link to={`${list}?view=first`}>{t('plan.first')}</Link>}
    >
      <Scroll label={t('plan.procedures')}>
        <table className="tight" data-procedures>
          <thead>
            <tr>
              <th scope="col">{t('plan.ground')}</th>
              {procedures.phases.map((phase) => (
                <th key={phase.key} scope="col" className="num">
                  {d(phase.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {procedures.grounds.map((ground) => (
              <tr key={ground.key}>
                <th scope="row">{d(ground.label)}</th>
                {ground.cells.map((cell, at) => {
                  const phase = procedures.phases[at]?.key ?? '';
                  return (
                    <td key={phase} className="num">
                      {cell.procedures === 0 ? (
                        '0'
                      ) : (
                        <>
                          <Link
                            to={`${list}?view=all&filter.ground_kind=${ground.key}&filter.phase=${phase}`}
                          >
                            {cell.procedures}
                          </Link>
                          <div className="sub">
                            {t('plan.cases', { n: grouped(cell.cases) })}
                            {cell.high > 0 ? `・${t('plan.high', { n: cell.high })}` : ''}
                          </div>
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
