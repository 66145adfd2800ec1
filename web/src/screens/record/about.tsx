// On what ground this register is kept: task, legal basis, retention.
import type { Definition } from '../../api/types';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';

export function About({ definition }: { definition: Definition }) {
  const { t, d } = useWords();
  const { retention } = definition;
  const links = definition.fields.filter((field) => field.link);
  return (
    <Panel title={t('record.about')}>
      <div className="pad">
        <dl className="kv">
          <dt>{t('record.task')}</dt>
          <dd>{d(definition.task.label)}</dd>
          <dt>{t('record.basis')}</dt>
          <dd>{definition.legal_basis}</dd>
          {links.length > 0 ? (
            <>
              <dt>{t('link.basis')}</dt>
              <dd>
                {links.map((field) => (
                  <div key={field.name}>
                    {d(field.label)} <span className="sub ml-2">{field.link?.basis}</span>
                  </div>
                ))}
              </dd>
            </>
          ) : null}
          {retention?.years ? (
            <>
              <dt>{t('record.retention')}</dt>
              <dd>
                {t('record.retention_years', { n: retention.years })}
                {retention.basis ? <span className="sub ml-2">{retention.basis}</span> : null}
              </dd>
            </>
          ) : null}
        </dl>
      </div>
    </Panel>
  );
}
