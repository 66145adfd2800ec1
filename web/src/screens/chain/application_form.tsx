// 再委託の承認申請: every field that the city's forms ask for, filed by the contractor or by the
// section for it. Work that has begun is said here, and marked for good.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ChainParty, Side } from '../../api/chains';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import { Area, Tick } from '../../parts/form_area';

interface Props {
  side: Side;
  contract: string;
  tree: readonly ChainParty[];
  done: () => void;
}

const kParts = ['other', 'operation', 'maintenance', 'cloud', 'cloud_maintenance'] as const;
const kAreas = ['reason_text', 'work', 'information', 'measures', 'supervision', 'conditions'] as const;
const kEmpty: api.Application = {
  under: '',
  name: '',
  address: '',
  reason_text: '',
  work: '',
  information: '',
  measures: '',
  supervision: '',
  part: 'other',
  further_levels: 'none',
  conditions: '',
  number_term: '',
  number_control: '',
  responsibility: false,
  clauses_carried: false,
  number_handled: false,
  starts_on: '',
  until: '',
  working_since: null,
};

export function ApplicationForm({ side, contract, tree, done }: Props) {
  const { t } = useWords();
  const [form, set_form] = useState<api.Application>({ ...kEmpty, under: tree[0]?.id ?? '' });
  const [made, set_made] = useState<api.Filed | null>(null);
  const action = useAction();
  const put = (part: Partial<api.Application>) => set_form({ ...form, ...part });
  const send = async () => {
    set_made(null);
    const sent = await action.run(async () =>
      set_made(await api.file(side, contract, 'applications', form)),
    );
    if (!sent) return;
    set_form({ ...kEmpty, under: form.under });
    done();
  };
  return (
    <Panel title={t('chain.apply')}>
      <div className="pad stack" data-apply>
        <p className="sub">{t('chain.apply_why')}</p>
        <div className="chain-form">
          <Choice
            label={t('chain.f.under')}
            value={form.under}
            set={(under) => put({ under })}
            options={tree.map((party) => [party.id, party.name] as const)}
          />
          <Line label={t('chain.f.name')} value={form.name} set={(name) => put({ name })} max_length={120} />
          <Line label={t('chain.f.address')} value={form.address} set={(address) => put({ address })} />
          <Choice
            label={t('chain.f.part')}
            value={form.part}
            set={(part) => put({ part })}
            options={kParts.map((one) => [one, t(`chain.part.${one}`)] as const)}
          />
          {kAreas.map((field) => (
            <Area
              key={field}
              label={t(`chain.f.${field}`)}
              value={form[field]}
              set={(value) => put({ [field]: value })}
            />
          ))}
          <Choice
            label={t('chain.f.further_levels')}
            value={form.further_levels}
            set={(further_levels) => put({ further_levels })}
            options={(['none', 'same'] as const).map((one) => [one, t(`chain.further.${one}`)] as const)}
          />
          <DateLine
            label={t('chain.f.starts_on')}
            value={form.starts_on}
            set={(starts_on) => put({ starts_on })}
          />
          <DateLine label={t('chain.f.until')} value={form.until} set={(until) => put({ until })} />
          <DateLine
            label={t('chain.f.working_since')}
            value={form.working_since ?? ''}
            set={(value) => put({ working_since: value || null })}
          />
        </div>
        {form.working_since ? <Note tone="warn">{t('chain.begun')}</Note> : null}
        <Tick
          label={t('chain.f.responsibility')}
          value={form.responsibility}
          set={(responsibility) => put({ responsibility })}
        />
        <Tick
          label={t('chain.f.clauses_carried')}
          value={form.clauses_carried}
          set={(clauses_carried) => put({ clauses_carried })}
        />
        <Tick
          label={t('chain.f.number_handled')}
          value={form.number_handled}
          set={(number_handled) => put({ number_handled })}
        />
        {form.number_handled ? (
          <p className="sub">{t('chain.two_decide')}</p>
        ) : (
          <div className="chain-form">
            <Area
              label={t('chain.f.number_term')}
              value={form.number_term}
              set={(number_term) => put({ number_term })}
            />
            <Area
              label={t('chain.f.number_control')}
              value={form.number_control}
              set={(number_control) => put({ number_control })}
            />
          </div>
        )}
        <ActionTrouble fault={action.fault} />
        <div role="status">
          {made ? (
            <Note tone={made.after_the_fact ? 'warn' : 'ok'}>
              {t(made.after_the_fact ? 'chain.applied_late' : 'chain.applied', {
                no: made.number ?? '',
              })}
            </Note>
          ) : null}
        </div>
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={action.busy || !form.name || !form.until || !form.starts_on}
            onClick={() => void send()}
          >
            {t('chain.apply_do')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
