// Objects that are not there yet: starting values that can be levied as they stand, taken from what
// the taxpayer has where that says something (rates of land beside it, the city planning area).
import type { CaseObject, TaxCase } from '../../api/types';
import { kGroups, type Group } from './case_edit';

const kNew = 'new-';
const kArea = 165;
const kUnitPrice = 60_000;

export const is_added = (object: CaseObject) => String(object.id).startsWith(kNew);

function next_id(question: TaxCase): string {
  const taken = kGroups.flatMap((group) => question[group].filter(is_added));
  const numbers = taken.map((object) => Number(String(object.id).slice(kNew.length)));
  return kNew + String(Math.max(0, ...numbers) + 1);
}

/** Yen per m² of the first parcel that has a value and an area. */
function unit_price(question: TaxCase): number {
  for (const { value_yen, area_m2 } of question.parcels) {
    const area = Number(area_m2);
    if (typeof value_yen === 'number' && value_yen > 0 && area > 0)
      return Math.max(1, Math.trunc(value_yen / area));
  }
  return kUnitPrice;
}

const in_city_planning_area = ({ parcels, houses }: TaxCase) => {
  const known = [...parcels, ...houses];
  const inside = known.filter((object) => object.city_planning_area === true).length;
  return inside * 2 >= known.length;
};

const kMade: Record<Group, (question: TaxCase) => CaseObject> = {
  parcels: (question) => ({
    land_use: 'building_land',
    area_m2: `${String(kArea)}.00`,
    value_yen: unit_price(question) * kArea,
    city_planning_area: in_city_planning_area(question),
    exempt: false,
    special_base_ratio: '1',
    waiver_ratio: '0',
  }),
  houses: (question) => ({
    value_yen: 8_000_000,
    built: `${String(question.fiscal_year - 1)}-04-01`,
    floor_area_m2: '110.00',
    residential_floor_area_m2: '110.00',
    dwellings: 1,
    storeys: 2,
    fireproof: false,
    let_out: false,
    city_planning_area: in_city_planning_area(question),
    exempt: false,
    waiver_ratio: '0',
  }),
  depreciable: (question) => ({
    cost_yen: 2_000_000,
    acquired: `${String(question.fiscal_year - 1)}-04`,
    life_years: 10,
    base_fraction: '1',
    waiver_ratio: '0',
    exempt: false,
  }),
};

export function with_added(question: TaxCase, group: Group): TaxCase {
  const added: CaseObject = { id: next_id(question), ...kMade[group](question) };
  return { ...question, [group]: [...question[group], added] };
}

export const without = (question: TaxCase, group: Group, id: string): TaxCase => ({
  ...question,
  [group]: question[group].filter((object) => object.id !== id),
});
