// 市のいま: six figures, each leading to the place it comes from.
import type { ReactNode } from 'react';
import type { Home, RegisterArea } from '../../api/types';
import { fiscal_year, moment } from '../../lib/era_date';
import { grouped, percent_change, yen_headline } from '../../lib/number_format';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { nav_groups } from '../../shell/nav_items';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_list, to_run } from '../../state/routes';
import { useToday } from '../../state/server_state';

export function CityNow({ home, areas }: { home: Home; areas: RegisterArea[] }) {
  const { t } = useWords();
  const { counts } = home;
  const items = nav_groups(areas).flatMap((group) => group.items);
  const place_of = (text: 'nav.system' | 'nav.finding') =>
    items.find((item) => item.text === text)?.to ?? '/registers';
  const objects = {
    parcels: grouped(counts.parcels),
    houses: grouped(counts.houses),
  };
  return (
    <Panel
      title={t('home.city')}
      className="city-now"
      end={<Link to="/figures">{t('home.figures')}</Link>}
    >
      <div>
        <Figure
          to="/taxpayers"
          label={t('home.taxpayers')}
          value={grouped(counts.taxpayers)}
          unit={t('home.taxpayers_unit')}
        >
          {t('home.declarers', { n: grouped(counts.declarers) })}
        </Figure>
        <Figure
          to={to_list('parcel')}
          label={t('home.property')}
          value={grouped(counts.parcels + counts.houses)}
          unit={t('home.property_unit')}
        >
          {t('home.property_parts', objects)}
        </Figure>
        <LevyFigure year={home.fiscal_year} levy={home.levy} />
        <Figure
          to={place_of('nav.system')}
          label={t('home.systems')}
          value={grouped(counts.systems)}
          unit={t('home.systems_unit')}
        >
          {t('home.systems_note')}
        </Figure>
        <FindingsFigure to={place_of('nav.finding')} counts={counts.findings} />
        <JournalFigure journal={home.journal} />
      </div>
    </Panel>
  );
}

function LevyFigure({ year, levy }: { year: number; levy: Home['levy'] }) {
  const { t, lang } = useWords();
  const label = t('home.tax', { year: fiscal_year(year, lang) });
  if (!levy)
    return (
      <Figure to="/levy" label={label} value="—" unit="">
        {t('home.tax_none')}
      </Figure>
    );
  const tax = yen_headline(levy.tax_yen, lang);
  const before = levy.previous_tax_yen;
  const moved = before ? percent_change(levy.tax_yen, before) : null;
  return (
    <Figure to={to_run(levy.run_no)} label={label} value={tax.figure} unit={tax.unit}>
      <span className="row flex-wrap gap-x-2 gap-y-0">
        <Mark tone={levy.state === 'confirmed' ? 'ok' : 'inf'}>{t(`run.${levy.state}`)}</Mark>
        {moved ? (
          <span className="nw">
            {t('home.tax_previous')} <b>{moved}</b>
          </span>
        ) : (
          t('home.no_previous')
        )}
      </span>
    </Figure>
  );
}

type FindingCounts = Home['counts']['findings'];

function FindingsFigure({ to, counts }: { to: string; counts: FindingCounts }) {
  const { t } = useWords();
  const total = counts.fit + counts.caution + counts.unfit;
  return (
    <Figure
      to={to}
      label={t('home.findings')}
      value={grouped(counts.fit)}
      unit={t('home.findings_of', { n: grouped(total) })}
    >
      <span className="row flex-wrap gap-x-3 gap-y-0">
        <Mark tone="bad">
          {t('verdict.unfit')} {counts.unfit}
        </Mark>
        <Mark tone="warn">
          {t('verdict.caution')} {counts.caution}
        </Mark>
      </span>
      {total > 0 ? <Share counts={counts} /> : null}
    </Figure>
  );
}

interface FigureProps {
  to: string;
  label: string;
  value: ReactNode;
  unit: string;
  children?: ReactNode;
}

function Figure({ to, label, value, unit, children }: FigureProps) {
  return (
    <div className="fig">
      <Link className="t" to={to} data-stop>
        <span>{label}</span>
        <span aria-hidden="true">›</span>
      </Link>
      <div className="v">
        {value}
        <small>{unit}</small>
      </div>
      <div className="sub">{children}</div>
    </div>
  );
}

/** One bar of three parts; the words beside it carry the same figures. */
function Share({ counts }: { counts: FindingCounts }) {
  const total = counts.fit + counts.caution + counts.unfit;
  const wide = (n: number) => (n * 138) / total;
  const fit = wide(counts.fit);
  const caution = wide(counts.caution);
  return (
    <svg
      className="mt-1.5"
      width="100%"
      height="10"
      viewBox="0 0 140 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width={fit} height="10" className="fill-green-800" />
      <rect x={fit + 1} width={caution} height="10" className="fill-yellow-600" />
      <rect x={fit + caution + 2} width={wide(counts.unfit)} height="10" className="fill-red-900" />
    </svg>
  );
}

function JournalFigure({ journal }: { journal: Home['journal'] }) {
  const { t, lang } = useWords();
  const today = useToday();
  const state = journal.ok === null || !journal.verified_at ? 'not_yet' : journal.ok ? 'ok' : 'bad';
  const mark = {
    ok: <Mark tone="ok">{t('home.journal_ok')}</Mark>,
    bad: <Mark tone="bad">{t('home.journal_bad')}</Mark>,
    not_yet: <Mark tone="none">{t('home.journal_not_yet')}</Mark>,
  }[state];
  return (
    <Figure to="/journal" label={t('home.journal')} value={mark} unit="">
      {t('home.journal_entries', { n: grouped(journal.entries) })}
      {'\u3000'}
      {journal.verified_at ? moment(journal.verified_at, lang, today) : ''}
    </Figure>
  );
}
