// Self-report before a check: for each clause, whether the measure exists and whether it is carried
// out. After its date it is taken, and marked as late for good.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ContractorContract, SelfChoice } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { Choice } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { FormFrame } from './form_frame';

const kChoices = ['yes', 'no', 'not_applicable'] as const;
interface Given {
  exists: SelfChoice | '';
  practised: SelfChoice | '';
  remark: string;
}
type Check = ContractorContract['checks'][number];

function given_before(check: Check | undefined): Record<string, Given> {
  return Object.fromEntries(
    (check?.answers ?? []).map((one) => [
      one.clause,
      {
        exists: one.exists as SelfChoice,
        practised: one.practised as SelfChoice,
        remark: one.remark ?? '',
      },
    ]),
  );
}

export function AnswersForm({ contract, done }: { contract: ContractorContract; done: () => void }) {
  const { t, d, lang } = useWords();
  // The one that is due first.
  const open = contract.checks
    .filter((one) => !one.done)
    .sort((a, b) => a.due.localeCompare(b.due));
  const [id, set_id] = useState(open[0]?.id ?? '');
  const check = open.find((one) => one.id === id);
  const [given, set_given] = useState<Record<string, Given>>(() => given_before(check));
  if (!check)
    return (
      <Panel title={t('contractor.self_report')}>
        <Empty why={t('contractor.no_checks')} />
      </Panel>
    );
  const put = (clause: string, part: Partial<Given>) =>
    set_given((old) => ({
      ...old,
      [clause]: { exists: '', practised: '', remark: '', ...old[clause], ...part },
    }));
  const answers = Object.entries(given)
    .filter(([, one]) => one.exists !== '' && one.practised !== '')
    .map(([clause, one]) => ({ clause, ...one }));
  return (
    <FormFrame
      name="answers"
      title={t('contractor.self_report')}
      why={t('contractor.self_report_why')}
      button={t('contractor.hand_in_answers', { n: answers.length, all: contract.clauses.length })}
      ready={answers.length > 0}
      send={() => api.file('contractor', contract.id, 'answers', { check: check.id, answers })}
      done={done}
    >
      <Choice
        label={t('contractor.check')}
        value={id}
        set={(next) => {
          set_id(next);
          set_given(given_before(open.find((one) => one.id === next)));
        }}
        options={open.map(
          (one) => [one.id, `${d(one.kind.label)} ${date_short(one.due, lang)}`] as const,
        )}
      />
      {check.late ? <Note tone="warn">{t('contractor.check_late')}</Note> : null}
      <ul className="chain-lines" data-clauses>
        {contract.clauses.map((clause) => (
          <li key={clause.id} data-clause={clause.id}>
            <b>{d(clause.title)}</b> <span className="sub">{clause.id}</span>
            <p className="sub">{d(clause.text)}</p>
            <div className="row flex-wrap gap-x-3">
              {(['exists', 'practised'] as const).map((side) => (
                <label key={side} className="row gap-1.5">
                  {t(`contractor.${side}`)}
                  <select
                    className="sel s"
                    data-side={side}
                    value={given[clause.id]?.[side] ?? ''}
                    onChange={(event) =>
                      put(clause.id, { [side]: event.target.value as SelfChoice | '' })
                    }
                  >
                    <option value="">{t('contractor.choose')}</option>
                    {kChoices.map((one) => (
                      <option key={one} value={one}>
                        {t(`contractor.choice.${one}`)}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
              <label className="row gap-1.5 grow">
                {t('contractor.remark')}
                <input
                  className="in s grow"
                  maxLength={500}
                  value={given[clause.id]?.remark ?? ''}
                  onChange={(event) => put(clause.id, { remark: event.target.value })}
                />
              </label>
            </div>
          </li>
        ))}
      </ul>
    </FormFrame>
  );
}
