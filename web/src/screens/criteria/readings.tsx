// Where the source can be read in two ways, which reading is taken; lists kept by others.
import type { Catalog } from '../../api/criteria';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';

export function Readings({ catalog }: { catalog: Catalog }) {
  const { t, d } = useWords();
  return (
    <>
      {catalog.readings.length > 0 ? (
        <Panel title={t('criteria.readings')} count={catalog.readings.length}>
          {catalog.readings.map((entry) => (
            <section key={entry.id} className="pad">
              <h3>{d(entry.question)}</h3>
              <ul>
                {entry.readings.map((reading) => (
                  <li key={d(reading.text)}>
                    {reading.chosen ? <b>{t('criteria.chosen')}</b> : t('criteria.other_reading')}
                    {d(reading.text)}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </Panel>
      ) : null}
      {catalog.references.length > 0 ? (
        <Panel title={t('criteria.references')} count={catalog.references.length}>
          <ul className="pad">
            {catalog.references.map((entry) => (
              <li key={entry.id}>
                <b>{entry.values.join(', ')}</b>
                {entry.as_of ? ` (${entry.as_of})` : ''} {d(entry.drift)}{' '}
                <span className="sub">{t('criteria.used_by', { items: entry.used_by.join(', ') })}</span>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}
