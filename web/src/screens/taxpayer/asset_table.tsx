// The assets of the year: land with its components, houses, depreciable assets, sums. Every amount
// opens its explanation; sums show what enters the tax base.
import { Fragment } from 'react';
import type { HouseLine, LandLine, Taxpayer } from '../../api/types';
import { fiscal_year } from '../../lib/era_date';
import { area, yen } from '../../lib/number_format';
import { Amount } from '../../parts/amount';
import { Empty } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

export function AssetTable({ data }: { data: Taxpayer }) {
  const { t, lang } = useWords();
  const year = fiscal_year(data.year, lang);
  if (data.land.length + data.houses.length + data.depreciable.length === 0)
    return (
      <section className="pn">
        <Empty why={t('taxpayer.no_assets', { year })} next={t('taxpayer.no_assets_next')} />
      </section>
    );
  return (
    <section className="pn">
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('taxpayer.assets', { year })}</th>
            <th scope="col">{t('taxpayer.use')}</th>
            <th scope="col" className="num">
              {t('taxpayer.area')}
            </th>
            <th scope="col" className="num">
              {t('taxpayer.value')}
            </th>
            <th scope="col" className="num">
              {t('taxpayer.fixed_base')}
            </th>
            <th scope="col" className="num">
              {t('taxpayer.city_base')}
            </th>
          </tr>
        </thead>
        <tbody>
          <LandRows data={data} />
          <HouseRows data={data} />
          <AssetRows data={data} />
          {data.levy ? (
            <tr className="sum">
              <th scope="row" colSpan={4}>
                {t('taxpayer.base_total')}
              </th>
              <td className="num">
                <Amount
                  value={data.levy.fixed.base_yen}
                  path="base/fixed"
                  what={`${t('taxpayer.total')} ${t('taxpayer.fixed_base')}`}
                />
              </td>
              <td className="num">
                <Amount
                  value={data.levy.city_planning.base_yen}
                  path="base/city_planning"
                  what={`${t('taxpayer.total')} ${t('taxpayer.city_base')}`}
                />
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

type Kind = 'land' | 'house' | 'depreciable';

interface GroupProps {
  kind: Kind;
  title: string;
  count: string;
  below: boolean;
  fixed: number | undefined;
  city: number | null | undefined;
}

function GroupRow({ kind, title, count, below, fixed, city }: GroupProps) {
  const { t } = useWords();
  return (
    <tr className="grp">
      <th scope="rowgroup" colSpan={4}>
        {title} <span className="mut font-normal">{count}</span>
        {below ? (
          <span className="tag ml-2 font-normal">{t('taxpayer.below_threshold')}</span>
        ) : null}
      </th>
      <td className="num">
        <Amount
          value={fixed}
          path={`base/fixed/${kind}`}
          what={`${title} ${t('taxpayer.fixed_base')}`}
        />
      </td>
      <td className="num">
        <Amount
          value={city}
          path={`base/city_planning/${kind}`}
          what={`${title} ${t('taxpayer.city_base')}`}
        />
      </td>
    </tr>
  );
}

interface AmountsProps {
  /** The object, or a part of it, that the three amounts belong to: `land/10000101`. */
  path: string;
  what: string;
  value: number | null;
  fixed: number | null;
  city: number | null;
}

/** Assessed value and the two bases of one line; each opens its own explanation. */
function AmountCells({ path, what, value, fixed, city }: AmountsProps) {
  const { t } = useWords();
  return (
    <>
      <td className="num">
        <Amount value={value} path={`${path}/value`} what={`${what} ${t('taxpayer.value')}`} />
      </td>
      <td className="num">
        <Amount value={fixed} path={`${path}/fixed`} what={`${what} ${t('taxpayer.fixed_base')}`} />
      </td>
      <td className="num">
        <Amount
          value={city}
          path={`${path}/city_planning`}
          what={`${what} ${t('taxpayer.city_base')}`}
        />
      </td>
    </>
  );
}

function LandRows({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  if (data.land.length === 0) return null;
  const { levy } = data;
  return (
    <>
      <GroupRow
        kind="land"
        title={t('taxpayer.land')}
        count={t('taxpayer.land_count', { n: data.land.length })}
        below={levy?.below_threshold.land ?? false}
        fixed={levy?.fixed.land_base_yen}
        city={levy?.city_planning.land_base_yen}
      />
      {data.land.map((line) => (
        <Fragment key={line.id}>
          <ParcelRows line={line} />
        </Fragment>
      ))}
    </>
  );
}

function ParcelRows({ line }: { line: LandLine }) {
  const { d } = useWords();
  const name = line.title ?? line.parcel_no;
  const link = <Link to={to_record('parcel', line.id)}>{name}</Link>;
  // Land that is not taxed has no component; its line still stands, so that nothing seems
  // forgotten.
  if (line.components.length === 0)
    return (
      <tr>
        <td>{link}</td>
        <td>{d(line.land_use)}</td>
        <td className="num">{area(line.area_m2)}</td>
        <AmountCells
          path={`land/${line.parcel_no}`}
          what={name}
          value={line.value_yen}
          fixed={line.fixed_base_yen}
          city={line.city_planning_base_yen}
        />
      </tr>
    );
  return (
    <>
      {line.components.map((component, index) => {
        const label = d(component.label);
        return (
          <tr key={component.kind}>
            <td>{index === 0 ? link : <span className="vh">{name}</span>}</td>
            <td>{label}</td>
            <td className="num">{area(component.area_m2)}</td>
            <AmountCells
              path={`land/${line.parcel_no}/${component.kind}`}
              what={`${name} ${label}`}
              value={component.value_yen}
              fixed={component.fixed_base_yen}
              city={component.city_planning_base_yen}
            />
          </tr>
        );
      })}
    </>
  );
}

function HouseRows({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  if (data.houses.length === 0) return null;
  const { levy } = data;
  return (
    <>
      <GroupRow
        kind="house"
        title={t('taxpayer.house')}
        count={t('taxpayer.house_count', { n: data.houses.length })}
        below={levy?.below_threshold.house ?? false}
        fixed={levy?.fixed.house_base_yen}
        city={levy?.city_planning.house_base_yen}
      />
      {data.houses.map((line) => (
        <HouseRow key={line.id} line={line} />
      ))}
    </>
  );
}

function HouseRow({ line }: { line: HouseLine }) {
  const { t, d } = useWords();
  const name = line.title ?? line.house_no;
  return (
    <tr>
      <td>
        <Link to={to_record('house', line.id)}>{name}</Link>
      </td>
      <td>
        {d(line.use)}
        {line.relief_yen ? (
          <span className="sub ml-2">{t('taxpayer.relief', { yen: yen(line.relief_yen) })}</span>
        ) : null}
      </td>
      <td className="num">{area(line.area_m2)}</td>
      <AmountCells
        path={`house/${line.house_no}`}
        what={name}
        value={line.value_yen}
        fixed={line.fixed_base_yen}
        city={line.city_planning_base_yen}
      />
    </tr>
  );
}

function AssetRows({ data }: { data: Taxpayer }) {
  const { t, d } = useWords();
  if (data.depreciable.length === 0) return null;
  return (
    <>
      <GroupRow
        kind="depreciable"
        title={t('taxpayer.depreciable')}
        count={t('taxpayer.depreciable_count', { n: data.depreciable.length })}
        below={data.levy?.below_threshold.depreciable ?? false}
        fixed={data.levy?.fixed.depreciable_base_yen}
        city={null}
      />
      {data.depreciable.map((line) => {
        const name = line.title ?? line.asset_no;
        const base = `depreciable/${line.asset_no}`;
        return (
          <tr key={line.id}>
            <td>
              <Link to={to_record('depreciable_asset', line.id)}>{name}</Link>
            </td>
            <td>{d(line.class)}</td>
            <td className="num" />
            <td className="num">
              <Amount
                value={line.value_yen}
                path={`${base}/value`}
                what={`${name} ${t('taxpayer.value')}`}
              />
            </td>
            <td className="num">
              <Amount
                value={line.base_yen}
                path={base}
                what={`${name} ${t('taxpayer.fixed_base')}`}
              />
            </td>
            <td className="num">
              <span className="mut" title={t('state.not_applicable')}>
                —
              </span>
            </td>
          </tr>
        );
      })}
    </>
  );
}
