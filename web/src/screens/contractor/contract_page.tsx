// One contract as its contractor sees it: dates, chain, people, things – and the forms to hand in.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ContractorContract } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { to_contractor } from '../../state/routes';
import { ApplicationForm } from '../chain/application_form';
import { ItemsPanel, TrainingsPanel, WorkersPanel } from '../chain/tables';
import { ChainTree } from '../chain/tree';
import { AccidentForm } from './accident_form';
import { AnswersForm } from './answers_form';
import { CertificateForm } from './certificate_form';
import { PaperForm } from './paper_form';
import { MakeUpForm, PledgeForm, TrainingForm, WorkerForm } from './people_forms';
import { Dues } from './start_page';

const kTabs = ['dates', 'chain', 'people', 'things', 'checks', 'accident'] as const;
type TabId = (typeof kTabs)[number];

export function ContractPage({ id }: { id: string }) {
  const { t, d, lang } = useWords();
  const [tab, set_tab] = useState<TabId>('dates');
  const query = useQuery(`contractor ${id}`, (signal) => api.contractor_contract(id, signal));
  const data = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('contractor.title'), to: to_contractor() },
          { label: data?.no ?? id },
        ]}
        title={data?.subject ?? t('contractor.title')}
        tags={data ? <span className="tag">{d(data.state.label)}</span> : null}
      />
      <Await query={query} rows={16}>
        {(contract) => (
          <>
            <p className="sub mb-3">
              {t('chain.period', {
                from: date_short(contract.first_day, lang),
                to: date_short(contract.last_day, lang),
              })}
              {contract.contact
                ? ` ${t('contractor.contact', {
                    section: contract.contact.section,
                    extension: contract.contact.extension ?? '—',
                  })}`
                : ''}
            </p>
            <Tabs
              label={t('contractor.parts')}
              current={tab}
              choose={(next) => set_tab(next as TabId)}
              tabs={kTabs.map((one) => ({ id: one, label: t(`contractor.tab.${one}`) }))}
            />
            <div className="stack" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
              <Chosen tab={tab} contract={contract} done={query.reload} />
            </div>
          </>
        )}
      </Await>
    </main>
  );
}

interface Props {
  tab: TabId;
  contract: ContractorContract;
  done: () => void;
}

function Chosen({ tab, contract, done }: Props) {
  const { t } = useWords();
  const { id, tree, workers, items, trainings } = contract;
  switch (tab) {
    case 'dates':
      return (
        <>
          <Dues dues={contract.dues} />
          <FiledPanel contract={contract} />
          <PaperForm contract={contract} />
        </>
      );
    case 'chain':
      return (
        <>
          <Panel title={t('chain.tree')} count={tree.length}>
            <ChainTree tree={tree} workers={workers} />
          </Panel>
          <OwnApplications contract={contract} />
          <ApplicationForm side="contractor" contract={id} tree={tree} done={done} />
        </>
      );
    case 'people':
      return (
        <>
          <WorkersPanel workers={workers} />
          <div className="two-columns">
            <WorkerForm contract={contract} done={done} />
            <PledgeForm contract={contract} done={done} />
            <TrainingForm contract={contract} done={done} />
            <MakeUpForm contract={contract} done={done} />
          </div>
          <TrainingsPanel trainings={trainings} workers={workers} />
        </>
      );
    case 'things':
      return (
        <>
          <ItemsPanel items={items} />
          <CertificateForm contract={contract} done={done} />
        </>
      );
    case 'checks':
      return <AnswersForm contract={contract} done={done} />;
    case 'accident':
      return <AccidentForm contract={contract} done={done} />;
  }
}

function OwnApplications({ contract }: { contract: ContractorContract }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('chain.applications')} count={contract.applications.length}>
      {contract.applications.length === 0 ? (
        <Empty why={t('chain.no_applications')} />
      ) : (
        <ul className="chain-lines" data-applications>
          {contract.applications.map((one) => (
            <li key={one.id} data-application={one.no}>
              <div className="titles">
                <b>{one.name}</b>
                <span className="sub">{one.no}</span>
                <Mark
                  tone={
                    one.state.key === 'approved' ? 'ok' : one.state.key === 'refused' ? 'bad' : 'warn'
                  }
                >
                  {d(one.state.label)}
                </Mark>
                {one.after_the_fact ? <Mark tone="bad">{t('chain.filed_late')}</Mark> : null}
              </div>
              <p className="sub">
                {t('contractor.applied_on', { on: date_short(one.applied_on, lang) })}
                {one.approval_no ? `・${one.approval_no}` : ''}
                {one.decision_reason ? `・${one.decision_reason}` : ''}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function FiledPanel({ contract }: { contract: ContractorContract }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('contractor.filed')} count={contract.filed.length}>
      {contract.filed.length === 0 ? (
        <Empty why={t('contractor.none_filed')} />
      ) : (
        <ul className="chain-lines" data-filed>
          {contract.filed.map((one) => (
            <li key={`${one.register} ${one.id}`}>
              <b>{one.no}</b>{' '}
              <span className="sub">
                {t(
                  one.register === 'contract_pledge'
                    ? 'contractor.is_pledge'
                    : one.register === 'contract_certificate'
                      ? 'contractor.is_certificate'
                      : 'contractor.is_accident',
                )}
                ・{date_short(one.on, lang)}
              </span>{' '}
              {one.late ? <Mark tone="warn">{t('chain.reported_late')}</Mark> : null}
              {one.verdict ? <Mark tone="bad">{d(one.verdict.label)}</Mark> : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
