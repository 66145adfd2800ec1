// Annual tax and its instalments: how much, when due.
import type { Taxpayer } from '../../api/types';
import { date_plain, fiscal_year } from '../../lib/era_date';
import { change, yen } from '../../lib/number_format';
import { Amount } from '../../parts/amount';
import { Empty } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';

export function InstalmentTiles({ data }: { data: Taxpayer }) {
  const { t, lang } = useWords();
  const today = useToday() ?? '';
  const { levy } = data;
  if (!levy)
    return (
      <section className="pn mb-2" aria-label={t('taxpayer.tax')}>
        <Empty
          why={t('taxpayer.no_levy', { year: fiscal_year(data.year, lang) })}
          next={t('taxpayer.no_levy_next')}
        />
      </section>
    );
  const previous = levy.previous_annual_tax_yen;
  const when = (due: string) =>
    t(
      due < today
        ? 'taxpayer.due_past'
        : due === today
          ? 'taxpayer.due_today'
          : 'taxpayer.due_future',
    );
  return (
    <section className="pn inst mb-2" aria-label={t('taxpayer.tax')}>
      <div>
        <span className="sub">
          {t('taxpayer.annual')}
          {'\u3000'}
          {previous === null
            ? t('taxpayer.no_previous')
            : t('taxpayer.previous', {
                yen: yen(previous),
                change: change(levy.annual_tax_yen - previous),
              })}
        </span>
        <div className="v">
          <Amount value={levy.annual_tax_yen} path="annual" what={t('taxpayer.annual')} />{' '}
          {t('taxpayer.yen')}
        </div>
        <span className="sub">
          {t('taxpayer.fixed_short')}{' '}
          <Amount value={levy.fixed_tax_yen} path="total/fixed" what={t('taxpayer.fixed_tax')} />
          {'\u3000'}
          {t('taxpayer.city_short')}{' '}
          <Amount
            value={levy.city_planning_tax_yen}
            path="total/city_planning"
            what={t('taxpayer.city_tax')}
          />
        </span>
      </div>
      {levy.instalments.map((part) => (
        <div key={part.no}>
          <span className="sub">
            {t('taxpayer.instalment', { n: part.no })}　{date_plain(part.due, lang)}
          </span>
          <div className="v">{yen(part.yen)}</div>
          <span className="sub">{when(part.due)}</span>
        </div>
      ))}
    </section>
  );
}
