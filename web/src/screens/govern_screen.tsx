// The screens of governance – systems, criteria, media, audits and what belongs to them – in a chunk
// of their own: who works on taxes never loads them, and others do once the first screen stands.
import type { Route } from '../state/routes';
import { AccountReviewScreen } from './account_review/review_screen';
import { AccountReviewsScreen } from './account_review/reviews_screen';
import { AuditScreen } from './audit/audit_screen';
import { CriteriaScreen } from './criteria/criteria_screen';
import { DailyScreen } from './daily/daily_screen';
import { CloudExitScreen } from './disposal/cloud_exit_screen';
import { DisposalScreen } from './disposal/disposal_screen';
import { DisposalsScreen } from './disposal/disposals_screen';
import { FindingsScreen } from './findings/findings_screen';
import { InspectionScreen } from './inspection/inspection_screen';
import { InspectionsScreen } from './inspection/inspections_screen';
import { LogsScreen } from './logs/logs_screen';
import { MayorScreen } from './mayor/mayor_screen';
import { MeasuresScreen } from './measures/measures_screen';
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
  'criteria',
  'findings',
  'measures',
  'logs',
  'inspections',
  'inspection',
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
  }
}
