// What a preview found or an import did: counts, every fault with its line, what differs.
import * as api from '../../api/endpoints';
import type { Field, ImportFault, ImportReport, JobDetail } from '../../api/types';
import { Await } from '../../parts/await';
import { useWords } from '../../state/language';
import { useQuery, type QueryResult } from '../../state/query';

type Fields = readonly Field[];

/** A file's column as the screens call it; what no field is called stays as it stands. */
function useLabel(fields: Fields): (name: string) => string {
  const { d } = useWords();
  return (name) => {
    const field = fields.find((one) => one.name === name);
    return field ? d(field.label) : name;
  };
}

export function useReport(job: JobDetail | null): QueryResult<ImportReport> | null {
  const file = job?.files.find((one) => one.name === 'report.json');
  const query = useQuery(job && file ? `report ${job.id}` : null, (signal) =>
    api.import_report(job?.id ?? '', file?.id ?? '', signal),
  );
  return file ? query : null;
}

export function Report({ query, fields }: { query: QueryResult<ImportReport>; fields: Fields }) {
  return (
    <Await query={query} rows={4}>
      {(report) => <Shown report={report} fields={fields} />}
    </Await>
  );
}

function Shown({ report, fields }: { report: ImportReport; fields: Fields }) {
  const { t } = useWords();
  return (
    <div className="grid gap-3" data-report>
      <p>
        {t('exchange.counts', {
          rows: report.rows,
          fresh: report.new,
          changed: report.changed,
          unchanged: report.unchanged,
          ended: report.ended,
          bad: report.bad_rows,
        })}
      </p>
      {report.errors.length === 0 ? (
        <p>{t('exchange.no_faults')}</p>
      ) : (
        <Faults title={t('exchange.faults')} faults={report.errors} fields={fields} />
      )}
      {report.first_warnings.length > 0 ? (
        <Faults
          title={t('exchange.warnings')}
          faults={report.first_warnings}
          fields={fields}
        />
      ) : null}
      {report.differences.length > 0 ? <Differences report={report} fields={fields} /> : null}
    </div>
  );
}

interface FaultsProps {
  title: string;
  faults: readonly ImportFault[];
  fields: Fields;
}

function Faults({ title, faults, fields }: FaultsProps) {
  const { t, d } = useWords();
  const label = useLabel(fields);
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            {t('exchange.line')}
          </th>
          <th scope="col">{t('exchange.field')}</th>
          <th scope="col">{t('exchange.what')}</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault, at) => (
          <tr key={`${fault.line} ${fault.field} ${at}`}>
            <td className="num">{fault.line > 0 ? fault.line : '—'}</td>
            <td>{label(fault.field)}</td>
            <td>{d(fault.text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Differences({ report, fields }: { report: ImportReport; fields: Fields }) {
  const { t } = useWords();
  const label = useLabel(fields);
  return (
    <table>
      <caption>{t('exchange.differences')}</caption>
      <tbody>
        {report.differences.map((one) => (
          <tr key={`${one.key} ${one.line}`}>
            <th scope="row">{one.key}</th>
            <td>{t(`exchange.${one.kind}`)}</td>
            <td>
              {one.withheld
                ? t('exchange.withheld')
                : one.fields.map((field) => (
                    <div key={field.field}>
                      {label(field.field)}: {field.before || '—'} → {field.after || '—'}
                    </div>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
