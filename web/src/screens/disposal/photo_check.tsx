// Photographs that wait for somebody's eyes: the picture beside the serial number it must show, and
// one press for what was seen. Opening a picture is an entry of the journal, so it is asked for.
import { useState } from 'react';
import * as api from '../../api/disposals';
import type { DisposalSheet } from '../../api/disposals';
import { document_address } from '../../api/documents';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

interface Waiting {
  serial: string;
  graver: boolean;
  line: DisposalSheet['items'][number]['certified'][number];
}

export function PhotoCheck({ sheet, done }: { sheet: DisposalSheet; done: () => void }) {
  const { t } = useWords();
  const waiting: Waiting[] = sheet.items.flatMap((item) =>
    item.certified
      .filter((line) => line.photo.key === 'waiting')
      .map((line) => ({ serial: item.serial, graver: item.disposal_class.key === '1', line })),
  );
  if (waiting.length === 0) return null;
  return (
    <Panel title={t('disposal.photos')} count={waiting.length}>
      <div className="pad stack" data-photos>
        <p className="sub">{t('disposal.photos_why')}</p>
        {waiting.map((one) => (
          <One key={one.line.id} one={one} sheet={sheet} done={done} />
        ))}
      </div>
    </Panel>
  );
}

function One({ one, sheet, done }: { one: Waiting; sheet: DisposalSheet; done: () => void }) {
  const { t } = useWords();
  const [shown, set_shown] = useState(false);
  const action = useAction();
  const own = one.graver && one.line.brought_by === sheet.person;
  const say = (readable: boolean) =>
    void action.run(() => api.read_photo(sheet.id, one.line.id, readable)).then((ok) => ok && done());
  return (
    <div className="row" data-photo={one.serial}>
      <div>
        <span className="sub">{t('disposal.photo_wanted')}</span>
        <div className="text-[20px] font-bold tracking-wider">{one.serial}</div>
        {one.line.brought_by ? (
          <div className="sub">{t('disposal.photo_by', { person: one.line.brought_by })}</div>
        ) : null}
        <div className="row">
          {own ? <Mark tone="inf">{t('disposal.photo_other')}</Mark> : null}
          {shown || one.line.photos.length === 0 ? null : (
            <button type="button" className="btn s" onClick={() => set_shown(true)}>
              {t('disposal.photo_show')}
            </button>
          )}
          {shown && !own ? (
            <>
              <button type="button" className="btn s" disabled={action.busy} onClick={() => say(true)}>
                {t('disposal.photo_yes')}
              </button>
              <button type="button" className="btn s" disabled={action.busy} onClick={() => say(false)}>
                {t('disposal.photo_no')}
              </button>
            </>
          ) : null}
        </div>
        <ActionTrouble fault={action.fault} />
      </div>
      {shown
        ? one.line.photos.map((photo) =>
            photo.inline && !photo.name.toLowerCase().endsWith('.pdf') ? (
              <img
                key={photo.document}
                className="document-picture max-h-[320px]"
                src={document_address(photo.document, { inline: true })}
                alt={t('disposal.photo_of', { serial: one.serial })}
              />
            ) : (
              <a
                key={photo.document}
                className="btn s"
                href={document_address(photo.document, { inline: photo.inline })}
                target="_blank"
                rel="noreferrer"
              >
                {t('disposal.photo_open')}
              </a>
            ),
          )
        : null}
    </div>
  );
}
