// Co-owners and groups in full, and the tax year by year.
import type { Taxpayer } from '../../api/types';
import { fiscal_year } from '../../lib/era_date';
import { change, yen } from '../../lib/number_format';
import { Mark } from '../../parts/mark';
import { Empty } from '../../parts/panel';
import { PersonName } from '../../parts/person_name';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_taxpayer } from '../../state/routes';
import { LawTag } from '../levy/law_tag';

export function YearsTable({ data }: { data: Taxpayer }) {
  const { t, lang } = useWords();
  const years = [...data.years].sort((a, b) => b.year - a.year);
  return (
    <section className="pn">
      {years.length === 0 ? (
        <Empty
          why={t('taxpayer.no_levy', { year: fiscal_year(data.year, lang) })}
          next={t('taxpayer.no_levy_next')}
        />
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('taxpayer.year')}</th>
              <th scope="col" className="num">
                {t('taxpayer.annual')}
              </th>
              <th scope="col" className="num">
                ±
              </th>
              <th scope="col">{t('taxpayer.state')}</th>
            </tr>
          </thead>
          <tbody>
            {years.map((line, index) => {
              const before = years[index + 1];
              return (
                <tr key={line.year}>
                  <th scope="row">
                    <Link to={`${to_taxpayer(data.addressee.number)}?year=${line.year}`}>
                      {fiscal_year(line.year, lang)}
                    </Link>
                  </th>
                  <td className="num">{yen(line.annual_tax_yen)}</td>
                  <td className="num">
                    {before ? change(line.annual_tax_yen - before.annual_tax_yen) : '—'}
                  </td>
                  <td>
                    <Mark tone={line.state === 'confirmed' ? 'ok' : 'inf'}>
                      {t(`run.${line.state}`)}
                    </Mark>{' '}
                    <LawTag status={line.law_status} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function PeopleTable({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  const lines = [
    ...data.members.map((member) => ({ ...member, role: 'member' as const })),
    ...data.groups.map((group) => ({
      ...group,
      role: 'group' as const,
      representative: false,
      in_city: null,
    })),
  ];
  return (
    <section className="pn">
      {lines.length === 0 ? (
        <Empty why={t('taxpayer.no_co_owners')} />
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('taxpayers.number')}</th>
              <th scope="col">{t('taxpayer.name')}</th>
              <th scope="col">{t('taxpayer.share')}</th>
              <th scope="col">{t('taxpayers.detail')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.number}>
                <td>{line.number}</td>
                <th scope="row">
                  <Link to={to_taxpayer(line.number)}>
                    <PersonName name={line.name} />
                  </Link>
                </th>
                <td>{line.share}</td>
                <td>
                  {t(line.role === 'member' ? 'taxpayer.co_owners' : 'taxpayer.groups')}
                  {line.representative ? t('taxpayer.representative') : ''}
                  {line.in_city === false && line.name !== null ? (
                    <span className="tag ml-2">{t('taxpayer.out_of_city')}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
