// Above a record: the change that awaits approval, shown as provisional, and what is scheduled.
import * as api from '../../api/endpoints';
import type { RegisterRecord } from '../../api/types';
import { date_long } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { WaitingChange } from '../../parts/waiting_change';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';

interface Props {
  register: string;
  record: RegisterRecord;
  reload: () => void;
}

export function RecordWaiting({ register, record, reload }: Props) {
  const { t, lang } = useWords();
  return (
    <>
      {(record.scheduled ?? []).map((one) => (
        <div className="mb-2.5" key={one.version}>
          <Note tone="inf">
            {t(one.ends ? 'record.scheduled_end' : 'record.scheduled', {
              date: date_long(one.valid_from, lang),
              n: one.version,
            })}
          </Note>
        </div>
      ))}
      {record.waiting ? (
        <Provisional register={register} record={record} reload={reload} />
      ) : null}
    </>
  );
}

function Provisional({ register, record, reload }: Props) {
  const { t } = useWords();
  const query = useQuery(`waiting:${register}:${record.id}`, (signal) =>
    api.waiting(register, record.id, signal),
  );
  return (
    <div className="mb-2.5">
      <Panel title={t('record.provisional')}>
        <Await query={query} rows={2}>
          {(item) => (
            <div className="pad">
              <WaitingChange item={item} done={reload} />
            </div>
          )}
        </Await>
      </Panel>
    </div>
  );
}
