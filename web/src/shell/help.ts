// What `?` says of each screen: a sentence, and the places of the guide that show how.
import type { Route } from '../state/routes';
import type { TextKey } from '../texts';

export interface Help {
  what: TextKey;
  /** "page#section" of docs/guide. */
  ways: readonly string[];
}

export const help_of: Record<Route['screen'], Help> = {
  home: {
    what: 'help.home',
    ways: ['my-work#waiting', 'my-work#approve', 'journal#alarm', 'trouble#night'],
  },
  taxpayers: { what: 'help.taxpayers', ways: ['search#find', 'search#past', 'taxpayers#page'] },
  taxpayer: {
    what: 'help.taxpayer',
    ways: ['taxpayers#page', 'taxpayers#explain', 'taxpayers#years', 'taxpayers#notice'],
  },
  what_if: { what: 'help.what_if', ways: ['taxpayers#what_if', 'taxpayers#explain'] },
  registers: { what: 'help.registers', ways: ['search#registers', 'search#find', 'search#actions'] },
  list: {
    what: 'help.list',
    ways: [
      'search#list',
      'search#conditions',
      'search#own',
      'search#columns',
      'search#select',
      'search#bulk',
      'search#purpose',
    ],
  },
  record: {
    what: 'help.record',
    ways: [
      'records#read',
      'records#moment',
      'records#history',
      'records#who_saw',
      'records#report',
      'documents#read',
      'documents#add',
      'documents#replace',
      'entry#change',
      'entry#conflict',
      'entry#correct',
    ],
  },
  new_record: { what: 'help.new_record', ways: ['entry#new', 'entry#dates', 'entry#draft', 'entry#provisional'] },
  map: { what: 'help.map', ways: ['map#look', 'map#colour', 'map#keys', 'search#find'] },
  levy: {
    what: 'help.levy',
    ways: ['levy#order', 'levy#check', 'levy#compare', 'levy#confirm', 'levy#provisional'],
  },
  system: {
    what: 'help.system',
    ways: ['systems#read', 'systems#criteria', 'systems#cost', 'systems#findings'],
  },
  systems: { what: 'help.systems', ways: ['systems#ledger', 'systems#cost'] },
  survey: { what: 'help.survey', ways: ['survey#rounds', 'survey#remind'] },
  survey_form: { what: 'help.survey_form', ways: ['survey#answer'] },
  survey_results: { what: 'help.survey_results', ways: ['survey#results'] },
  selection: { what: 'help.selection', ways: ['survey#selection'] },
  account_reviews: {
    what: 'help.account_reviews',
    ways: ['account_review#lists', 'account_review#round'],
  },
  account_review: {
    what: 'help.account_review',
    ways: ['account_review#decide', 'account_review#seal'],
  },
  disposals: { what: 'help.disposals', ways: ['systems#disposal'] },
  disposal: { what: 'help.disposal', ways: ['systems#disposal', 'documents#add'] },
  mayor: { what: 'help.mayor', ways: ['city#state', 'city#sheet'] },
  audit: { what: 'help.audit', ways: ['city#audit', 'city#papers'] },
  policies: { what: 'help.policies', ways: ['city#policies', 'city#deliver', 'city#committee'] },
  entrusts: { what: 'help.entrust', ways: ['entrust#begin', 'entrust#alarms'] },
  entrust: { what: 'help.entrust', ways: ['entrust#process', 'entrust#check', 'entrust#end'] },
  entrust_guide: { what: 'help.entrust_guide', ways: ['entrust#clauses'] },
  entrust_editions: { what: 'help.entrust_editions', ways: ['entrust#editions'] },
  cloud_exit: { what: 'help.cloud_exit', ways: ['systems#cloud_exit'] },
  chains: { what: 'help.chains', ways: ['chains#board', 'chains#unfiled'] },
  chain: {
    what: 'help.chain',
    ways: ['chains#tree', 'chains#decide', 'chains#certificates', 'chains#confirm', 'chains#unfiled'],
  },
  contractor: { what: 'help.contractor', ways: ['chains#contractor'] },
  portable: { what: 'help.portable', ways: ['systems#portable'] },
  incidents: { what: 'help.incidents', ways: ['incidents#open', 'incidents#review'] },
  incident: {
    what: 'help.incident',
    ways: ['incidents#board', 'incidents#duty', 'incidents#evidence', 'incidents#papers'],
  },
  new_incident: { what: 'help.new_incident', ways: ['incidents#open'] },
  migrations: { what: 'help.migrations', ways: ['migration#propose'] },
  migration: {
    what: 'help.migration',
    ways: ['migration#approve', 'migration#extract', 'migration#close'],
  },
  privacy: { what: 'help.privacy', ways: ['assessment#threshold', 'assessment#calendar'] },
  privacy_task: {
    what: 'help.privacy_task',
    ways: ['assessment#entries', 'assessment#changes', 'assessment#course'],
  },
  daily: { what: 'help.daily', ways: ['systems#daily'] },
  continuity: {
    what: 'help.continuity',
    ways: ['continuity#contradictions', 'continuity#print', 'continuity#drills'],
  },
  continuity_system: {
    what: 'help.continuity_system',
    ways: ['continuity#one', 'continuity#print', 'continuity#paper'],
  },
  procurement: {
    what: 'help.procurement',
    ways: ['procurement#sheet', 'procurement#accept', 'procurement#change'],
  },
  procurement_plan: {
    what: 'help.procurement_plan',
    ways: ['procurement#check', 'procurement#budget', 'procurement#worth'],
  },
  lock_in: { what: 'help.lock_in', ways: ['procurement#lock_in'] },
  digital_plan: {
    what: 'help.digital_plan',
    ways: ['digital-plan#measures', 'digital-plan#overlaps', 'digital-plan#report'],
  },
  letters: { what: 'help.letters', ways: ['letters#write', 'letters#send'] },
  letter_new: { what: 'help.letter_new', ways: ['letters#write'] },
  letter: { what: 'help.letter', ways: ['letters#approve', 'letters#send', 'letters#correct'] },
  requests: { what: 'help.requests', ways: ['requests#receive', 'requests#deadline'] },
  request: {
    what: 'help.request',
    ways: ['requests#identity', 'requests#deadline', 'requests#decide', 'requests#appeal'],
  },
  inquiries: { what: 'help.inquiries', ways: ['requests#inquiry'] },
  inquiry: { what: 'help.inquiry', ways: ['requests#inquiry'] },
  file_register: { what: 'help.file_register', ways: ['requests#files'] },
  journal: {
    what: 'help.journal',
    ways: ['journal#verify', 'journal#seal', 'journal#alarm', 'auditor#visit'],
  },
  jobs: { what: 'help.jobs', ways: ['jobs#order', 'jobs#plan', 'jobs#log', 'jobs#cancel'] },
  exchange: {
    what: 'help.exchange',
    ways: ['files#preview', 'files#import', 'files#export', 'trouble#wrong_import'],
  },
  accounts: {
    what: 'help.accounts',
    ways: [
      'accounts#reset',
      'accounts#unlock',
      'accounts#emergency',
      'accounts#departments',
      'trouble#left',
    ],
  },
  protections: {
    what: 'help.protections',
    ways: ['protection#measure', 'protection#see', 'protection#release', 'protection#companions'],
  },
  me: {
    what: 'help.me',
    ways: ['first-day#factor', 'first-day#password', 'first-day#preferences', 'trouble#password_known'],
  },
  checks: { what: 'help.checks', ways: ['checks#run', 'checks#mend', 'checks#when'] },
  admin: {
    what: 'help.admin',
    ways: ['care#health', 'care#backup', 'care#retention', 'care#keys', 'care#copies'],
  },
  findings: { what: 'help.findings', ways: ['systems#controls', 'systems#findings'] },
  measures: { what: 'help.measures', ways: ['systems#measures'] },
  logs: { what: 'help.logs', ways: ['logs#run', 'logs#review', 'logs#cases'] },
  criteria: { what: 'help.criteria', ways: ['systems#judge', 'systems#assessment', 'systems#criteria'] },
  inspections: { what: 'help.inspections', ways: ['systems#inspection'] },
  inspection: { what: 'help.inspection', ways: ['systems#inspection'] },
  figures: { what: 'help.figures', ways: ['levy#check', 'systems#cost'] },
  guide: { what: 'help.guide', ways: ['first-day#parts', 'trouble#server', 'auditor#visit'] },
  missing: { what: 'help.missing', ways: ['search#find'] },
};
