// Above a record: a draft that was found, the button that opens its form, and what became of it.
import { useState } from 'react';
import type { Draft } from '../../api/drafts';
import type { Definition, RegisterRecord } from '../../api/types';
import { Note } from '../../parts/mark';
import { useWords } from '../../state/language';
import { DraftOffer, useFoundDraft } from './draft_offer';
import { RecordForm } from './record_form';

interface Props {
  definition: Definition;
  record: RegisterRecord;
  done: () => void;
}

export function EditRecord(props: Props) {
  const { definition } = props;
  if (!definition.permissions.change || definition.temporal === 'event') return null;
  return <Editing {...props} />;
}

function Editing({ definition, record, done }: Props) {
  const { t } = useWords();
  const [open, set_open] = useState<{ draft: Draft | null } | null>(null);
  const [saved, set_saved] = useState<'saved' | 'saved_provisional' | null>(null);
  const found = useFoundDraft(definition.name, record.id);
  if (open)
    return (
      <RecordForm
        definition={definition}
        record={record}
        draft={open.draft}
        close={() => {
          set_open(null);
          found.look_again();
        }}
        done={(result) => {
          set_open(null);
          found.forget();
          set_saved(result.provisional ? 'saved_provisional' : 'saved');
          done();
        }}
      />
    );
  const { draft } = found;
  return (
    <div className="mb-2.5">
      <div role="status" className="empty:hidden">
        {saved ? <Note tone="ok">{t(`edit.${saved}`)}</Note> : null}
      </div>
      {record.waiting || !found.ready ? null : draft ? (
        <DraftOffer
          register={definition.name}
          record={record.id}
          draft={draft}
          older={draft.base_version !== record.version}
          resume={() => set_open({ draft })}
          discarded={found.forget}
        />
      ) : (
        <button type="button" className="btn s" onClick={() => set_open({ draft: null })}>
          {t('edit.open')}
        </button>
      )}
    </div>
  );
}
