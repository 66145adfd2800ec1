// The same new values for all that is selected: what and from when, then row by row what would
// change and what is refused, then one order that a job carries out.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import { preview_bulk } from '../../api/lists';
import type { Definition } from '../../api/types';
import type { BulkBody, BulkPreview } from '../../api/types_bulk';
import { grouped } from '../../lib/number_format';
import { Dialog } from '../../parts/dialog';
import { Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import { BulkForm } from './bulk_form';
import { BulkProgress } from './bulk_report';
import { PreviewTable } from './bulk_table';

interface Props {
  definition: Definition;
  selection: object;
  count: number;
  /** True when something was ordered. */
  close: (ordered: boolean) => void;
}

export function BulkChange({ definition, selection, count, close }: Props) {
  const { t, d } = useWords();
  const [preview, set_preview] = useState<BulkPreview | null>(null);
  const [job, set_job] = useState<string | null>(null);
  const look = useAction();
  const send = useAction();
  const ask = (body: Omit<BulkBody, 'selection'>) =>
    look.run(async () => set_preview(await preview_bulk(definition.name, { selection, ...body })));
  const order = async () => {
    if (!preview) return;
    await send.run(async () => {
      const ordered = await api.order_job({
        kind: 'bulk_change',
        parameters: { register: definition.name, preview: preview.file },
        file: preview.file,
      });
      set_job(ordered.job?.id ?? null);
    });
  };
  const title = t('bulk.title', { name: d(definition.label), n: grouped(count) });
  if (job !== null)
    return (
      <Dialog title={title} close={() => close(true)} wide>
        <BulkProgress job={job} close={() => close(true)} />
      </Dialog>
    );
  return (
    <Dialog title={title} close={() => close(false)} wide>
      <div hidden={preview !== null}>
        <BulkForm definition={definition} busy={look.busy} ask={ask} close={() => close(false)} />
        <ActionTrouble fault={look.fault} />
      </div>
      {preview ? (
        <>
          <p className="row flex-wrap mb-2" role="status">
            <b>{t('bulk.ready', { n: grouped(preview.ready) })}</b>
            <span>{t('bulk.same', { n: grouped(preview.same) })}</span>
            <span>{t('bulk.refused', { n: grouped(preview.refused) })}</span>
          </p>
          {preview.approval ? (
            <div className="mb-2">
              <Note tone="inf">{t('bulk.approval')}</Note>
            </div>
          ) : null}
          <PreviewTable definition={definition} preview={preview} />
          <ActionTrouble fault={send.fault} />
          <p className="row mt-3">
            <button
              type="button"
              className="btn fill"
              disabled={send.busy || preview.ready === 0}
              onClick={() => void order()}
            >
              {t(preview.approval ? 'bulk.propose' : 'bulk.change', { n: grouped(preview.ready) })}
            </button>
            <button
              type="button"
              className="btn"
              data-first
              onClick={() => {
                set_preview(null);
                send.clear();
              }}
            >
              {t('bulk.back')}
            </button>
            <button type="button" className="btn quiet" onClick={() => close(false)}>
              {t('edit.cancel')}
            </button>
          </p>
        </>
      ) : null}
    </Dialog>
  );
}
