// The papers of the year: made from the registers, entered in the journal, kept with their step.
import { useState } from 'react';
import * as api from '../../api/audit';
import type { AuditYear, MadePaper, PaperKind } from '../../api/audit';
import { grouped } from '../../lib/number_format';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

export function Papers({ year, done }: { year: AuditYear; done: () => void }) {
  const { t, lang } = useWords();
  const [made, set_made] = useState<MadePaper | null>(null);
  const action = useAction();
  if (!year.may_make) return null;
  const make = async (kind: PaperKind) => {
    set_made(null);
    const sent = await action.run(async () =>
      set_made(await api.make_paper(kind, year.year, lang)),
    );
    if (sent) done();
  };
  return (
    <Panel title={t('audit.papers')}>
      <div className="pad stack" data-papers>
        <p className="sub">{t('audit.papers_why')}</p>
        <div className="row flex-wrap gap-x-2">
          {api.kPapers.map((kind) => (
            <button
              key={kind}
              type="button"
              className="btn"
              data-paper={kind}
              disabled={action.busy}
              onClick={() => void make(kind)}
            >
              {t(`audit.paper.${kind}`)}
            </button>
          ))}
        </div>
        <ActionTrouble fault={action.fault} />
        <div role="status">
          {made ? (
            <Note tone="ok">
              {t('audit.made', {
                name: made.name,
                pages: made.pages,
                entry: grouped(made.entry),
              })}
            </Note>
          ) : null}
        </div>
      </div>
    </Panel>
  );
}
