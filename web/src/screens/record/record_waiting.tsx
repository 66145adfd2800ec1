// Above a record: the change that awaits approval, shown as provisional, and what is scheduled.
import * as api from '../../api/endpoints';
import type { RegisterRecord } from '../../api/types';
import { Await } from '../../parts/await';
import { Panel } from '../../parts/panel';
import { WaitingChange } from '../../parts/waiting_change';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { ScheduledChange } from './scheduled_change';

interface Props {
  register: string;
  record: RegisterRecord;
  may_change?: boolean;
  reload: () => void;
}

export function RecordWaiting({ register, record, may_change = false, reload }: Props) {
  return (
    <>
      {(record.scheduled ?? []).map((one) => (
        <ScheduledChange
          key={one.version}
          register={register}
          record={record}
          scheduled={one}
          may_cancel={may_change}
          done={reload}
        />
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
