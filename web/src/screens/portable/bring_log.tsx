// A log of devices that terminals saw plugged in: dropped, read by the server, held against the loans.
import { useState } from 'react';
import * as api from '../../api/portable';
import type { Connections } from '../../api/portable';
import { FileChoice } from '../../parts/file_choice';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kMost = 4 * 1024 * 1024;

export function BringLog({ done }: { done: () => void }) {
  const { t } = useWords();
  const [file, set_file] = useState<File | null>(null);
  const [added, set_added] = useState<Connections | null>(null);
  const action = useAction();
  const send = async () => {
    if (!file) return;
    set_added(null);
    const sent = await action.run(async () => set_added(await api.bring(file)));
    if (!sent) return;
    set_file(null);
    done();
  };
  const clean = added !== null && added.unknown + added.no_loan + added.other_terminal === 0;
  return (
    <Panel title={t('portable.bring')}>
      <div className="pad stack" data-log>
        <p className="sub">{t('portable.bring_why')}</p>
        <FileChoice
          label={t('portable.bring_file')}
          file={file}
          choose={set_file}
          kinds={['.csv', '.txt']}
          most_bytes={kMost}
        />
        <ActionTrouble fault={action.fault} />
        {added ? (
          <Note tone={clean ? 'ok' : 'bad'} role="status">
            {t('portable.brought', { ...added })}
          </Note>
        ) : null}
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={!file || action.busy}
            onClick={() => void send()}
          >
            {t('portable.bring_send')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
