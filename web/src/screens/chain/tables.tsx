// Workers, hand-overs and training of a chain: the same tables for the section and the contractor.
import type { ChainItem, ChainTraining, ChainWorker } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Faults } from './faults';

const day = (value: string | null, lang: 'ja' | 'en') => (value ? date_short(value, lang) : '—');

export function WorkersPanel({ workers }: { workers: readonly ChainWorker[] }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('chain.workers')} count={workers.length}>
      {workers.length === 0 ? (
        <Empty why={t('chain.no_workers')} />
      ) : (
        <Scroll label={t('chain.workers')}>
          <table className="tight" data-workers>
            <thead>
              <tr>
                <th scope="col">{t('chain.worker')}</th>
                <th scope="col">{t('chain.employer')}</th>
                <th scope="col">{t('chain.filed')}</th>
                <th scope="col">{t('chain.identified')}</th>
                <th scope="col">{t('chain.trained')}</th>
                <th scope="col">{t('chain.pledged')}</th>
                <th scope="col">{t('chain.first_access')}</th>
                <th scope="col">{t('chain.judged')}</th>
              </tr>
            </thead>
            <tbody>
              {workers.map((one) => (
                <tr key={one.id} data-worker={one.no}>
                  <th scope="row">
                    {one.no}
                    <div className="sub">
                      {one.duty}
                      {one.responsible ? `（${t('chain.responsible')}）` : ''}
                    </div>
                  </th>
                  <td>{one.party_name}</td>
                  <td className="nw">{day(one.filed_on, lang)}</td>
                  <td className="nw">{day(one.identified_on, lang)}</td>
                  <td className="nw">{day(one.trained_on, lang)}</td>
                  <td className="nw">{day(one.pledged_on, lang)}</td>
                  <td className="nw">{day(one.first_access_on, lang)}</td>
                  <td>
                    {one.left_on ? (
                      <span className="sub">
                        {t('chain.left', { on: date_short(one.left_on, lang) })}
                      </span>
                    ) : null}
                    <Faults faults={one.faults} sound={t('chain.sound')} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

export function ItemsPanel({ items }: { items: readonly ChainItem[] }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('chain.items')} count={items.length}>
      {items.length === 0 ? (
        <Empty why={t('chain.no_items')} />
      ) : (
        <Scroll label={t('chain.items')}>
          <table className="tight" data-items>
            <thead>
              <tr>
                <th scope="col">{t('chain.item')}</th>
                <th scope="col">{t('chain.serial')}</th>
                <th scope="col" className="num">
                  {t('chain.count')}
                </th>
                <th scope="col">{t('chain.out')}</th>
                <th scope="col">{t('chain.back_due')}</th>
                <th scope="col">{t('chain.back')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.id} data-item={one.no}>
                  <th scope="row">
                    {one.what}
                    <div className="sub">
                      {d(one.kind.label)}・{d(one.means.label)}
                      {one.consent ? `・${t('chain.consent', { no: one.consent })}` : ''}
                    </div>
                  </th>
                  <td>{one.serial ?? '—'}</td>
                  <td className="num">{one.count}</td>
                  <td className="nw">{day(one.out_on, lang)}</td>
                  <td className="nw">{day(one.back_due, lang)}</td>
                  <td>
                    {one.back_on ? (
                      <Mark tone={one.short ? 'bad' : 'ok'}>
                        {one.short
                          ? t('chain.short', { n: one.back_count ?? 0 })
                          : day(one.back_on, lang)}
                      </Mark>
                    ) : one.late ? (
                      <Mark tone="bad">{t('chain.late')}</Mark>
                    ) : (
                      <Mark tone="none">{t('chain.out_now')}</Mark>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

interface TrainingsProps {
  trainings: readonly ChainTraining[];
  workers: readonly ChainWorker[];
}

export function TrainingsPanel({ trainings, workers }: TrainingsProps) {
  const { t, d, lang } = useWords();
  const number = (id: string) => workers.find((one) => one.id === id)?.no ?? id;
  return (
    <Panel title={t('chain.trainings')} count={trainings.length}>
      {trainings.length === 0 ? (
        <Empty why={t('chain.no_trainings')} />
      ) : (
        <ul className="chain-lines" data-trainings>
          {trainings.map((one) => (
            <li key={one.id}>
              <b>{one.title}</b> <span className="sub">{d(one.kind.label)}</span>{' '}
              {one.held_on ? (
                <Mark tone="ok">
                  {t('chain.held', { on: day(one.held_on, lang), n: one.attended ?? 0 })}
                </Mark>
              ) : (
                <Mark tone={one.late ? 'bad' : 'none'}>
                  {t('chain.planned', { on: day(one.planned_on, lang) })}
                </Mark>
              )}
              {one.absent.map((absent) => (
                <div key={absent.id}>
                  <Mark tone={absent.late ? 'bad' : 'warn'}>
                    {t('chain.absent', {
                      who: number(absent.worker),
                      due: day(absent.make_up_due, lang),
                    })}
                  </Mark>
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
