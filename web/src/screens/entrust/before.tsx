// Before the contract (process B): survey, what was agreed and the plan of each clause; the board.
import { useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract, PreparedItem } from '../../api/entrust';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';
import { Board } from './board';

const kSurvey = ['can', 'partly', 'cannot'] as const;

const prepared_of = (data: Contract): PreparedItem[] =>
  data.articles.map((one) => {
    const known = data.preparations.find((each) => each.clause === one.clause);
    return {
      clause: one.clause,
      survey: known?.survey?.key ?? '',
      says: known?.says ?? '',
      agreed: known?.agreed ?? '',
      plan: known?.plan ?? '',
    };
  });

export function Before({ data, done }: { data: Contract; done: () => void }) {
  const { t, d } = useWords();
  const may = data.may.change;
  const [items, set_items] = useState(() => prepared_of(data));
  const [touched, set_touched] = useState<ReadonlySet<string>>(new Set());
  const action = useAction();
  const change = (clause: string, part: Partial<PreparedItem>) => {
    set_touched(new Set([...touched, clause]));
    set_items(items.map((one) => (one.clause === clause ? { ...one, ...part } : one)));
  };
  const rest = () => {
    const open = items.filter((one) => !one.survey || !one.plan);
    set_touched(new Set([...touched, ...open.map((one) => one.clause)]));
    set_items(
      items.map((one) => ({
        ...one,
        survey: one.survey || 'can',
        plan: one.plan || t('entrust.plan_as_written'),
      })),
    );
  };
  const send = async () => {
    const sent = await action.run(() =>
      api.prepare(
        data.contract.id,
        data.today,
        items.filter((one) => touched.has(one.clause) && one.survey),
      ),
    );
    if (sent) done();
  };
  const surveyed = items.filter((one) => one.survey).length;
  const open = items.filter((one) => one.survey && one.survey !== 'can' && !one.agreed).length;
  const planned = items.filter((one) => one.plan).length;
  return (
    <>
      <Panel
        title={t('entrust.survey')}
        end={t('entrust.survey_sum', { all: items.length, surveyed, open, planned })}
      >
        <Scroll label={t('entrust.survey')}>
          <table className="tight" data-survey>
            <thead>
              <tr>
                <th scope="col">{t('entrust.clause')}</th>
                <th scope="col">{t('entrust.can')}</th>
                <th scope="col">{t('entrust.says')}</th>
                <th scope="col">{t('entrust.agreed')}</th>
                <th scope="col">{t('entrust.its_plan')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.clause}>
                  <th scope="row">
                    {one.clause}{' '}
                    {d(data.articles.find((each) => each.clause === one.clause)?.title)}
                  </th>
                  <td>
                    {may ? (
                      <select
                        className="in s"
                        aria-label={`${one.clause} ${t('entrust.can')}`}
                        value={one.survey}
                        onChange={(event) =>
                          change(one.clause, { survey: event.currentTarget.value })
                        }
                      >
                        <option value="">{t('entrust.not_answered')}</option>
                        {kSurvey.map((key) => (
                          <option key={key} value={key}>
                            {t(`entrust.survey.${key}` as TextKey)}
                          </option>
                        ))}
                      </select>
                    ) : (
                      <Mark tone={one.survey === 'can' ? 'ok' : one.survey ? 'bad' : 'none'}>
                        {one.survey
                          ? t(`entrust.survey.${one.survey}` as TextKey)
                          : t('entrust.not_answered')}
                      </Mark>
                    )}
                  </td>
                  {(['says', 'agreed', 'plan'] as const).map((part) => (
                    <td key={part}>
                      {may ? (
                        <input
                          className="in s"
                          aria-label={`${one.clause} ${t(`entrust.of.${part}`)}`}
                          value={one[part]}
                          onChange={(event) =>
                            change(one.clause, { [part]: event.currentTarget.value })
                          }
                        />
                      ) : (
                        one[part] || '—'
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <div className="pad stack">
          <ActionTrouble fault={action.fault} />
          {may ? (
            <div className="row gap-x-2">
              <button type="button" className="btn s" onClick={rest}>
                {t('entrust.rest_can')}
              </button>
              <button
                type="button"
                className="btn fill"
                disabled={touched.size === 0 || action.busy}
                onClick={() => void send()}
              >
                {t('entrust.keep_survey')}
              </button>
            </div>
          ) : null}
        </div>
      </Panel>
      <Board data={data} done={done} />
    </>
  );
}

