// Import and export of one register: files in, every fault before landing; files out, with a reason.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { RegisterArea } from '../../api/types';
import { Await } from '../../parts/await';
import { Choice } from '../../parts/form_line';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery, type QueryResult } from '../../state/query';
import { ExportForm } from './export_form';
import { ImportForm } from './import_form';

export function ExchangeScreen({
  registers,
}: {
  registers: QueryResult<{ areas: RegisterArea[] }>;
}) {
  const { t } = useWords();
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('exchange.title') }]}
        title={t('exchange.title')}
      />
      <Await query={registers} rows={6}>
        {({ areas }) => <Chosen areas={areas} />}
      </Await>
    </main>
  );
}

function Chosen({ areas }: { areas: readonly RegisterArea[] }) {
  const { t, d } = useWords();
  const all = areas.flatMap((area) => area.registers).filter((register) => register.may_view);
  const [name, set_name] = useState(all[0]?.name ?? '');
  const query = useQuery(name ? `exchange ${name}` : null, (signal) =>
    api.definition(name, signal),
  );
  return (
    <div className="stack">
      <div className="pn">
        <div className="pad">
          <Choice
            label={t('exchange.register')}
            value={name}
            set={set_name}
            options={all.map((register) => [register.name, d(register.label)])}
          />
        </div>
      </div>
      <Await query={query} rows={6}>
        {({ permissions, fields }) => (
          <>
            {permissions.import ? (
              <Panel title={t('exchange.import')}>
                <ImportForm key={name} register={name} fields={fields} />
              </Panel>
            ) : null}
            {permissions.export ? (
              <Panel title={t('exchange.export')}>
                <ExportForm key={name} register={name} />
              </Panel>
            ) : null}
            {permissions.import || permissions.export ? null : (
              <div className="pn">
                <Empty why={t('exchange.may_not')} />
              </div>
            )}
          </>
        )}
      </Await>
    </div>
  );
}
