// The screens of governance – systems, criteria, media, audits and what belongs to them – in a chunk
// of their own: who works on taxes never loads them, and others do once the first screen stands.
import '../texts/add_rooms';
import type { Route } from '../state/routes';
import { AccountReviewScreen } from './account_review/review_screen';
import { AccountReviewsScreen } from './account_review/reviews_screen';
import { AuditScreen } from './audit/audit_screen';
import { CriteriaScreen } from './criteria/criteria_screen';
import { DailyScreen } from './daily/daily_screen';
import { ChainScreen } from './chain/chain_screen';
import { ChainsScreen } from './chain/chains_screen';
import { CloudExitScreen } from './disposal/cloud_exit_screen';
import { DisposalScreen } from './disposal/disposal_screen';
import { DisposalsScreen } from './disposal/disposals_screen';
import { EntrustEditionsScreen } from './entrust/editions_screen';
import { EntrustGuideScreen } from './entrust/guide_screen';
import { EntrustScreen } from './entrust/entrust_screen';
import { EntrustsScreen } from './entrust/entrusts_screen';
import { FindingsScreen } from './findings/findings_screen';
import { IncidentScreen } from './incidents/incident_screen';
import { IncidentsScreen } from './incidents/incidents_screen';
import { NewIncidentScreen } from './incidents/new_incident_screen';
import { InspectionScreen } from './inspection/inspection_screen';
import { InspectionsScreen } from './inspection/inspections_screen';
import { LogsScreen } from './logs/logs_screen';
import { MayorScreen } from './mayor/mayor_screen';
import { MeasuresScreen } from './measures/measures_screen';
import { MigrationScreen } from './migrations/migration_screen';
import { MigrationsScreen } from './migrations/migrations_screen';
import { PoliciesScreen } from './policies/policies_screen';
import { PortableScreen } from './portable/portable_screen';
import { AssessmentScreen } from './privacy/assessment_screen';
import { PrivacyScreen } from './privacy/privacy_screen';
import { SelectionScreen } from './selection/selection_screen';
import { SurveyFormScreen } from './survey/form_screen';
import { SurveyResultsScreen } from './survey/results_screen';
import { SurveyScreen } from './survey/survey_screen';
import { SystemScreen } from './system/system_screen';
import { SystemsScreen } from './system/systems_screen';

const kScreens = [
  'systems',
  'system',
  'survey',
  'survey_results',
  'survey_form',
  'selection',
  'account_reviews',
  'account_review',
  'disposals',
  'disposal',
  'mayor',
  'audit',
  'policies',
  'cloud_exit',
  'portable',
  'privacy',
  'privacy_task',
  'daily',
  'entrusts',
  'entrust',
  'entrust_guide',
  'entrust_editions',
  'criteria',
  'findings',
  'measures',
  'logs',
  'inspections',
  'inspection',
  'chains',
  'chain',
  'incidents',
  'incident',
  'new_incident',
  'migrations',
  'migration',
] as const;

export type GovernRoute = Extract<Route, { screen: (typeof kScreens)[number] }>;

export default function GovernScreen({ route }: { route: GovernRoute }) {
  switch (route.screen) {
    case 'systems':
      return <SystemsScreen />;
    case 'system':
      return <SystemScreen key={route.id} id={route.id} />;
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
    case 'privacy':
      return <PrivacyScreen />;
    case 'privacy_task':
      return <AssessmentScreen key={route.id} id={route.id} />;
    case 'daily':
      return <DailyScreen />;
    case 'entrusts':
      return <EntrustsScreen />;
    case 'entrust':
      return <EntrustScreen key={route.id} id={route.id} />;
    case 'entrust_guide':
      return <EntrustGuideScreen />;
    case 'entrust_editions':
      return <EntrustEditionsScreen />;
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
    case 'chains':
      return <ChainsScreen />;
    case 'chain':
      return <ChainScreen key={route.id} id={route.id} />;
    case 'inspection':
      return <InspectionScreen key={route.id} id={route.id} />;
    case 'incidents':
      return <IncidentsScreen />;
    case 'incident':
      return <IncidentScreen key={route.id} id={route.id} />;
    case 'new_incident':
      return <NewIncidentScreen />;
    case 'migrations':
      return <MigrationsScreen />;
    case 'migration':
      return <MigrationScreen key={route.id} id={route.id} />;
  }
}
