// A new record of any register: the form of its definition, empty.
import { useEffect, useState } from 'react';
import type { Draft } from '../../api/drafts';
import * as api from '../../api/endpoints';
import type { Definition, RegisterArea } from '../../api/types';
import { Await } from '../../parts/await';
import { GhostRows } from '../../parts/ghost';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { PurposeGate } from '../../parts/purpose_gate';
import { area_of } from '../../shell/nav_items';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { DraftOffer, useFoundDraft } from './draft_offer';
import { RecordForm } from './record_form';

interface Props {
  register: string;
  registers: { areas: RegisterArea[] } | null;
}

export function NewRecordScreen({ register, registers }: Props) {
  const { t, d } = useWords();
  const definition = useQuery(`definition:${register}`, (signal) =>
    api.definition(register, signal),
  );
  const area = area_of(registers?.areas, register);
  const name = definition.data ? d(definition.data.label) : register;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: area ? d(area.label) : '…', to: '/registers' },
          { label: name, to: to_list(register) },
          { label: t('edit.new') },
        ]}
        title={t('edit.new_title', { name })}
      />
      <Await query={definition} rows={12}>
        {(what) => (
          <PurposeGate definition={what} chosen={definition.reload}>
            {what.permissions.change ? (
              <NewRecord definition={what} />
            ) : (
              <Note tone="warn">{t('edit.not_allowed')}</Note>
            )}
          </PurposeGate>
        )}
      </Await>
    </main>
  );
}

function NewRecord({ definition }: { definition: Definition }) {
  const { t } = useWords();
  const { go } = useRouter();
  const [provisional, set_provisional] = useState(false);
  // Decided once: what is typed here becomes a draft itself, and must not be offered over the form.
  const [start, set_start] = useState<{ draft: Draft | null } | null>(null);
  const found = useFoundDraft(definition.name, null);
  const { ready, draft } = found;
  useEffect(() => {
    if (ready && draft === null) set_start((old) => old ?? { draft: null });
  }, [ready, draft]);
  // What awaits approval cannot be looked at yet: it stands in the inbox.
  if (provisional) return <Note tone="ok">{t('edit.saved_provisional')}</Note>;
  if (!start)
    return draft ? (
      <DraftOffer
        register={definition.name}
        record={null}
        draft={draft}
        older={false}
        resume={() => set_start({ draft })}
        discarded={found.forget}
      />
    ) : (
      <GhostRows rows={12} />
    );
  return (
    <RecordForm
      definition={definition}
      record={null}
      draft={start.draft}
      close={() => go(to_list(definition.name))}
      done={(result) => {
        if (result.provisional) set_provisional(true);
        else go(to_record(definition.name, result.record));
      }}
    />
  );
}
