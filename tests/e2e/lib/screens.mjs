// Every screen, found the way a person would find it: from search answers and lists, not from known
// ids.
import { settings } from './settings.mjs';

async function ask(page, path) {
  return page.evaluate(async (address) => (await fetch(address)).json(), path);
}

export async function find_person(page) {
  if (settings.person.number) return settings.person.number;
  const { hits } = await ask(
    page,
    `/api/search?limit=20&q=${encodeURIComponent(settings.person.name || settings.person.kana)}`,
  );
  const hit = hits.find((item) => item.kind === 'taxpayer' && !item.protected);
  if (!hit) throw new Error(`no taxpayer found for ${settings.person.name}`);
  return decodeURIComponent(hit.route.split('?')[0].split('/').pop());
}

export async function first_record(page, register) {
  const { rows } = await ask(page, `/api/registers/${register}/records?limit=1&offset=0`);
  return rows?.[0]?.id ?? null;
}

/** Names and addresses of all screens this city has. */
export async function all_screens(page) {
  const number = await find_person(page);
  const { areas } = await ask(page, '/api/registers');
  const names = areas
    .flatMap((area) => area.registers)
    .filter((item) => item.may_view)
    .map((item) => item.name);
  const screens = [
    ['home', '/'],
    ['taxpayers', `/taxpayers?q=${encodeURIComponent(settings.person.kana)}`],
    ['taxpayer', `/taxpayers/${number}`],
    ['registers', '/registers'],
    ['list', '/registers/parcel'],
    ['levy', '/levy'],
    ['journal', '/journal'],
    ['jobs', '/jobs'],
    ['checks', '/checks'],
    ['check', '/checks/co_owner.share_sum'],
  ];
  const parcel = await first_record(page, 'parcel');
  if (parcel) screens.push(['record', `/registers/parcel/${parcel}`]);
  if (names.includes('parcel_shape')) screens.push(['map', '/registers/parcel/map']);
  const finding = names.find((name) => name === 'finding' || name === 'audit_finding');
  if (finding) screens.push(['findings', `/registers/${finding}`], ['controls', '/findings']);
  if (names.includes('protective_measure')) screens.push(['measures', '/measures']);
  if (names.includes('log_run')) screens.push(['logs', '/logs']);
  if (names.includes('criteria_assessment')) screens.push(['criteria', '/criteria']);
  const system = names.includes('information_system')
    ? await first_record(page, 'information_system')
    : null;
  if (system) screens.push(['system', `/systems/${system}`], ['systems', '/systems']);
  if (names.includes('survey_answer')) {
    screens.push(['survey', '/survey'], ['survey_round', '/survey/2']);
    screens.push(['survey_results', '/survey/1/results'], ['survey_form', '/survey-answers/1']);
  }
  const inspection = names.includes('self_inspection')
    ? await first_record(page, 'self_inspection')
    : null;
  if (inspection)
    screens.push(['inspections', '/inspections'], ['inspection', `/inspections/${inspection}`]);
  if (names.includes('audit_selection')) screens.push(['selection', '/selection']);
  if (names.includes('account_source')) {
    screens.push(['account_reviews', '/account-review'], ['account_review', '/account-review/1']);
  }
  if (names.includes('committee_meeting'))
    screens.push(['mayor', '/mayor'], ['audit', '/audit'], ['policies', '/policies']);
  if (names.includes('disposal')) {
    screens.push(['disposals', '/disposal']);
    const disposal = await first_record(page, 'disposal');
    if (disposal) screens.push(['disposal', `/disposal/${disposal}`]);
    const exit = await first_record(page, 'cloud_exit');
    if (exit) screens.push(['cloud_exit', `/disposal/cloud/${exit}`]);
  }
  if (names.includes('medium_loan')) screens.push(['portable', '/portable-media']);
  if (names.includes('entrusted_contract')) {
    screens.push(['entrusts', '/entrust'], ['entrust_guide', '/entrust/guide']);
    screens.push(['entrust_editions', '/entrust/editions'], ['entrust', '/entrust/1']);
    for (const part of ['articles', 'checks', 'gaps', 'talks', 'end'])
      screens.push([`entrust_${part}`, `/entrust/1?part=${part}`]);
  }
  if (names.includes('incident')) {
    screens.push(['incidents', '/incidents'], ['new_incident', '/incidents/new']);
    const incident = await first_record(page, 'incident');
    if (incident) screens.push(['incident', `/incidents/${incident}`]);
  }
  if (names.includes('migration_order')) {
    screens.push(['migrations', '/migrations']);
    const order = await first_record(page, 'migration_order');
    if (order) screens.push(['migration', `/migrations/${order}`]);
  }
  if (names.includes('privacy_task')) {
    screens.push(['privacy', '/privacy']);
    const task = await first_record(page, 'privacy_task');
    if (task) screens.push(['privacy_task', `/privacy/${task}`]);
  }
  if (names.includes('controlled_area')) screens.push(['daily', '/daily']);
  if (names.includes('continuity_plan')) {
    screens.push(['continuity', '/continuity']);
    if (system) screens.push(['continuity_system', `/continuity/${system}`]);
  }
  if (names.includes('procurement_plan')) {
    screens.push(['procurement', '/procurement']);
    const sheet = await first_record(page, 'procurement_plan');
    if (sheet) screens.push(['procurement_plan', `/procurement/${sheet}`]);
  }
  if (names.includes('contract_competition')) screens.push(['lock_in', '/lock-in']);
  if (names.includes('digital_measure')) screens.push(['digital_plan', '/digital-plan']);
  if (names.includes('letter')) {
    screens.push(['letters', '/letters'], ['letter', '/letters/1']);
    screens.push(['letter_new', '/letters/new?template=request_amend&register=personal_request&record=8']);
  }
  if (names.includes('personal_request'))
    screens.push(['requests', '/requests'], ['request', '/requests/3']);
  if (names.includes('inquiry')) screens.push(['inquiries', '/inquiries'], ['inquiry', '/inquiries/3']);
  if (names.includes('file_edition')) screens.push(['file_register', '/file-register']);
  if (names.includes('contract_party')) {
    screens.push(['chains', '/chains']);
    const contract = await first_record(page, 'entrusted_contract');
    if (contract) screens.push(['chain', `/chains/${contract}`]);
  }
  return screens;
}
