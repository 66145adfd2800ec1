// After a reorganisation: what still names a department that is no more, on a day of one's choice.
import { useId, useState } from 'react';
import * as api from '../../api/endpoints';
import type { OldDepartments } from '../../api/types';
import { date_long, is_date_or_empty } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { DateInput } from '../../parts/date_input';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

export function OldDepartmentsPanel() {
  const { t } = useWords();
  const id = useId();
  const [day, set_day] = useState('');
  const [typed, set_typed] = useState<string | null>(null);
  const choose = (next: string) => {
    set_typed(next);
    if (is_date_or_empty(next)) set_day(next);
  };
  const query = useQuery(`old_departments:${day}`, (signal) => api.old_departments(day, signal));
  return (
    <Panel title={t('departments.title')} count={query.data?.references.length}>
      <div className="pad row">
        <label className="f" htmlFor={id}>
          {t('departments.day')}
        </label>
        <DateInput id={id} of={t('departments.day')} value={typed ?? (query.data?.as_of ?? '')} set={choose} width={180} small />
      </div>
      <Await query={query} rows={2}>
        {(report) => <Report report={report} />}
      </Await>
    </Panel>
  );
}

function Report({ report }: { report: OldDepartments }) {
  const { t, d, lang } = useWords();
  if (report.references.length === 0 && report.settings.length === 0) {
    return <Empty why={t('departments.none')} />;
  }
  const ended = new Map(report.departments.map((one) => [one.number, one]));
  return (
    <>
      <table data-old-departments>
        <thead>
          <tr>
            <th scope="col">{t('departments.register')}</th>
            <th scope="col">{t('departments.record')}</th>
            <th scope="col">{t('departments.field')}</th>
            <th scope="col">{t('departments.old')}</th>
            <th scope="col">{t('departments.ended')}</th>
            <th scope="col">{t('departments.successor')}</th>
          </tr>
        </thead>
        <tbody>
          {report.references.map((one) => {
            const old = ended.get(one.department);
            return (
              <tr key={`${one.register}/${one.id}/${one.field.en}/${one.department}`}>
                <td>{d(one.label)}</td>
                <th scope="row">
                  <Link to={to_record(one.register, one.id)} data-stop>
                    {one.key}
                  </Link>
                </th>
                <td>{d(one.field)}</td>
                <td>
                  {one.department} {old?.name}
                </td>
                <td className="nw">{old ? date_long(old.ended, lang) : ''}</td>
                <td>{old?.successor ? `${old.successor.number} ${old.successor.name}` : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {report.settings.length > 0 ? (
        <p className="pad">
          {t('departments.settings', {
            list: report.settings.map((one) => `${one.department} ${one.role}`).join(', '),
          })}
        </p>
      ) : null}
    </>
  );
}
