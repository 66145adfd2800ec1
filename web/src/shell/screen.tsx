// From route to screen. All but the map come with the first load: together they are small, and a screen
// must open (and say so in its band) even when the server has just been lost.
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Home, RegisterArea } from '../api/types';
import type { QueryResult } from '../state/query';
import { ErrorBoundary } from '../parts/error_boundary';
import { useRouter } from '../state/router';
import { AdminScreen } from '../screens/admin/admin_screen';
import { AccountsScreen } from '../screens/accounts/accounts_screen';
import { GuideScreen } from '../screens/guide/guide_screen';
import { LogsScreen } from '../screens/logs/logs_screen';
import { CriteriaScreen } from '../screens/criteria/criteria_screen';
import { FindingsScreen } from '../screens/findings/findings_screen';
import { FiguresScreen } from '../screens/figures/figures_screen';
import { InspectionScreen } from '../screens/inspection/inspection_screen';
import { InspectionsScreen } from '../screens/inspection/inspections_screen';
import { HomeScreen } from '../screens/home/home_screen';
import { MeScreen } from '../screens/me/me_screen';
import { MeasuresScreen } from '../screens/measures/measures_screen';
import { MissingScreen } from '../screens/missing_screen';
import { TaxpayerScreen } from '../screens/taxpayer/taxpayer_screen';
import { TaxpayersScreen } from '../screens/taxpayer/taxpayers_screen';
import { ChecksScreen } from '../screens/checks/checks_screen';
import { AccountReviewScreen } from '../screens/account_review/review_screen';
import { AccountReviewsScreen } from '../screens/account_review/reviews_screen';
import { CloudExitScreen } from '../screens/disposal/cloud_exit_screen';
import { DailyScreen } from '../screens/daily/daily_screen';
import { PortableScreen } from '../screens/portable/portable_screen';
import { DisposalScreen } from '../screens/disposal/disposal_screen';
import { DisposalsScreen } from '../screens/disposal/disposals_screen';
import { ExchangeScreen } from '../screens/exchange/exchange_screen';
import { JobsScreen } from '../screens/jobs/jobs_screen';
import { JournalScreen } from '../screens/journal_screen';
import { AuditScreen } from '../screens/audit/audit_screen';
import { LevyScreen } from '../screens/levy/levy_screen';
import { ListScreen } from '../screens/list/list_screen';
import { MayorScreen } from '../screens/mayor/mayor_screen';
import { NewRecordScreen } from '../screens/record/new_record_screen';
import { PoliciesScreen } from '../screens/policies/policies_screen';
import { RecordScreen } from '../screens/record/record_screen';
import { SelectionScreen } from '../screens/selection/selection_screen';
import { SurveyFormScreen } from '../screens/survey/form_screen';
import { SurveyResultsScreen } from '../screens/survey/results_screen';
import { SurveyScreen } from '../screens/survey/survey_screen';
import { SystemScreen } from '../screens/system/system_screen';
import { SystemsScreen } from '../screens/system/systems_screen';
import { ProtectionsScreen } from '../screens/protections/protections_screen';
import { WhatIfScreen } from '../screens/what_if/what_if_screen';
import { RegistersScreen } from '../screens/registers_screen';

// A chunk of its own: it holds the library that draws maps, the first screen does not.
const MapScreen = lazy(() => import('../screens/map/map_screen'));

interface Props {
  glance: QueryResult<Home>;
  registers: QueryResult<{ areas: RegisterArea[] }>;
}

function Chosen({ glance, registers }: Props) {
  const { route } = useRouter();
  switch (route.screen) {
    case 'home':
      return <HomeScreen home={glance} registers={registers.data} />;
    case 'taxpayers':
      return <TaxpayersScreen />;
    case 'taxpayer':
      return <TaxpayerScreen key={route.number} number={route.number} />;
    case 'what_if':
      return <WhatIfScreen key={route.number} number={route.number} />;
    case 'registers':
      return <RegistersScreen registers={registers} />;
    case 'list':
      return (
        <ListScreen key={route.register} register={route.register} registers={registers.data} />
      );
    case 'record':
      return (
        <RecordScreen
          key={`${route.register}/${route.id}`}
          register={route.register}
          id={route.id}
          registers={registers.data}
        />
      );
    case 'map':
      return (
        <Suspense fallback={<main className="main" id="main" tabIndex={-1} aria-busy="true" />}>
          <MapScreen key={route.register} register={route.register} registers={registers.data} />
        </Suspense>
      );
    case 'new_record':
      return (
        <NewRecordScreen
          key={route.register}
          register={route.register}
          registers={registers.data}
        />
      );
    case 'levy':
      return <LevyScreen run_no={route.run_no} />;
    case 'system':
      return <SystemScreen key={route.id} id={route.id} />;
    case 'systems':
      return <SystemsScreen />;
    case 'survey':
      return <SurveyScreen key={route.id} id={route.id} />;
    case 'survey_results':
      return <SurveyResultsScreen key={route.id} id={route.id} />;
    case 'survey_form':
      return <SurveyFormScreen key={route.id} id={route.id} />;
    case 'selection':
      return <SelectionScreen />;
    case 'account_reviews':
      return <AccountReviewsScreen />;
    case 'account_review':
      return <AccountReviewScreen key={route.id} id={route.id} />;
    case 'disposals':
      return <DisposalsScreen />;
    case 'disposal':
      return <DisposalScreen key={route.id} id={route.id} />;
    case 'mayor':
      return <MayorScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'policies':
      return <PoliciesScreen />;
    case 'cloud_exit':
      return <CloudExitScreen key={route.id} id={route.id} />;
    case 'portable':
      return <PortableScreen />;
    case 'daily':
      return <DailyScreen />;
    case 'journal':
      return <JournalScreen />;
    case 'checks':
      return <ChecksScreen id={route.id} />;
    case 'jobs':
      return <JobsScreen />;
    case 'exchange':
      return <ExchangeScreen registers={registers} />;
    case 'accounts':
      return <AccountsScreen />;
    case 'admin':
      return <AdminScreen key={route.part} part={route.part} />;
    case 'protections':
      return <ProtectionsScreen />;
    case 'criteria':
      return <CriteriaScreen name={route.catalog} />;
    case 'findings':
      return <FindingsScreen />;
    case 'measures':
      return <MeasuresScreen />;
    case 'logs':
      return <LogsScreen />;
    case 'inspections':
      return <InspectionsScreen />;
    case 'inspection':
      return <InspectionScreen key={route.id} id={route.id} />;
    case 'figures':
      return <FiguresScreen />;
    case 'me':
      return <MeScreen />;
    case 'guide':
      return <GuideScreen page={route.page} />;
    case 'missing':
      return <MissingScreen />;
  }
}

export function Screen(props: Props) {
  const { path } = useRouter();
  const first = useRef(true);
  // After a change of screen the reader of the page stands at its beginning, not in the old place.
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.getElementById('main')?.focus();
  }, [path]);
  // Another screen is another try.
  return (
    <ErrorBoundary key={path}>
      <Chosen {...props} />
    </ErrorBoundary>
  );
}
