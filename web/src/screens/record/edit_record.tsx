// Above a record: the button that opens its form, and what became of it.
import { useState } from 'react';
import type { Definition, RegisterRecord } from '../../api/types';
import { Note } from '../../parts/mark';
import { useWords } from '../../state/language';
import { RecordForm } from './record_form';

interface Props {
  definition: Definition;
  record: RegisterRecord;
  done: () => void;
}

export function EditRecord({ definition, record, done }: Props) {
  const { t } = useWords();
  const [open, set_open] = useState(false);
  const [saved, set_saved] = useState<'saved' | 'saved_provisional' | null>(null);
  if (!definition.permissions.change || definition.temporal === 'event') return null;
  if (!open)
    return (
      <div className="mb-2.5">
        <div role="status" className="empty:hidden">
          {saved ? <Note tone="ok">{t(`edit.${saved}`)}</Note> : null}
        </div>
        {record.waiting ? null : (
          <button type="button" className="btn s" onClick={() => set_open(true)}>
            {t('edit.open')}
          </button>
        )}
      </div>
    );
  return (
    <RecordForm
      definition={definition}
      record={record}
      close={() => set_open(false)}
      done={(result) => {
        set_open(false);
        set_saved(result.provisional ? 'saved_provisional' : 'saved');
        done();
      }}
    />
  );
}
