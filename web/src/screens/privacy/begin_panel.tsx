// Beginning a version: a correction, a re-assessment, a first document.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/privacy';
import type { Assessment } from '../../api/privacy';
import { parse_date } from '../../lib/era_date';
import { Choice, DateLine } from '../../parts/form_line';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useRouter } from '../../state/router';
import { useAction } from '../../state/use_action';

export function BeginPanel({ data, done }: { data: Assessment; done: () => void }) {
  const { t } = useWords();
  const { set_query } = useRouter();
  const [form, set_form] = useState(data.version?.form ?? 'basic');
  const [cause, set_cause] = useState(data.version ? 'correction' : 'initial');
  const [day, set_day] = useState(data.today);
  const action = useAction();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const changed = parse_date(day) ?? day;
    let id = '';
    const good = await action.run(async () => {
      id = (await api.begin(data.task.id, form, cause, changed)).id;
    });
    if (!good) return;
    set_query({ version: id });
    done();
  };
  return (
    <Panel title={t('privacy.begin')}>
      <form className="pad stack" data-begin onSubmit={(event) => void send(event)}>
        <Choice
          label={t('privacy.form')}
          value={form}
          set={set_form}
          options={[
            ['basic', t('privacy.form_basic')],
            ['key_items', t('privacy.form_key_items')],
            ['full', t('privacy.form_full')],
          ]}
        />
        <Choice
          label={t('privacy.cause')}
          value={cause}
          set={set_cause}
          options={(['initial', 'correction', 'reassessment', 'end'] as const).map(
            (one) => [one, t(`privacy.cause_${one}`)] as const,
          )}
        />
        <DateLine label={t('privacy.changed_on')} value={day} set={set_day} />
        <ActionTrouble fault={action.fault} />
        <div>
          <button type="submit" className="btn fill" disabled={action.busy}>
            {t('privacy.begin_send')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
