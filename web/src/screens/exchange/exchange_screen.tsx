// Import and export of one register: files in, every fault before landing; files out, with a reason.
import * as api from '../../api/endpoints';
import type { RegisterArea } from '../../api/types';
import { Await } from '../../parts/await';
import { Choice } from '../../parts/form_line';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery, type QueryResult } from '../../state/query';
import { useRouter } from '../../state/router';
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
  // Which one stands in the address: a command leads here, and Back brings it again.
  const { search, set_query } = useRouter();
  const asked = search.get('register');
  const name = (all.find((register) => register.name === asked) ?? all[0])?.name ?? '';
  const set_name = (next: string) => set_query({ register: next });
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
              <Panel title={t('exchange.import')} begins="import">
                <ImportForm key={name} register={name} fields={fields} />
              </Panel>
            ) : null}
            {permissions.export ? (
              <Panel title={t('exchange.export')} begins="export">
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
